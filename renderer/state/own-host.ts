import { computed, effect, type ReadonlySignal, signal } from '@preact/signals'
import type { CallToHost, FoundHost, HostFacts, KeptOutUntil, OperatorFacts } from '../../common/control.js'
import type { Finding } from '../../common/findings.js'
import type { Peer } from '../../common/protocol.js'
import type { CallErrorCode } from '../call/errors.js'
import { HostControl } from '../call/signaling/host-control.js'
import { codeOf } from './host-connection.js'
import { whenIdle } from './idle.js'
import { operatorToken } from './operator.js'
import type { Passcodes } from './passcodes.js'
import type { Sessions } from './session.js'

/** What the operator can have the host do. */
export type Task = 'pin' | 'passcode' | 'discovery' | 'capacity' | 'remove' | 'mute'

/** The host that serves this page, wherever the person is: what it tells of itself, and what it does for its operator. */
export class OwnHost {
  /** Absent until it has told. */
  readonly facts: ReadonlySignal<HostFacts | undefined>
  /** There on the operator's page alone, which is the one that the host's own program opened. */
  readonly operator: ReadonlySignal<OperatorFacts | undefined>
  readonly found: ReadonlySignal<readonly FoundHost[]>
  /** Whom the operator is about to remove. */
  readonly removing = signal<Peer | undefined>(undefined)
  /** What the host did not do, and why. */
  readonly problem = signal<{ task: Task; code: CallErrorCode } | undefined>(undefined)
  readonly #passcodes: Passcodes
  readonly #control: HostControl

  constructor(passcodes: Passcodes, sessions: Sessions) {
    this.#passcodes = passcodes
    const operator = operatorToken()
    this.#control = new HostControl(location.origin, () => ({
      operator,
      session: sessions.of(location.origin),
      passcode: passcodes.of(location.origin),
    }))
    this.facts = this.#control.facts
    this.operator = this.#control.operator
    this.found = computed(() => this.#control.found.value ?? [])
  }

  /** To be called whenever the host has let this page in: where it asks for a passcode, the right one is known then. */
  open(): void {
    this.#control.open()
  }

  /** Opens each time that the host lets this page in, but not in the way of whoever goes into a call at once. */
  openOnceIdle(letIn: ReadonlySignal<object | undefined>, isJoining: ReadonlySignal<boolean>): void {
    effect(() => {
      if (!letIn.value || isJoining.value) return
      whenIdle(() => {
        if (!isJoining.peek()) this.open()
      })
    })
  }

  close(): void {
    this.#control.close()
  }

  pin(address: string | undefined): Promise<boolean> {
    return this.#have('pin', () => this.#control.pin(address))
  }

  /** This page goes on knowing the passcode that it set. True also where the host could not keep it, but goes by it. */
  async setPasscode(passcode: string | undefined): Promise<boolean> {
    const isKept = await this.#have('passcode', () => this.#control.setPasscode(passcode))
    const holds = isKept || this.problem.value?.code === 'not-kept'
    if (holds) this.#passcodes.keep(location.origin, passcode)
    return holds
  }

  setDiscovery(isOn: boolean): Promise<boolean> {
    return this.#have('discovery', () => this.#control.setDiscovery(isOn))
  }

  /** How many people fit in each room that is made from now on. */
  setCapacity(capacity: number): Promise<boolean> {
    return this.#have('capacity', () => this.#control.setCapacity(capacity))
  }

  /** Has everyone mute themselves whose ids these are; they must be in the same room. */
  mute(ids: string[]): Promise<boolean> {
    return this.#have('mute', () => this.#control.mute(ids))
  }

  /** Takes over a call whose host is gone, as in HostControl. Rejects with a CallError. */
  host(call: CallToHost): Promise<ReadonlyMap<string, string>> {
    return this.#control.host(call)
  }

  /** Where a person's page comes from, which the operator's page alone is told. */
  addressOf(id: string): string | undefined {
    return this.operator.value?.people.find((person) => person.id === id)?.address
  }

  /** Removes whom the operator was about to remove; `until` says for how long nobody new comes in from their address. */
  async remove(until: KeptOutUntil): Promise<void> {
    const { value } = this.removing
    if (value && (await this.#have('remove', () => this.#control.remove({ id: value.id, until })))) this.keep()
  }

  /** Removes nobody. */
  readonly keep = (): void => {
    this.removing.value = undefined
    this.problem.value = undefined
  }

  /** What the host finds wrong with its network; undefined where this page is not its operator's. Rejects where it fails. */
  async check(): Promise<Finding[] | undefined> {
    try {
      return await this.#control.check()
    } catch (error) {
      if (codeOf(error) === 'not-allowed') return undefined
      throw error
    }
  }

  /** Whether it was done. */
  async #have(task: Task, work: () => Promise<void>): Promise<boolean> {
    this.problem.value = undefined
    try {
      await work()
      return true
    } catch (error) {
      this.problem.value = { task, code: codeOf(error) }
      return false
    }
  }
}
