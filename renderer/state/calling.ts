import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'
import { buildInvite } from '../../common/invite.js'
import { LIMITS } from '../../common/limits.js'
import { Call, type RemotePeer, type RoomLock } from '../call/call.js'
import type { CallErrorCode } from '../call/errors.js'
import type { Outgoing } from '../call/outgoing.js'
import type { Signaling } from '../call/signaling/signaling.js'
import { Chat } from './chat.js'
import { type DirectEnding, enterBy, type Goal, HungUp, type Screen } from './goal.js'
import { codeOf, type HostConnection } from './host-connection.js'
import { holdWhatCanWait } from './idle.js'
import { t } from './language.js'
import { lasting } from './lasting.js'

/** Long enough for the host to say first that nobody answers. */
const GIVE_UP_MS = LIMITS.ringMs + 5_000
/** What takes no longer than this is felt as at once. */
const AT_ONCE_MS = 100
/** How long a direct call waits for someone who may only have loaded the page anew. */
const RETURN_MS = 5_000
const NOBODY: readonly RemotePeer[] = []

/** What is said of who came and went, and of whose computer has taken the place of the host, and who has muted this person. */
export const PASSAGES = {
  came: 'call/came-in',
  left: 'call/left',
  hosts: 'call/hosts-now',
  selfHosts: 'call/self-hosts-now',
  muted: 'call/muted-by',
} as const

/** What has just happened among the others. */
export type CallNews =
  | { readonly kind: keyof typeof PASSAGES; readonly name: string }
  | { readonly kind: 'message'; readonly from: string; readonly author: string; readonly text: string }

/** The call that the person is in, or on the way into, and so the screen that they are on. */
export class Calling {
  readonly screen = signal<Screen>({ kind: 'start' })
  readonly isJoining = computed(() => this.screen.value.kind === 'joining')
  /** Whether the way into a call takes so long that the person is to see it. */
  readonly isOnTheWay = lasting(this.isJoining, AT_ONCE_MS)
  readonly #call = signal<Call | undefined>(undefined)
  /** Undefined out of calls. */
  readonly call: ReadonlySignal<Call | undefined> = this.#call
  readonly peers = computed<readonly RemotePeer[]>(() => this.#call.value?.peers.value ?? NOBODY)
  readonly isLocked = computed(() => this.#call.value?.isLocked.value ?? false)
  /** Who went last, while nobody else is there. */
  readonly lastGone = signal<string | undefined>(undefined)
  /** The last of the news, another object each time. */
  readonly news = signal<CallNews | undefined>(undefined)
  /** When the call began, in milliseconds since 1970; undefined out of calls. */
  readonly since = signal<number | undefined>(undefined)
  /** Why the room could not be locked or opened. */
  readonly lockProblem = signal<CallErrorCode | undefined>(undefined)
  readonly chat = new Chat(async (text) => {
    await this.#call.peek()?.chat(text)
    return true
  })
  readonly #host: HostConnection
  readonly #iceServers: () => Promise<RTCIceServer[]>
  /** Ends what is done on changes of the call. */
  #unwatch: () => void = () => {}
  /** Ends a direct call in which nobody is. */
  #waiting: ReturnType<typeof setTimeout> | undefined
  /** Has the camera as it was before a voice call, unless the person has turned it on meanwhile. */
  #restoreCamera: () => void = () => {}
  /** Whether this page goes on where another of the person's was, until it is in the call. */
  isAfterMove = false
  /** Whether the page goes, so that what is under way is the next page's to go on with. */
  isPageGoing = false
  /** When the person was no longer alone in the call, in milliseconds since 1970. */
  #metAt: number | undefined

  constructor(
    host: HostConnection,
    readonly outgoing: Outgoing,
    iceServers: () => Promise<RTCIceServer[]>,
  ) {
    this.#host = host
    this.#iceServers = iceServers
  }

  /** Leaves whatever there is, and goes there. Gives why, where the person ends up at the start again. */
  async go(goal: Goal): Promise<CallErrorCode | undefined> {
    const screen: Screen = { kind: 'joining', goal }
    this.end(screen)
    holdWhatCanWait()
    if (goal.audioOnly) this.#turnCameraOff()
    try {
      const [signaling, iceServers] = await Promise.all([this.#host.get(), this.#iceServers()])
      if (this.screen.value !== screen) return undefined
      const call = new Call(signaling, this.outgoing, iceServers)
      this.#call.value = call
      this.#listenTo(call, goal)
      const recall = this.#recallIn(call)
      if (this.isAfterMove) await recall
      await call.enter(enterBy(goal))
      if (this.screen.value === screen) this.#enter(call, goal)
    } catch (error) {
      if (this.screen.value === screen) return this.#refuse(goal, error)
    }
    return undefined
  }

  /** Has what was said told to whoever goes on here from another page; where that cannot be, the call is as good. */
  async #recallIn(call: Call): Promise<void> {
    try {
      const { Recall } = await import('./recall.js')
      new Recall(call, this.chat, this.isAfterMove)
      this.isAfterMove = false
    } catch (error) {
      console.warn('What was said will not be told again:', error)
    }
  }

  /** How to get back into the call; undefined where there is none, or nobody has come into a direct one. */
  get wayBack(): Goal | undefined {
    const { value: screen } = this.screen
    const room = this.#call.peek()?.room
    if (screen.kind !== 'call' || !room) return undefined
    const { goal } = screen
    if (goal.kind === 'room') return { kind: 'room', room }
    const wasMet = this.peers.value.length > 0 || this.#metAt !== undefined
    return wasMet ? { kind: 'direct', person: goal.person, audioOnly: false, isCaller: false, room } : undefined
  }

  /** Leaves the call, since the page is closed, or loaded anew, or another one goes on with it. */
  closePage(screen: Screen = { kind: 'start' }): void {
    this.#call.peek()?.closePage()
    this.end(screen)
  }

  /** Leaves the call. Where others were in it, the person is told, and can go back. */
  hangUp(): void {
    const { value } = this.screen
    if (value.kind !== 'call' || this.#metAt === undefined) this.end({ kind: 'start' })
    else this.end({ kind: 'left', goal: value.goal, lastedMs: Date.now() - this.#metAt })
  }

  /** Leaves the call, for this screen. */
  end(screen: Screen): void {
    clearTimeout(this.#waiting)
    this.#metAt = undefined
    this.#unwatch()
    this.#call.peek()?.leave()
    this.#restoreCamera()
    batch(() => {
      this.#call.value = undefined
      this.lastGone.value = undefined
      this.news.value = undefined
      this.since.value = undefined
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
    signaling.on('mute', ({ by }) => this.#muteFor(by.name))
    signaling.on('turned-away', ({ code }) => {
      if (code === 'removed') this.end({ kind: 'removed' })
    })
  }

  /** At once; the person alone turns it on again. */
  #muteFor(name: string): void {
    const { microphone } = this.outgoing.devices
    if (!this.#call.peek() || !microphone.wanted.peek()) return
    void microphone.turn(false)
    this.#notePassage('muted', name)
  }

  /** For a voice call, until it is over. */
  #turnCameraOff(): void {
    const { camera } = this.outgoing.devices
    if (!camera.wanted.peek()) return
    void camera.turn(false)
    let isOurs = true
    const unwatch = camera.wanted.subscribe((isWanted) => {
      if (isWanted) isOurs = false
    })
    this.#restoreCamera = () => {
      unwatch()
      this.#restoreCamera = () => {}
      if (isOurs) void camera.turn(true)
    }
  }

  #listenTo(call: Call, goal: Goal): void {
    this.chat.clear()
    call.on('chat', (message) => {
      this.chat.hear(message.author, message.text)
      this.news.value = { kind: 'message', ...message }
    })
    call.on('lock', (lock) => this.#noteLock(lock))
    call.on('ended', ({ code }) => this.end({ kind: 'over', goal, why: code }))
  }

  #enter(call: Call, goal: Goal): void {
    if (this.#host.isAtOwn.value && goal.kind === 'room') {
      history.replaceState(null, '', new URL(buildInvite({ origin: location.origin, room: call.room })))
    }
    // For a host that was restarted meanwhile, and knows nothing of the ring it was to end.
    if (goal.kind === 'direct' && goal.isCaller) this.#waitFor(goal, GIVE_UP_MS, 'no-answer')
    // Their pictures are still to come.
    if (call.peers.peek().length > 0) holdWhatCanWait()
    batch(() => {
      this.since.value = Date.now()
      this.screen.value = { kind: 'call', goal }
    })
    this.#watch(call, goal)
  }

  #watch(call: Call, goal: Goal): void {
    let before = call.peers.peek()
    const unwatchPeers = call.peers.subscribe((peers) => {
      if (peers.length > 0) this.#metAt ??= Date.now()
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

  /** Ends the call where by then nobody is in it. */
  #waitFor(goal: Goal, ms: number, why: DirectEnding): void {
    clearTimeout(this.#waiting)
    this.#waiting = setTimeout(() => {
      if (this.peers.value.length === 0) this.end({ kind: 'over', goal, why })
    }, ms)
  }

  /** Notes who came and went. A call with one other person is over once they are gone. */
  #noteChange(goal: Goal, before: readonly RemotePeer[], peers: readonly RemotePeer[]): void {
    const came = without(peers, before)
    const gone = without(before, peers)
    for (const { name } of came) this.#notePassage('came', name.peek())
    for (const { name } of gone) this.#notePassage('left', name.peek())
    const [first] = gone
    if (peers.length > 0) this.lastGone.value = undefined
    else if (first) this.lastGone.value = first.name.peek()
    if (goal.kind !== 'direct' || !first || peers.length > 0) return
    const why = first.state.peek() === 'connected' ? 'hung-up' : 'gone'
    if (first.mayReturn.peek()) this.#waitFor(goal, RETURN_MS, why)
    else this.end({ kind: 'over', goal, why })
  }

  /** The computer of this person, or without one this computer, has taken the place of the host. */
  noteHost(name?: string): void {
    this.#notePassage(name === undefined ? 'selfHosts' : 'hosts', name ?? '')
  }

  #notePassage(kind: keyof typeof PASSAGES, name: string): void {
    this.chat.note(t(PASSAGES[kind], { name }))
    this.news.value = { kind, name }
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
