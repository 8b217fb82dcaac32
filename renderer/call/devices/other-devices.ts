import { failureOf, type Kind, requestTrack } from './requests.js'

interface Wish {
  readonly kind: Kind
  /** What is asked of any device of this kind. */
  readonly ideal: MediaTrackConstraints
  /** The same of the device that was chosen, if any. */
  readonly constraints: MediaTrackConstraints
  readonly chosen: { peek(): string | undefined }
}

/** Names for another device of the same list: that of the system, and that of telephony. */
const ALIASES: readonly (string | undefined)[] = ['default', 'communications']
export const isAlias = (deviceId: string | undefined) => ALIASES.includes(deviceId)

/** However many devices there are, a person waits for no more than so many that do not start. */
const MOST_TRIED = 8

/** Asks for the device that was chosen, else for another. Rejects with what is wrong with the one that comes first. */
export async function requestAny(wish: Wish): Promise<MediaStreamTrack> {
  try {
    return await requestTrack(wish.kind, wish.constraints)
  } catch (error) {
    return requestOther(wish, error)
  }
}

/**
 * Asks for any device where the one that was chosen gave this error, and then for each that there is by its name, since
 * a browser that may choose always tries the same. Rejects at once where the person says no.
 */
export async function requestOther({ kind, ideal, chosen }: Wish, error: unknown): Promise<MediaStreamTrack> {
  const first = chosen.peek()
  const why = failureOf(error)
  if (first === undefined ? why !== 'busy' : why !== 'busy' && why !== 'missing') throw error
  try {
    if (first === undefined) throw error
    return await requestTrack(kind, ideal)
  } catch (reason) {
    if (failureOf(reason) !== 'busy') throw reason
    const others = (await idsOf(kind)).filter((id) => id !== first)
    for (const id of others.slice(0, MOST_TRIED)) {
      const track = await requestTrack(kind, { ...ideal, deviceId: { exact: id } }).catch(() => undefined)
      if (track) return track
    }
    throw reason
  }
}

/** The ids of the devices there are, where there are several. */
async function idsOf(kind: Kind): Promise<readonly string[]> {
  const all = await navigator.mediaDevices.enumerateDevices().catch(() => [])
  const ids = all.filter((device) => device.kind === `${kind}input`).map(({ deviceId }) => deviceId)
  const own = ids.filter((id) => id !== '' && !isAlias(id))
  return own.length > 1 ? own : []
}
