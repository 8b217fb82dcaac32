import { io, type Socket } from 'socket.io-client'
import * as z from 'zod/mini'
import {
  CheckReply,
  CONTROL_LIMITS,
  CONTROL_NAMESPACE,
  type ControlClientEvents,
  type ControlHostEvents,
  FoundHost,
  HostFacts,
  OperatorFacts,
} from '../../common/control.js'
import { Emitter } from '../../common/emitter.js'
import type { Finding } from '../../common/findings.js'
import { REFUSALS, Reply } from '../../common/protocol.js'
import type { Schema } from '../../common/schema.js'
import { CallError } from './errors.js'
import type { Identity } from './signaling.js'

/** Each comes on connecting, and again when it is another. */
export interface HostControlEvents {
  facts: HostFacts
  /** To the operator alone. */
  operator: OperatorFacts
  /** To the operator alone. */
  found: readonly FoundHost[]
  /** Until it is back, what was told before may no longer hold. */
  lost: undefined
}

const FoundHosts = z
  .array(FoundHost.check(z.refine(({ origin }) => URL.canParse(origin))))
  .check(z.maxLength(CONTROL_LIMITS.foundHosts))

/** How long the host may take to do something, and to look for what is wrong with its network. */
const ANSWER_TIMEOUT_MS = 6_000
const CHECK_TIMEOUT_MS = 20_000

/**
 * The page's connection to the host that serves it, by which it hears of that host, and the operator's page has things
 * done. It stands also while the person is at another host. What comes in is checked here.
 */
export class HostControl extends Emitter<HostControlEvents> {
  readonly #socket: Socket<ControlHostEvents, ControlClientEvents>

  /** `identity` is asked before each handshake. */
  constructor(origin: string, identity: () => Omit<Identity, 'name'>) {
    super()
    this.#socket = io(origin + CONTROL_NAMESPACE, {
      auth: (give) => give(identity()),
      autoConnect: false,
      forceNew: true,
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
    })
    this.#socket.on('facts', (facts) => this.#pass('facts', HostFacts, facts))
    this.#socket.on('operator', (facts) => this.#pass('operator', OperatorFacts, facts))
    this.#socket.on('found', (hosts) => this.#pass('found', FoundHosts, hosts))
    this.#socket.on('disconnect', () => this.emit('lost', undefined))
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
    await this.#ask('pin', [address ?? null], Reply)
  }

  /** Asks everyone who comes in from now on for a passcode; undefined ends that. */
  async setPasscode(passcode: string | undefined): Promise<void> {
    await this.#ask('passcode', [passcode ?? null], Reply)
  }

  /** Whether the host announces itself and looks for others. */
  async setDiscovery(isOn: boolean): Promise<void> {
    await this.#ask('discovery', [isOn], Reply)
  }

  /** Takes a person off the host and keeps them out. */
  async remove(id: string): Promise<void> {
    await this.#ask('remove', [id], Reply)
  }

  /** What is wrong with the network of the host's machine. */
  async check(): Promise<Finding[]> {
    return (await this.#ask('check', [], CheckReply, CHECK_TIMEOUT_MS)).findings
  }

  async #ask<T extends { ok: true } | { ok: false; code: string; message: string }>(
    event: keyof ControlClientEvents,
    payload: unknown[],
    schema: Schema<T>,
    timeoutMs = ANSWER_TIMEOUT_MS,
  ): Promise<Extract<T, { ok: true }>> {
    const socket: Socket = this.#socket
    this.open()
    const answer: unknown = await socket
      .timeout(timeoutMs)
      .emitWithAck(event, ...payload)
      .catch(() => undefined)
    const reply = schema.safeParse(answer)
    if (!reply.success) throw new CallError('host-silent', 'The host gave no answer.')
    if (!reply.data.ok) throw refusalOf(reply.data)
    return reply.data as Extract<T, { ok: true }>
  }

  #pass<E extends keyof HostControlEvents>(event: E, schema: Schema<HostControlEvents[E]>, value: unknown): void {
    const parsed = schema.safeParse(value)
    if (parsed.success) this.emit(event, parsed.data)
    else console.warn(`The host told its "${event}" in a way that makes no sense; it is left out.`)
  }
}

function refusalOf({ code, message }: { code: string; message: string }): CallError {
  return new CallError(REFUSALS.find((known) => known === code) ?? 'internal-error', message)
}
