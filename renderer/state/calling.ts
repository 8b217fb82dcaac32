import { batch, computed, signal } from '@preact/signals'
import { buildInvite } from '../../common/invite.js'
import { LIMITS } from '../../common/protocol.js'
import { Call, type RemotePeer, type RoomLock } from '../call/call.js'
import type { CallErrorCode } from '../call/errors.js'
import type { Outgoing } from '../call/outgoing.js'
import type { Signaling } from '../call/signaling/signaling.js'
import { Chat } from './chat.js'
import { enterBy, type Goal, HungUp, type Screen } from './goal.js'
import { codeOf, type HostConnection } from './host-connection.js'
import { t } from './language.js'

/** Long enough for the host to say first that nobody answers. */
const GIVE_UP_MS = LIMITS.ringMs + 5_000
const NOBODY: readonly RemotePeer[] = []

/** The call that the person is in, or on the way into, and so the screen that they are on. */
export class Calling {
  readonly screen = signal<Screen>({ kind: 'start' })
  readonly #call = signal<Call | undefined>(undefined)
  readonly peers = computed<readonly RemotePeer[]>(() => this.#call.value?.peers.value ?? NOBODY)
  readonly isLocked = computed(() => this.#call.value?.isLocked.value ?? false)
  /** Who went last, while nobody else is there. */
  readonly lastGone = signal<string | undefined>(undefined)
  /** Why the room could not be locked or opened. */
  readonly lockProblem = signal<CallErrorCode | undefined>(undefined)
  readonly chat = new Chat(async (text) => {
    await this.#call.peek()?.chat(text)
    return true
  })
  readonly #host: HostConnection
  readonly #outgoing: Outgoing
  readonly #iceServers: () => Promise<RTCIceServer[]>
  /** Ends what is done on changes of the call. */
  #unwatch: () => void = () => {}
  #ringing: ReturnType<typeof setTimeout> | undefined

  constructor(host: HostConnection, outgoing: Outgoing, iceServers: () => Promise<RTCIceServer[]>) {
    this.#host = host
    this.#outgoing = outgoing
    this.#iceServers = iceServers
  }

  /** Leaves whatever there is, and goes there. Gives why, where the person ends up at the start again. */
  async go(goal: Goal): Promise<CallErrorCode | undefined> {
    const screen: Screen = { kind: 'joining', goal }
    this.end(screen)
    if (goal.kind === 'direct' && goal.audioOnly) void this.#outgoing.devices.camera.turn(false)
    try {
      const [signaling, iceServers] = await Promise.all([this.#host.get(), this.#iceServers()])
      if (this.screen.value !== screen) return undefined
      const call = new Call(signaling, this.#outgoing, iceServers)
      this.#call.value = call
      await call.enter(enterBy(goal))
      if (this.screen.value === screen) this.#enter(call, goal)
    } catch (error) {
      if (this.screen.value === screen) return this.#refuse(goal, error)
    }
    return undefined
  }

  /** Leaves the call, for this screen. */
  end(screen: Screen): void {
    clearTimeout(this.#ringing)
    this.#unwatch()
    this.#call.peek()?.leave()
    batch(() => {
      this.#call.value = undefined
      this.lastGone.value = undefined
      this.lockProblem.value = undefined
      this.screen.value = screen
    })
  }

  /** Closes the room to others, or opens it. */
  async lock(isLocked: boolean): Promise<void> {
    const call = this.#call.peek()
    this.lockProblem.value = undefined
    try {
      await call?.lock(isLocked)
    } catch (error) {
      if (call === this.#call.peek()) this.lockProblem.value = codeOf(error)
    }
  }

  /** To be called where the network may be another. */
  wake(): void {
    this.#call.peek()?.wake()
  }

  /** Heeds what this host says that ends a call. */
  listenTo(signaling: Signaling): void {
    signaling.on('refuse', ({ from, reason }) => {
      const { value } = this.screen
      if (value.kind !== 'call' || value.goal.kind !== 'direct' || value.goal.person.id !== from) return
      if (this.peers.value.length === 0) this.end({ kind: 'over', goal: value.goal, why: reason ?? 'declined' })
    })
    signaling.on('turned-away', ({ code }) => {
      if (code === 'removed') this.end({ kind: 'removed' })
    })
  }

  #enter(call: Call, goal: Goal): void {
    call.on('chat', ({ author, text }) => this.chat.hear(author, text))
    call.on('lock', (lock) => this.#noteLock(lock))
    call.on('ended', ({ code }) => this.end({ kind: 'over', goal, why: code }))
    if (this.#host.isAtOwn.value && goal.kind === 'room') {
      history.replaceState(null, '', new URL(buildInvite({ origin: location.origin, room: call.room })))
    }
    if (goal.kind === 'direct' && goal.isCaller) this.#ringing = setTimeout(() => this.#giveUp(goal), GIVE_UP_MS)
    batch(() => {
      this.chat.clear()
      this.screen.value = { kind: 'call', goal }
    })
    this.#watch(call, goal)
  }

  #watch(call: Call, goal: Goal): void {
    let before = call.peers.peek()
    const unwatchPeers = call.peers.subscribe((peers) => {
      const earlier = before
      before = peers
      this.#noteChange(goal, earlier, peers)
    })
    const unwatchLock = call.isLocked.subscribe(() => {
      this.lockProblem.value = undefined
    })
    this.#unwatch = () => {
      unwatchPeers()
      unwatchLock()
    }
  }

  /** For a host that was restarted meanwhile, and knows nothing of the ring it was to end. */
  #giveUp(goal: Goal): void {
    if (this.peers.value.length === 0) this.end({ kind: 'over', goal, why: 'no-answer' })
  }

  /** Notes who came and went. A call with one other person is over once they are gone. */
  #noteChange(goal: Goal, before: readonly RemotePeer[], peers: readonly RemotePeer[]): void {
    const came = without(peers, before)
    const gone = without(before, peers)
    for (const { name } of came) this.chat.note(t('call/came-in', { name: name.peek() }))
    for (const { name } of gone) this.chat.note(t('call/left', { name: name.peek() }))
    const [first] = gone
    if (peers.length > 0) this.lastGone.value = undefined
    else if (first) this.lastGone.value = first.name.peek()
    if (goal.kind === 'direct' && first && peers.length === 0) {
      this.end({ kind: 'over', goal, why: first.state.peek() === 'connected' ? 'hung-up' : 'gone' })
    }
  }

  #noteLock({ isLocked, by }: RoomLock): void {
    const change = isLocked ? 'locked' : 'unlocked'
    this.chat.note(by.isSelf ? t(`call/you-${change}`) : t(`call/person-${change}`, { name: by.name }))
  }

  /** Shows that there was no getting in, or gives why for the start screen to say. */
  #refuse(goal: Goal, error: unknown): CallErrorCode | undefined {
    const why = error instanceof HungUp ? 'hung-up' : codeOf(error)
    this.#call.value = undefined
    if (why === 'hung-up' || goal.kind === 'direct' || why === 'room-full' || why === 'room-locked') {
      this.screen.value = { kind: 'over', goal, why }
      return undefined
    }
    this.screen.value = { kind: 'start' }
    return why
  }
}

/** Those of `peers` whom `others` does not list. */
const without = (peers: readonly RemotePeer[], others: readonly RemotePeer[]) =>
  peers.filter(({ id }) => !others.some((other) => other.id === id))
