import { type ReadonlySignal, type Signal, signal } from '@preact/signals-core'
import type { Socket } from 'socket.io-client'
import { control } from '../../../common/contract/control.js'
import {
  type CallToHost,
  CONTROL_NAMESPACE,
  type FoundHost,
  type HostFacts,
  type OperatorFacts,
  type Removal,
} from '../../../common/control.js'
import type { Finding } from '../../../common/findings.js'
import { type Ask, asking } from './ask.js'
import { hear, type Told } from './events.js'
import type { Identity } from './signaling.js'
import { fallsBack, socketTo } from './transports.js'

/**
 * How long the host may take to look for what is wrong with its network, for which it has 3 seconds. Where the network
 * swallows WebSockets and this connection is only being made, polling in their place comes before.
 */
const CHECK_TIMEOUT_MS = 12_000

type ControlTold = Told<typeof control.events>

/**
 * The page's connection to the host that serves it, by which it hears of that host, and the operator's page has things
 * done. It stands also while the person is at another host. What comes in is checked here.
 */
export class HostControl {
  readonly #socket: Socket
  readonly #request: Ask<typeof control.requests>
  readonly #told: { [E in keyof ControlTold]: Signal<ControlTold[E] | undefined> } = {
    facts: signal(undefined),
    operator: signal(undefined),
    found: signal(undefined),
  }

  /** `identity` is asked before each handshake. */
  constructor(origin: string, identity: () => Omit<Identity, 'name'> & { readonly operator?: string | undefined }) {
    this.#socket = socketTo(origin, CONTROL_NAMESPACE, { auth: (give) => give(identity()) })
    this.#socket.on('connect_error', (error) => fallsBack(this.#socket, error))
    this.#request = asking(this.#socket, control.requests)
    hear(this.#socket, control.events, (event, payload) => {
      const told: Signal<unknown> = this.#told[event]
      told.value = payload
    })
    // Until the host is back, what was found before may no longer be there.
    this.#socket.on('disconnect', () => {
      this.#told.found.value = undefined
    })
  }

  /** What the host is. Undefined until it has told. */
  get facts(): ReadonlySignal<HostFacts | undefined> {
    return this.#told.facts
  }

  /** What it tells its operator alone. */
  get operator(): ReadonlySignal<OperatorFacts | undefined> {
    return this.#told.operator
  }

  /** The hosts that it found on the network; told to the operator alone, while connected. */
  get found(): ReadonlySignal<readonly FoundHost[] | undefined> {
    return this.#told.found
  }

  /** Connects, and from then on reconnects by itself. A host that turns this page away may be asked again. */
  open(): void {
    if (!this.#socket.active) this.#socket.connect()
  }

  close(): void {
    this.#socket.off()
    this.#socket.disconnect()
  }

  // The rest rejects with a CallError where the host does not do it.

  /** Puts this address first; undefined ends that. */
  async pin(address: string | undefined): Promise<void> {
    await this.#ask('pin', address ?? null)
  }

  /** Asks everyone who comes in from now on for a passcode; undefined ends that. */
  async setPasscode(passcode: string | undefined): Promise<void> {
    await this.#ask('passcode', passcode ?? null)
  }

  /** Whether the host announces itself and looks for others. */
  async setDiscovery(isOn: boolean): Promise<void> {
    await this.#ask('discovery', isOn)
  }

  /** How many people fit in each room that is made from now on. */
  async setCapacity(capacity: number): Promise<void> {
    await this.#ask('capacity', capacity)
  }

  /** Takes a person off the host and keeps them out. */
  async remove(removal: Removal): Promise<void> {
    await this.#ask('remove', removal)
  }

  /** Asks these people of the room that the person is in to mute themselves. */
  async mute(ids: string[]): Promise<void> {
    await this.#ask('mute', ids)
  }

  /** Takes over a call whose host is gone; gives by the id of each person the ticket by which they get in. */
  async host(call: CallToHost): Promise<ReadonlyMap<string, string>> {
    const { tickets } = await this.#ask('host', call)
    return new Map(tickets.map(({ id, ticket }) => [id, ticket]))
  }

  /** What is wrong with the network of the host's machine. */
  async check(): Promise<Finding[]> {
    return (await this.#ask('check', undefined, { timeoutMs: CHECK_TIMEOUT_MS })).findings
  }

  /** Also of a host that has turned this page away. */
  readonly #ask: Ask<typeof control.requests> = (event, payload, options) => {
    this.open()
    return this.#request(event, payload, options)
  }
}
