import { batch, computed, signal } from '@preact/signals'
import type { Bridge } from '../../common/bridge.js'
import { buildInvite, parseInvite, roomFromPath } from '../../common/invite.js'
import { type IncomingCall, LIMITS, type Peer, PersonName, RoomName } from '../../common/protocol.js'
import { Call, type RemotePeer } from '../call/call.js'
import type { CallErrorCode } from '../call/errors.js'
import { LocalMedia } from '../call/local-media.js'
import { SignalLog } from '../call/signal-log.js'
import type { OnJoined, Signaling } from '../call/signaling.js'
import { Chat } from './chat.js'
import { Devices } from './devices.js'
import { codeOf, HostConnection } from './host-connection.js'
import { Lobby } from './lobby.js'
import { Reach } from './reach.js'
import { takeSession } from './session.js'
import { SettingsView } from './settings.js'
import { SignalLogView } from './signal-log.js'
import { storage } from './storage.js'

/** Where a person means to be: in a room, or in a call with one other person, whom they ring if `isCaller`. */
export type Goal =
  | { kind: 'room'; room: string }
  | { kind: 'direct'; person: Peer; audioOnly: boolean; isCaller: boolean; room?: string }

/** How a call with one other person came to its end. */
export type DirectEnding = 'declined' | 'no-answer' | 'gone' | 'busy' | 'hung-up'

/** `over`: there was no getting in, or it has ended; `why` says how that came. */
export type Screen =
  | { kind: 'start' }
  | { kind: 'joining'; goal: Goal }
  | { kind: 'call'; goal: Goal }
  | { kind: 'over'; goal: Goal; why: CallErrorCode | DirectEnding }

/** What is wrong with what a person entered, or why what they asked for failed. */
export type Problem = 'no-room' | 'bad-room' | 'bad-name' | 'bad-address' | CallErrorCode

const NAME_KEY = 'lanline.name'
/** Others learn a new name once the person has stopped typing it. */
const RENAME_AFTER_MS = 400
/** Long enough for the host to say first that nobody answers. */
const GIVE_UP_MS = LIMITS.ringMs + 5_000

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
  /** Who rings now, and who rang in vain. */
  readonly incoming = signal<IncomingCall | undefined>(undefined)
  readonly missed = signal<string | undefined>(undefined)

  readonly settings = new SettingsView()
  readonly #log = new SignalLog()
  readonly signalLog = new SignalLogView(this.#log)
  readonly host = new HostConnection({ name: this.name.value, session: takeSession() }, this.#log, (signaling) =>
    this.#listen(signaling),
  )
  readonly isAtOwnHost = computed(() => this.host.view.value.origin === location.origin)
  readonly lobby = new Lobby(this.host.get)
  readonly chat = new Chat(async (text) => {
    await this.#call?.chat(text)
    return true
  })
  readonly reach: Reach
  readonly devices: Devices
  readonly #media = new LocalMedia()
  #call: Call | undefined
  #renaming: ReturnType<typeof setTimeout> | undefined
  #ringing: ReturnType<typeof setTimeout> | undefined

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

  setName(text: string): void {
    this.name.value = text
    clearTimeout(this.#renaming)
    this.#renaming = setTimeout(() => this.#rename(), RENAME_AFTER_MS)
  }

  /** Joins the room that was entered, or says what is wrong with it. */
  async joinRoom(): Promise<void> {
    const room = RoomName.safeParse(this.room.value)
    this.joinProblem.value = undefined
    if (!PersonName.safeParse(this.name.value).success) this.joinProblem.value = 'bad-name'
    else if (!room.success) this.joinProblem.value = this.room.value.trim() === '' ? 'no-room' : 'bad-room'
    else await this.#go({ kind: 'room', room: room.data })
  }

  /** Rings a person. */
  async call({ id, name }: Peer, audioOnly: boolean): Promise<void> {
    await this.#go({ kind: 'direct', person: { id, name }, audioOnly, isCaller: true })
  }

  /** Takes the call that rings. */
  async accept(audioOnly: boolean): Promise<void> {
    const ring = this.incoming.value
    if (!ring) return
    this.incoming.value = undefined
    await this.#go({ kind: 'direct', person: ring.from, audioOnly, isCaller: false, room: ring.room })
  }

  async decline(): Promise<void> {
    const ring = this.incoming.value
    this.incoming.value = undefined
    if (ring) (await this.host.get()).refuse(ring.from.id)
  }

  /** Tries again what has failed or ended. */
  async retry(goal: Goal): Promise<void> {
    if (goal.kind === 'room') await this.#go(goal)
    else await this.call(goal.person, goal.audioOnly)
  }

  /** Back to the start, from wherever the person is. */
  leave(): void {
    this.#end({ kind: 'start' })
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
      // Whoever went into a call meanwhile stays with the host that it is at.
      return await this.host.moveTo(origin, () => this.screen.value.kind === 'start')
    } catch (error) {
      this.addressProblem.value = codeOf(error)
      return false
    } finally {
      this.isMoving.value = false
    }
  }

  #rename(): void {
    clearTimeout(this.#renaming)
    const name = PersonName.safeParse(this.name.value)
    if (!name.success) return
    storage.set(NAME_KEY, name.data)
    this.host.rename(name.data)
  }

  /** Leaves whatever there is, and goes there. */
  async #go(goal: Goal): Promise<void> {
    const screen: Screen = { kind: 'joining', goal }
    this.#end(screen)
    this.missed.value = undefined
    this.incoming.value = undefined
    this.#rename()
    if (goal.kind === 'direct' && goal.audioOnly) void this.#media.setOn('video', false)
    try {
      const signaling = await this.host.get()
      if (this.screen.value !== screen) return
      this.#call = new Call(signaling, this.#media, this.settings.iceServers)
      await this.#call.enter(enterBy(goal))
      if (this.screen.value === screen) this.#enter(this.#call, goal)
    } catch (error) {
      if (this.screen.value === screen) this.#refuse(goal, error)
    }
  }

  #enter(call: Call, goal: Goal): void {
    call.on('peers', (peers) => this.#follow(peers))
    call.on('chat', ({ author, text }) => this.chat.hear(author, text))
    call.on('ended', ({ code }) => this.#end({ kind: 'over', goal, why: code }))
    if (this.isAtOwnHost.value && goal.kind === 'room') {
      history.replaceState(null, '', new URL(buildInvite({ origin: location.origin, room: call.room })))
    }
    if (goal.kind === 'direct' && goal.isCaller) this.#ringing = setTimeout(() => this.#giveUp(goal), GIVE_UP_MS)
    batch(() => {
      this.chat.clear()
      this.screen.value = { kind: 'call', goal }
      this.peers.value = call.peers
    })
  }

  /** For a host that was restarted meanwhile, and knows nothing of the ring it was to end. */
  #giveUp(goal: Goal): void {
    if (this.peers.value.length === 0) this.#end({ kind: 'over', goal, why: 'no-answer' })
  }

  #follow(peers: readonly RemotePeer[]): void {
    const came = peers.filter(({ id }) => !this.peers.value.some((peer) => peer.id === id))
    const gone = this.peers.value.filter(({ id }) => !peers.some((peer) => peer.id === id))
    batch(() => {
      for (const { name } of came) this.chat.note(`${name} came in.`)
      for (const { name } of gone) this.chat.note(`${name} left.`)
      this.lastGone.value = peers.length > 0 ? undefined : (gone[0]?.name ?? this.lastGone.value)
      this.peers.value = peers
    })
    const { value } = this.screen
    if (value.kind === 'call' && value.goal.kind === 'direct' && gone.length > 0 && peers.length === 0) {
      this.#end({ kind: 'over', goal: value.goal, why: gone[0]?.state === 'connected' ? 'hung-up' : 'gone' })
    }
  }

  #refuse(goal: Goal, error: unknown): void {
    const why = error instanceof HungUp ? 'hung-up' : codeOf(error)
    this.#call = undefined
    if (why === 'hung-up' || goal.kind === 'direct' || why === 'room-full') {
      this.screen.value = { kind: 'over', goal, why }
    } else {
      this.joinProblem.value = why
      this.screen.value = { kind: 'start' }
    }
  }

  #end(screen: Screen): void {
    clearTimeout(this.#ringing)
    this.#call?.leave()
    this.#call = undefined
    batch(() => {
      this.peers.value = []
      this.lastGone.value = undefined
      this.screen.value = screen
    })
  }

  #listen(signaling: Signaling): void {
    this.lobby.follow(signaling, () => this.screen.value.kind !== 'call')
    // What rang before may have ended meanwhile; the host rings again if not.
    signaling.on('welcome', () => {
      this.incoming.value = undefined
    })
    signaling.on('call', (ring) => {
      this.incoming.value = ring
    })
    signaling.on('called-off', ({ from }) => {
      if (this.incoming.value?.from.id !== from) return
      this.missed.value = this.incoming.value.from.name
      this.incoming.value = undefined
    })
    signaling.on('refused', ({ from, reason }) => {
      const { value } = this.screen
      if (value.kind !== 'call' || value.goal.kind !== 'direct' || value.goal.person.id !== from) return
      if (this.peers.value.length === 0) this.#end({ kind: 'over', goal: value.goal, why: reason ?? 'declined' })
    })
  }

  #goodbye(): void {
    this.#end({ kind: 'start' })
    this.host.close()
    this.#media.close()
  }
}

/** The caller was gone before the call was taken. */
class HungUp extends Error {}

/** How to ask a host for what a person means to do. */
function enterBy(goal: Goal): (signaling: Signaling, onJoined: OnJoined) => Promise<void> {
  if (goal.kind === 'room') return (signaling, onJoined) => signaling.join(goal.room, onJoined)
  const { room, person, audioOnly } = goal
  if (room === undefined) return (signaling, onJoined) => signaling.call({ to: person.id, audioOnly }, onJoined)
  return async (signaling, onJoined) => {
    let isCallerThere = false
    await signaling.join(room, (joined) => {
      isCallerThere = !joined.initiator
      if (isCallerThere) onJoined(joined)
    })
    if (!isCallerThere) throw new HungUp()
  }
}
