import { batch, signal } from '@preact/signals'
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

/** The call that the person is in, or on the way into, and so the screen that they are on. */
export class Calling {
  readonly screen = signal<Screen>({ kind: 'start' })
  readonly peers = signal<readonly RemotePeer[]>([])
  /** Who went last, while nobody else is there. */
  readonly lastGone = signal<string | undefined>(undefined)
  readonly isLocked = signal(false)
  /** Why the room could not be locked or opened. */
  readonly lockProblem = signal<CallErrorCode | undefined>(undefined)
  readonly chat = new Chat(async (text) => {
    await this.#call?.chat(text)
    return true
  })
  readonly #host: HostConnection
  readonly #outgoing: Outgoing
  readonly #iceServers: () => Promise<RTCIceServer[]>
  #call: Call | undefined
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
      this.#call = new Call(signaling, this.#outgoing, iceServers)
      await this.#call.enter(enterBy(goal))
      if (this.screen.value === screen) this.#enter(this.#call, goal)
    } catch (error) {
      if (this.screen.value === screen) return this.#refuse(goal, error)
    }
    return undefined
  }

  /** Leaves the call, for this screen. */
  end(screen: Screen): void {
    clearTimeout(this.#ringing)
    this.#call?.leave()
    this.#call = undefined
    batch(() => {
      this.peers.value = []
      this.lastGone.value = undefined
      this.isLocked.value = false
      this.lockProblem.value = undefined
      this.screen.value = screen
    })
  }

  /** Closes the room to others, or opens it. */
  async lock(isLocked: boolean): Promise<void> {
    const call = this.#call
    this.lockProblem.value = undefined
    try {
      await call?.lock(isLocked)
    } catch (error) {
      if (call === this.#call) this.lockProblem.value = codeOf(error)
    }
  }

  /** To be called where the network may be another. */
  wake(): void {
    this.#call?.wake()
  }

  /** Follows what a host says that ends a call. */
  follow(signaling: Signaling): void {
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
    call.on('peers', (peers) => this.#follow(peers))
    call.on('chat', ({ author, text }) => this.chat.hear(author, text))
    call.on('lock', (lock) => this.#followLock(lock))
    call.on('ended', ({ code }) => this.end({ kind: 'over', goal, why: code }))
    if (this.#host.isAtOwn.value && goal.kind === 'room') {
      history.replaceState(null, '', new URL(buildInvite({ origin: location.origin, room: call.room })))
    }
    if (goal.kind === 'direct' && goal.isCaller) this.#ringing = setTimeout(() => this.#giveUp(goal), GIVE_UP_MS)
    batch(() => {
      this.chat.clear()
      this.screen.value = { kind: 'call', goal }
      this.peers.value = call.peers
      this.isLocked.value = call.isLocked
    })
  }

  /** For a host that was restarted meanwhile, and knows nothing of the ring it was to end. */
  #giveUp(goal: Goal): void {
    if (this.peers.value.length === 0) this.end({ kind: 'over', goal, why: 'no-answer' })
  }

  #follow(peers: readonly RemotePeer[]): void {
    const came = peers.filter(({ id }) => !this.peers.value.some((peer) => peer.id === id))
    const gone = this.peers.value.filter(({ id }) => !peers.some((peer) => peer.id === id))
    batch(() => {
      for (const { name } of came) this.chat.note(t('call/came-in', { name }))
      for (const { name } of gone) this.chat.note(t('call/left', { name }))
      this.lastGone.value = peers.length > 0 ? undefined : (gone[0]?.name ?? this.lastGone.value)
      this.peers.value = peers
    })
    const { value } = this.screen
    if (value.kind === 'call' && value.goal.kind === 'direct' && gone.length > 0 && peers.length === 0) {
      this.end({ kind: 'over', goal: value.goal, why: gone[0]?.state === 'connected' ? 'hung-up' : 'gone' })
    }
  }

  #followLock({ isLocked, by }: RoomLock): void {
    this.isLocked.value = isLocked
    this.lockProblem.value = undefined
    const change = isLocked ? 'locked' : 'unlocked'
    if (by) this.chat.note(by.isSelf ? t(`call/you-${change}`) : t(`call/person-${change}`, { name: by.name }))
  }

  /** Shows that there was no getting in, or gives why for the start screen to say. */
  #refuse(goal: Goal, error: unknown): CallErrorCode | undefined {
    const why = error instanceof HungUp ? 'hung-up' : codeOf(error)
    this.#call = undefined
    if (why === 'hung-up' || goal.kind === 'direct' || why === 'room-full' || why === 'room-locked') {
      this.screen.value = { kind: 'over', goal, why }
      return undefined
    }
    this.screen.value = { kind: 'start' }
    return why
  }
}
