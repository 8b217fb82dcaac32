import { effect } from '@preact/signals'
import type { Devices } from '../call/devices/devices.js'
import { untilThere } from '../call/until-there.js'
import type { Calling } from './calling.js'
import type { Goal } from './goal.js'
import type { HostConnection } from './host-connection.js'
import type { Moving } from './moving.js'
import type { OwnHost } from './own-host.js'
import type { Sessions } from './session.js'
import { tabStorage, WAY_BACK } from './storage.js'
import type { WayBack } from './way-back.js'

/**
 * Keeps the person in their call when the page is loaded anew, at their host when that gets another address, and with a host
 * when theirs is gone. What does that is fetched once there is a call, or a host to go after.
 */
export class Continuity {
  /** Ends what keeps the way back, so that it stays for the next page. */
  #forgetWayBack: () => void = () => {}
  #keepingWayBack: Promise<void> | undefined
  #keepingInCall: Promise<void> | undefined
  #relocation: Promise<unknown> | undefined

  constructor(
    private readonly calling: Calling,
    private readonly devices: Devices,
    private readonly host: HostConnection,
    private readonly ownHost: OwnHost,
    private readonly moving: Moving,
    private readonly sessions: Sessions,
  ) {}

  /** Goes into the call that the page was in when it was loaded anew, if any, and keeps the way back into every later one. */
  start(go: (goal: Goal) => Promise<void>): void {
    this.#comeBack(go).catch(reportError)
    effect(() => {
      if (this.calling.screen.value.kind !== 'call') return
      this.#keepWayBack()
      this.#keepInCall()
    })
    effect(() => {
      if (!this.host.isAtOwn.value) this.#watchForRelocation()
    })
  }

  /** To be called when the page goes. */
  close(): void {
    this.#forgetWayBack()
  }

  async #comeBack(go: (goal: Goal) => Promise<void>): Promise<void> {
    if (tabStorage.get(WAY_BACK) === '') return
    const { readWayBack } = await import('./way-back.js')
    const way = readWayBack()
    if (way) await this.#goBack(way, go)
    // Only now, for a page that crashes on its way.
    if (this.calling.screen.peek().kind !== 'call') tabStorage.remove(WAY_BACK)
  }

  /** What was muted or off stays so. */
  async #goBack({ goal, origin, microphone, camera }: WayBack, go: (goal: Goal) => Promise<void>): Promise<void> {
    if (!microphone) void this.devices.microphone.turn(false)
    if (!camera) void this.devices.camera.turn(false)
    await this.sessions.ready
    if (this.sessions.isCopy) return
    const isThere = origin === location.origin || (await this.moving.toInvite({ origin }, () => true))
    if (!isThere) return
    this.calling.isAfterMove = true
    await go(goal)
  }

  /** By itself, for whoever loads the page anew at once. */
  #keepWayBack(): void {
    this.#keepingWayBack ??= untilThere(() => import('./way-back.js')).then(({ keepWayBack }) => {
      this.#forgetWayBack = keepWayBack(this.calling, this.devices, this.host)
    })
  }

  /** Fetched while the host is there that serves the page. */
  #keepInCall(): void {
    this.#keepingInCall ??= untilThere(() => import('./in-call.js')).then(({ keepInCall }) =>
      keepInCall(this.calling, this.host, this.ownHost, this.moving),
    )
  }

  #watchForRelocation(): void {
    this.#relocation ??= untilThere(() => import('./relocation.js')).then(({ watchForRelocation }) =>
      watchForRelocation(this.host, this.ownHost.found, this.moving.wayTo),
    )
  }
}
