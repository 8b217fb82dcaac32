import { batch, computed, signal } from '@preact/signals'
import type { Bridge } from '../../common/bridge.js'
import { buildInvite, parseInvite, roomFromPath } from '../../common/invite.js'
import { PersonName, RoomName } from '../../common/protocol.js'
import { Call, type RemotePeer } from '../call/call.js'
import type { CallErrorCode } from '../call/errors.js'
import { LocalMedia } from '../call/local-media.js'
import { Devices } from './devices.js'
import { codeOf, HostConnection } from './host-connection.js'
import { Reach } from './reach.js'
import { storage } from './storage.js'

/** `over`: the host would not let this page in, or back in; `code` says why. */
export type Screen =
  | { kind: 'start' }
  | { kind: 'joining'; room: string }
  | { kind: 'call'; room: string }
  | { kind: 'over'; room: string; code: CallErrorCode }

/** What is wrong with what a person entered, or why what they asked for failed. */
export type Problem = 'no-room' | 'bad-room' | 'bad-name' | 'bad-address' | CallErrorCode

const NAME_KEY = 'lanline.name'

/** All that the page shows, as signals, and all that a person can do with it. */
export class App {
  readonly screen = signal<Screen>({ kind: 'start' })
  readonly name = signal(storage.get(NAME_KEY))
  readonly room = signal(roomFromPath(location.pathname) ?? '')
  readonly joinProblem = signal<Problem | undefined>(undefined)

  /** What was typed to reach another host, and what came of it. */
  readonly hostAddress = signal('')
  readonly isMoving = signal(false)
  readonly addressProblem = signal<Problem | undefined>(undefined)

  readonly peers = signal<readonly RemotePeer[]>([])
  /** Who went last, while nobody else is there. */
  readonly lastGone = signal<string | undefined>(undefined)

  readonly host = new HostConnection({ name: this.name.value, session: newSession() })
  readonly isAtOwnHost = computed(() => this.host.view.value.origin === location.origin)
  readonly reach: Reach
  readonly devices: Devices
  readonly #media = new LocalMedia()
  #call: Call | undefined

  constructor(bridge: Bridge | undefined) {
    this.reach = new Reach(this.host, bridge)
    this.devices = new Devices(this.#media)
  }

  /** Opens the preview and connects to the page's own host. */
  start(): void {
    void this.#media.start()
    this.retryHost()
    addEventListener('pagehide', () => this.#goodbye())
    // A page that comes back from the browser's cache has said goodbye already.
    addEventListener('pageshow', ({ persisted }) => persisted && location.reload())
  }

  retryHost(): void {
    this.host.get().catch(() => undefined) // Shown through `host.view`.
  }

  /** Joins the room that was entered, or says what is wrong with it. */
  async joinRoom(): Promise<void> {
    const room = RoomName.safeParse(this.room.value)
    const name = PersonName.safeParse(this.name.value)
    this.joinProblem.value = undefined
    if (!name.success) this.joinProblem.value = 'bad-name'
    else if (!room.success) this.joinProblem.value = this.room.value.trim() === '' ? 'no-room' : 'bad-room'
    else await this.#join(room.data, name.data)
  }

  /** Back to the start, from wherever the person is. */
  leave(): void {
    this.#call?.leave()
    this.#close({ kind: 'start' })
  }

  /** Connects to the host at the address that was entered, or says why not. */
  async moveToHost(): Promise<void> {
    const invite = parseInvite(this.hostAddress.value)
    this.addressProblem.value = undefined
    if (!invite) this.addressProblem.value = 'bad-address'
    else if (await this.#moveTo(invite.origin)) this.room.value = invite.room ?? this.room.value
  }

  async moveToOwnHost(): Promise<void> {
    this.addressProblem.value = undefined
    await this.#moveTo(location.origin)
  }

  async #moveTo(origin: string): Promise<boolean> {
    this.isMoving.value = true
    try {
      await this.host.moveTo(origin)
      return true
    } catch (error) {
      this.addressProblem.value = codeOf(error)
      return false
    } finally {
      this.isMoving.value = false
    }
  }

  async #join(room: string, name: string): Promise<void> {
    const screen: Screen = { kind: 'joining', room }
    this.screen.value = screen
    storage.set(NAME_KEY, name)
    this.host.rename(name)
    try {
      const call = await Call.join(room, await this.host.get(), this.#media)
      if (this.screen.value === screen) this.#enter(call)
      else call.leave()
    } catch (error) {
      if (this.screen.value === screen) this.#refuse(room, codeOf(error))
    }
  }

  #enter(call: Call): void {
    const { room } = call
    this.#call = call
    call.on('peers', (peers) => this.#follow(peers))
    call.on('ended', ({ code }) => this.#close({ kind: 'over', room, code }))
    if (this.isAtOwnHost.value) history.replaceState(null, '', new URL(buildInvite({ origin: location.origin, room })))
    batch(() => {
      this.peers.value = call.peers
      this.screen.value = { kind: 'call', room }
    })
  }

  #follow(peers: readonly RemotePeer[]): void {
    const gone = this.peers.value.find(({ id }) => !peers.some((peer) => peer.id === id))
    batch(() => {
      if (peers.length > 0) this.lastGone.value = undefined
      else if (gone) this.lastGone.value = gone.name
      this.peers.value = peers
    })
  }

  #refuse(room: string, code: CallErrorCode): void {
    if (code === 'room-full') {
      this.screen.value = { kind: 'over', room, code }
    } else {
      this.joinProblem.value = code
      this.screen.value = { kind: 'start' }
    }
  }

  #close(screen: Screen): void {
    this.#call = undefined
    batch(() => {
      this.peers.value = []
      this.lastGone.value = undefined
      this.screen.value = screen
    })
  }

  #goodbye(): void {
    this.#call?.leave()
    this.host.close()
    this.#media.close()
  }
}

/** 128 random bits; crypto.randomUUID is not there on plain HTTP pages. */
function newSession(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
