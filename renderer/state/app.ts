import { computed, effect, type ReadonlySignal, signal } from '@preact/signals'
import * as v from 'valibot'
import type { Bridge } from '../../common/bridge.js'
import type { FoundHost } from '../../common/control.js'
import { roomFromPath } from '../../common/invite.js'
import { type Peer, PersonName, RoomName } from '../../common/protocol.js'
import { readAs } from '../../common/schema.js'
import { within } from '../../common/within.js'
import { KINDS } from '../call/devices/capture.js'
import { Devices } from '../call/devices/devices.js'
import { usable } from '../call/ice-servers.js'
import { Outgoing } from '../call/outgoing.js'
import { ScreenShare } from '../call/screen-share.js'
import { SignalLog } from '../call/signal-log.js'
import type { Signaling } from '../call/signaling/signaling.js'
import { AwaitedJoin } from './awaited-join.js'
import { CallCheck } from './call-check.js'
import { CallView } from './call-view.js'
import { Calling } from './calling.js'
import { Continuity } from './continuity.js'
import { DeviceControls } from './device-controls.js'
import { Doctor, systemOf } from './doctor.js'
import type { Goal } from './goal.js'
import { takeName } from './hand-over.js'
import { HostConnection } from './host-connection.js'
import { Invitation } from './invitation.js'
import { speak } from './language.js'
import { Lobby } from './lobby.js'
import { Moving } from './moving.js'
import { Opening } from './opening.js'
import { OwnHost } from './own-host.js'
import { followScreen } from './own-picture.js'
import { Passcodes } from './passcodes.js'
import { isOfHost, type Problem } from './problem.js'
import { Reach } from './reach.js'
import { Rings } from './rings.js'
import { suggestRoomName } from './room-names.js'
import { SeatWatch } from './seat-watch.js'
import { SecureDoor } from './secure-door.js'
import { Sessions } from './session.js'
import { SettingsStore } from './settings-store.js'
import { Sharing } from './sharing.js'
import { TabWatch } from './tab-watch.js'

/** Others learn a new name once the person has stopped typing it. */
const RENAME_AFTER_MS = 400
/** A list that comes by then is drawn with the page; one that comes later moves what is drawn already. */
const LIST_WITHIN_MS = 50

/** All that the page shows, as signals, and all that a person can do with it. */
export class App {
  readonly store = new SettingsStore()
  readonly #nameOfLink = takeName()
  readonly #awaited = new AwaitedJoin()
  readonly name = signal(this.#nameOfLink ?? this.store.person.name)
  readonly room = signal(roomFromPath(location.pathname) ?? '')
  readonly joinProblem = signal<Problem | undefined>(undefined)
  readonly passcodes = new Passcodes(async (origin) =>
    origin === location.origin ? this.bridge?.hostPasscode() : undefined,
  )
  readonly rings = new Rings()
  readonly #sessions = new Sessions()
  readonly log = new SignalLog()
  readonly signalLog = new Opening()
  /** The numbers of the connections in a call. */
  readonly statistics = new Opening()
  /** The host that the person is at, and the one that serves the page; to begin with they are the same. */
  readonly host = new HostConnection({ name: this.name.value }, this.#sessions, this.passcodes, this.log, (signaling) =>
    this.#listen(signaling),
  )
  readonly ownHost = new OwnHost(this.passcodes, this.#sessions)
  readonly reach = new Reach(this.host, this.ownHost)
  readonly lobby = new Lobby(this.host.get)
  readonly secureDoor = new SecureDoor(this.ownHost, this.host, this.name, this.room, this.passcodes)
  readonly devices = new Devices()
  readonly #screenShare = new ScreenShare()
  readonly deviceControls = new DeviceControls(this.devices, this.secureDoor.open, (kind, id) => {
    void this.store.changePerson({ [`${kind}Device`]: id })
  })
  readonly settings = new Opening()
  readonly calling = new Calling(this.host, new Outgoing(this.devices, this.#screenShare), async () =>
    usable(await this.store.iceServers()),
  )
  readonly callView = new CallView(this.calling, [this.statistics, this.signalLog])
  readonly seats = new SeatWatch(this.calling.screen, this.lobby.list, (room) => void this.#go({ kind: 'room', room }))
  readonly sharing: Sharing
  readonly doctor = new Doctor(
    () => this.ownHost.check(),
    () => ({ version: this.ownHost.facts.value?.version ?? '', os: systemOf(navigator.userAgent) }),
    async () => (await import('./link-check.js')).linkFindings(this.calling.peers.peek()),
  )
  readonly callCheck = new CallCheck(this.calling, this.doctor, () => this.host.view.value.origin)
  readonly moving: Moving
  readonly invitation: Invitation
  /** Whether this is the page of a guest who was given a link to a room, and who has not asked for more than the room. */
  readonly isForGuest: ReadonlySignal<boolean>
  readonly #wantsMore = signal(false)
  readonly #continuity: Continuity
  readonly otherTabs: TabWatch
  /** Another object each time that the host which serves the page lets it in. */
  readonly #letIn = signal<object | undefined>(undefined)
  #renaming: ReturnType<typeof setTimeout> | undefined

  /** `bridge` is there in the app alone. */
  constructor(readonly bridge: Bridge | undefined) {
    this.sharing = new Sharing(this.#screenShare, bridge)
    // Whoever goes into a call meanwhile stays with the host that it is at.
    const isAtStart = () => this.calling.screen.value.kind === 'start'
    this.moving = new Moving(this.host, bridge, this, isAtStart, () => ({
      facts: this.ownHost.facts.value,
      isThisComputer: this.reach.isThisComputer,
    }))
    this.#continuity = new Continuity(this.calling, this.devices, this.host, this.ownHost, this.moving, this.#sessions)
    this.otherTabs = new TabWatch(this, this.#sessions)
    this.invitation = new Invitation(this)
    const isByLink = !this.reach.isThisComputer && roomFromPath(location.pathname) !== undefined
    this.isForGuest = computed(() => isByLink && this.host.isAtOwn.value && !this.#wantsMore.value)
  }

  /**
   * Learns what the person has set, connects to the page's own host, and opens the preview, which in the app is there as
   * long as it can be seen. Resolves once there is a language to draw the page in, and who is there where that is told at
   * once; rejects where the host gives no language.
   */
  async start(): Promise<void> {
    if (this.bridge) await this.#takeSettings(this.bridge)
    const speaking = speak(this.store.person.language, navigator.languages)
    for (const kind of KINDS) this.devices.inputs[kind].prefer(this.store.person[`${kind}Device`])
    this.devices.chosenSpeaker.value = this.store.person.outputDevice ?? ''
    effect(() => void this.devices.microphone.process(this.store.person))
    effect(() => void this.devices.camera.setQuality(this.store.person.quality))
    effect(() => {
      if (this.host.view.value.state !== 'connected') return
      for (const problem of [this.joinProblem, this.calling.lockProblem]) {
        if (isOfHost(problem.peek())) problem.value = undefined
      }
    })
    this.#awaited.start(this.devices, this.#letIn, (goal) => {
      this.calling.isAfterMove = this.secureDoor.isBehind
      void (goal === 'room' ? this.joinRoom() : this.#go(goal))
    })
    this.#continuity.start((goal) => {
      const entering = this.enter(goal)
      // Nobody presses anything on the way back, so that no press is needed to wait for the seat.
      if (goal.kind === 'room') this.seats.room.value = goal.room
      return entering
    })
    this.otherTabs.start()
    this.ownHost.openOnceIdle(this.#letIn, this.calling.isJoining)
    // A failure is shown through `host.view`.
    const listed = this.host.get().then(
      (signaling) => this.lobby.firstList(signaling),
      () => undefined,
    )
    if (!this.bridge) followScreen(this.devices, this.calling.screen)
    addEventListener('online', () => this.wake())
    addEventListener('pagehide', () => this.#goodbye())
    // A page that comes back from the browser's cache has said goodbye already.
    addEventListener('pageshow', ({ persisted }) => persisted && location.reload())
    await Promise.all([speaking, within(listed, LIST_WITHIN_MS)])
  }

  retryHost(): void {
    this.host.get().catch(() => undefined) // Shown through `host.view`.
  }

  setName(text: string): void {
    this.name.value = text
    clearTimeout(this.#renaming)
    this.#renaming = setTimeout(() => this.#rename(), RENAME_AFTER_MS)
  }

  /** Makes a room of its own for a call, into which others are then invited. */
  async startCall(): Promise<void> {
    this.joinProblem.value = undefined
    if (!v.is(PersonName, this.name.value)) this.joinProblem.value = 'bad-name'
    else await this.#go({ kind: 'room', room: suggestRoomName() })
  }

  /** Joins the room that was entered, or says what is wrong with it. */
  async joinRoom(): Promise<void> {
    const room = readAs(RoomName, this.room.value)
    this.joinProblem.value = undefined
    if (!v.is(PersonName, this.name.value)) this.joinProblem.value = 'bad-name'
    else if (room === undefined) this.joinProblem.value = this.room.value.trim() === '' ? 'no-room' : 'bad-room'
    else await this.#go({ kind: 'room', room })
  }

  /** Rings a person. */
  async call({ id, name }: Peer, audioOnly: boolean): Promise<void> {
    // To call whoever rings is to take their call.
    if (this.rings.incoming.peek()?.from.id === id) this.rings.take()
    if (this.rings.missed.peek()?.person.id === id) this.rings.forgetMissed()
    await this.#go({ kind: 'direct', person: { id, name }, audioOnly, isCaller: true })
    // Who rang back meanwhile is in this very call.
    if (this.calling.screen.value.kind === 'call' && this.rings.incoming.value?.from.id === id) this.rings.take()
  }

  /** Joins a computer that was found, and enters the room that is open there; where there is none, the person is in its lobby. */
  async callComputer(found: FoundHost, audioOnly: boolean): Promise<void> {
    const { joinFound } = await import('./found-room.js')
    const room = await joinFound(this, found)
    if (room !== undefined) await this.#go({ kind: 'room', room, audioOnly })
  }

  /** Calls back whoever rang in vain. */
  async callBack(): Promise<void> {
    const missed = this.rings.missed.value
    if (missed) await this.call(missed.person, missed.audioOnly)
  }

  /** Takes the call that rings. */
  async accept(audioOnly: boolean): Promise<void> {
    const ring = this.rings.take()
    if (ring) await this.#go({ kind: 'direct', person: ring.from, audioOnly, isCaller: false, room: ring.room })
  }

  readonly decline = (): void => {
    const ring = this.rings.take()
    // A host that is gone rings no more either.
    if (ring)
      this.host
        .get()
        .then((signaling) => signaling.refuse(ring.from.id))
        .catch(() => undefined)
  }

  /** Tries again what has failed or ended. */
  async retry(goal: Goal): Promise<void> {
    if (goal.kind === 'room') await this.#go(goal)
    else await this.call(goal.person, goal.audioOnly)
  }

  /** Ends the call that the person is in. */
  hangUp(): void {
    this.calling.hangUp()
  }

  /** Shows a guest all that there is on the host. */
  readonly showMore = (): void => {
    this.#wantsMore.value = true
  }

  /** Back to the start, from wherever the person is. */
  leave(): void {
    this.calling.end({ kind: 'start' })
  }

  /** To be called where the network may be another, so that nothing waits for the old one. */
  wake(): void {
    this.host.wake()
    this.calling.wake()
  }

  /** Those of the app, the name among them. */
  async #takeSettings(bridge: Bridge): Promise<void> {
    await this.store.useBridge(bridge)
    this.name.value = this.#nameOfLink ?? this.store.person.name
    this.host.rename(this.name.value)
  }

  #rename(): void {
    clearTimeout(this.#renaming)
    const name = readAs(PersonName, this.name.value)
    if (name === undefined) return
    if (name !== this.store.person.name) void this.store.changePerson({ name })
    this.host.rename(name)
  }

  /** Goes there, unless another tab of this browser is there already and the person is to say which it is to be. */
  async #go(goal: Goal): Promise<void> {
    if (!(await this.otherTabs.asksAbout(goal))) await this.enter(goal)
  }

  async enter(goal: Goal): Promise<void> {
    this.rings.leave()
    this.#rename()
    const problem = await this.calling.go(goal)
    this.joinProblem.value = problem ?? this.joinProblem.value
    // So that it shows when the host is back.
    if (isOfHost(problem)) this.host.wake()
  }

  #listen(signaling: Signaling): void {
    this.lobby.listenTo(signaling, () => this.calling.screen.value.kind !== 'call')
    this.rings.listenTo(signaling)
    this.calling.listenTo(signaling)
    signaling.on('welcome', ({ call }) => {
      const isBack = call && this.calling.screen.peek().kind === 'start'
      if (isBack) this.#awaited.expect({ kind: 'direct', audioOnly: false, isCaller: false, ...call })
      if (signaling.origin === location.origin) this.#letIn.value = {}
    })
  }

  #goodbye(): void {
    this.calling.isPageGoing = true
    this.#continuity.close()
    if (this.secureDoor.isOnTheWay && this.calling.screen.value.kind === 'call') {
      this.host.move()
    } else {
      this.calling.closePage()
      this.host.close()
    }
    this.ownHost.close()
    this.devices.close()
  }
}
