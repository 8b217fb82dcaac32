import { effect, type ReadonlySignal, type Signal, untracked } from '@preact/signals-core'
import { Queue } from '../../../common/queue.js'
import type { Capture, Kind, UsedDevice } from './capture.js'
import { isAlias, requestAny } from './other-devices.js'
import { isGranted, requestTrack } from './requests.js'

/**
 * What became of a device in use. `replaced`: it is gone, and another took its place. `gone`: there is no other. `back`:
 * what the person had chosen is there again, and is used. `found`: there was none, and now there is.
 */
export type DeviceNews =
  | { readonly kind: Kind; readonly what: 'replaced'; readonly was: string; readonly now: string }
  | { readonly kind: Kind; readonly what: 'gone'; readonly was: string }
  | { readonly kind: Kind; readonly what: 'back' | 'found'; readonly now: string }
  | SpeakerNews

/** What became of the loudspeaker that the person had chosen. `replaced`: others can be heard by the system's own. */
export type SpeakerNews =
  | { readonly kind: 'output'; readonly what: 'replaced' | 'gone'; readonly was: string }
  | { readonly kind: 'output'; readonly what: 'back'; readonly now: string }

/**
 * Keeps the list of what can be chosen, has each of these devices replaced when it is unplugged, and tells the news of it
 * and of the loudspeaker that was chosen, until the function that comes back is called.
 */
export function watchPlugs(
  captures: readonly Capture[],
  speaker: ReadonlySignal<string>,
  list: Signal<readonly MediaDeviceInfo[]>,
  news: Signal<DeviceNews | undefined>,
): () => void {
  let isOver = false
  const listings = new Queue()
  const tell = (told: DeviceNews) => (news.value = told)
  const plugs = captures.map((capture) => new HotPlug(capture, tell))
  const speakerPlug = new SpeakerPlug(speaker, tell)
  const look = () =>
    void listings.add(async () => {
      const all = await navigator.mediaDevices.enumerateDevices().catch(() => undefined)
      if (!all || isOver) return
      list.value = all.filter(({ deviceId }) => deviceId !== '')
      for (const plug of [...plugs, speakerPlug]) plug.see(all)
    })
  navigator.mediaDevices.addEventListener('devicechange', look)
  look()
  // Browsers tell names and ids once a device was opened.
  const unwatch = effect(() => {
    if (captures.some(({ track }) => track.value)) look()
  })
  return () => {
    isOver = true
    unwatch()
    navigator.mediaDevices.removeEventListener('devicechange', look)
    for (const plug of plugs) plug.close()
  }
}

/** Has one device replaced when it is unplugged, and used again when it is back; on or off, it stays as it was. */
class HotPlug {
  #listed: readonly MediaDeviceInfo[] | undefined
  readonly #stop: () => void

  constructor(
    private readonly capture: Capture,
    private readonly tell: (news: DeviceNews) => void,
  ) {
    this.#stop = effect(() => {
      const lost = capture.lost.value
      if (lost) untracked(() => void this.#replace(lost))
    })
  }

  /** Takes in all devices that there are now; to be called whenever that may have changed. */
  see(all: readonly MediaDeviceInfo[]): void {
    const listed = all.filter(({ kind }) => kind === `${this.capture.kind}input`)
    // A page that may not know of devices learns nothing of them.
    if (listed.some(({ deviceId }) => deviceId === '')) return
    const before = this.#listed
    this.#listed = listed
    const used = this.capture.used.peek()
    if (!used) {
      if (before && listed.some(({ deviceId }) => !isIn(before, deviceId))) void this.#find()
    } else if (used.deviceId !== undefined && (!isIn(listed, used.deviceId) || this.#isElsewhere(used))) {
      this.capture.lose()
    } else if (before) {
      void this.#return(used)
    }
  }

  close(): void {
    this.#stop()
  }

  /** Whether the system's own device is another now; a track goes on with the one that it was opened with. */
  #isElsewhere({ deviceId, groupId }: UsedDevice): boolean {
    const alias = isAlias(deviceId) && this.#listed?.find((device) => device.deviceId === deviceId)
    return alias !== undefined && alias !== false && Boolean(groupId) && alias.groupId !== groupId
  }

  async #replace(lost: UsedDevice): Promise<void> {
    const { kind } = this.capture
    const isThere = await this.#isThere(lost)
    // One that is there and ended all the same was taken from the page: the person may not want to be asked.
    if (isThere && !(await isGranted(kind))) {
      const refusal = new DOMException('No longer allowed', 'NotAllowedError')
      await this.capture.take(() => Promise.reject(refusal))
      return
    }
    const used = await this.capture.take(() => requestAny(this.capture))
    if (used === 'failed') this.tell({ kind, what: 'gone', was: lost.label })
    if (typeof used === 'string' || used.label === lost.label || (isThere && isAlias(lost.deviceId))) return
    this.tell({ kind, what: 'replaced', was: lost.label, now: used.label })
  }

  /** Whether a device is still plugged in, by its own name or by that of the system's. */
  async #isThere({ deviceId, groupId }: UsedDevice): Promise<boolean> {
    const all = await navigator.mediaDevices.enumerateDevices().catch(() => this.#listed ?? [])
    const listed = all.filter(({ kind }) => kind === `${this.capture.kind}input`)
    if (listed.some((device) => device.deviceId === '')) return true
    if (!isAlias(deviceId)) return listed.some((device) => device.deviceId === deviceId)
    return !groupId || listed.some((device) => device.groupId === groupId && !isAlias(device.deviceId))
  }

  /** Uses again what the person had chosen. */
  async #return({ deviceId }: UsedDevice): Promise<void> {
    const { kind, chosen, constraints } = this.capture
    const wanted = chosen.peek()
    if (wanted === undefined || wanted === deviceId || !isIn(this.#listed ?? [], wanted)) return
    const used = await this.capture.take(() => requestTrack(kind, constraints))
    if (typeof used !== 'string') this.tell({ kind, what: 'back', now: used.label })
  }

  /** Uses what was plugged in where there was none before. */
  async #find(): Promise<void> {
    const { kind, chosen, state, lost } = this.capture
    const isWanted = state.peek() === 'missing' || state.peek() === 'busy' || lost.peek() !== undefined
    if (!isWanted) return
    const used = await this.capture.take(() => requestAny(this.capture))
    if (typeof used === 'string') return
    this.tell({ kind, what: used.deviceId === chosen.peek() ? 'back' : 'found', now: used.label })
  }
}

/** Tells when the loudspeaker that was chosen is unplugged, and when it is back; it is used wherever it is there. */
class SpeakerPlug {
  #used: MediaDeviceInfo | undefined
  #lost: string | undefined

  constructor(
    private readonly chosen: ReadonlySignal<string>,
    private readonly tell: (news: SpeakerNews) => void,
  ) {}

  see(all: readonly MediaDeviceInfo[]): void {
    const listed = all.filter(({ kind }) => kind === 'audiooutput')
    // A page that may not know of devices learns nothing of them.
    if (listed.some(({ deviceId }) => deviceId === '')) return
    const chosen = this.chosen.peek()
    const [was, now] = [this.#used, listed.find(({ deviceId }) => deviceId === chosen)]
    this.#used = now
    if (was?.deviceId === chosen && !now) {
      this.#lost = chosen
      this.tell({ kind: 'output', what: listed.length > 0 ? 'replaced' : 'gone', was: was.label })
    } else if (now) {
      if (this.#lost === chosen) this.tell({ kind: 'output', what: 'back', now: now.label })
      this.#lost = undefined
    }
  }
}

const isIn = (devices: readonly MediaDeviceInfo[], id: string | undefined) =>
  devices.some(({ deviceId }) => deviceId === id)
