import type { Namespace, Socket } from 'socket.io'
import * as z from 'zod/mini'
import {
  type CheckReply,
  CONTROL_NAMESPACE,
  type ControlClientEvents,
  type ControlHostEvents,
  type FoundHost,
  type HostFacts,
  type OperatorFacts,
  Passcode,
} from '../../common/control.js'
import type { Finding } from '../../common/findings.js'
import { PeerId, type Reply } from '../../common/protocol.js'
import type { Schema } from '../../common/schema.js'
import { log } from '../storage/log.js'
import { isOperator } from './access.js'
import { OK, refusal } from './host-state.js'
import type { HostServer } from './peers.js'

/** What the control namespace tells, and what it can have done. */
export interface Operations {
  facts(): HostFacts
  operatorFacts(): OperatorFacts
  found(): readonly FoundHost[]
  pin(address: string | undefined): void
  setPasscode(passcode: string | undefined): void
  setDiscovery(isOn: boolean): Promise<void>
  /** False where nobody has that id. */
  remove(id: string): boolean
  check(): Promise<Finding[]>
}

/** The Socket.IO room of the operator's pages. */
const OPERATORS = 'operators'

type Answer = Reply | CheckReply
type ControlNamespace = Namespace<ControlClientEvents, ControlHostEvents>
type ControlSocket = Socket<ControlClientEvents, ControlHostEvents>

/** A request that runs on what `schema` made of its payload, or is refused where that does not fit. */
function parsed<T>(schema: Schema<T>, run: (operations: Operations, payload: T) => Answer | Promise<Answer>) {
  return (operations: Operations, payload: unknown) => {
    const result = schema.safeParse(payload)
    return result.success ? run(operations, result.data) : refusal('bad-request', 'That was not understood.')
  }
}

const REQUESTS: Record<keyof ControlClientEvents, ReturnType<typeof parsed>> = {
  pin: parsed(z.nullable(z.ipv4()), (operations, address) => {
    operations.pin(address ?? undefined)
    return OK
  }),
  passcode: parsed(z.nullable(Passcode), (operations, passcode) => {
    operations.setPasscode(passcode ?? undefined)
    return OK
  }),
  discovery: parsed(z.boolean(), async (operations, isOn) => {
    await operations.setDiscovery(isOn)
    return OK
  }),
  remove: parsed(PeerId, (operations, id) =>
    operations.remove(id) ? OK : refusal('no-such-peer', 'Nobody with that id is on this host.'),
  ),
  check: parsed(z.undefined(), async (operations) => ({ ok: true, findings: await operations.check() })),
}

/** The control namespace of a host; see common/control.ts. */
export class Control {
  readonly #namespace: ControlNamespace

  constructor(
    io: HostServer,
    private readonly operations: Operations,
  ) {
    this.#namespace = io.of(CONTROL_NAMESPACE) as unknown as ControlNamespace
    this.#namespace.on('connection', (socket) => this.#serve(socket))
  }

  factsChanged(): void {
    this.#namespace.emit('facts', this.operations.facts())
    this.operatorChanged()
  }

  operatorChanged(): void {
    if (this.#hasOperator) this.#namespace.to(OPERATORS).emit('operator', this.operations.operatorFacts())
  }

  foundChanged(): void {
    if (this.#hasOperator) this.#namespace.to(OPERATORS).emit('found', [...this.operations.found()])
  }

  get #hasOperator(): boolean {
    return this.#namespace.adapter.rooms.has(OPERATORS)
  }

  #serve(socket: ControlSocket): void {
    const mayAsk = isOperator(socket.request)
    socket.onAny((...packet: unknown[]) => {
      const ack = packet.at(-1)
      if (typeof ack !== 'function') return
      const [event, payload] = packet.slice(0, -1)
      void this.#answer(mayAsk, String(event), payload).then((answer) => ack(answer))
    })
    socket.emit('facts', this.operations.facts())
    if (!mayAsk) return
    void socket.join(OPERATORS)
    socket.emit('operator', this.operations.operatorFacts())
    socket.emit('found', [...this.operations.found()])
  }

  /** Never rejects: what fails here is a bug of ours, which must not reach other clients. */
  async #answer(mayAsk: boolean, event: string, payload: unknown): Promise<Answer> {
    if (!Object.hasOwn(REQUESTS, event)) return refusal('unknown-event', 'This host cannot be asked for that.')
    if (!mayAsk) return refusal('not-allowed', 'Only whoever sits at the host may do that.')
    try {
      return await REQUESTS[event as keyof ControlClientEvents](this.operations, payload)
    } catch (error) {
      log.error(`Answering "${event}" failed:`, error)
      return refusal('internal-error', 'The host failed to do that.')
    }
  }
}
