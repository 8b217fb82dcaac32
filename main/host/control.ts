import type { Namespace, Socket } from 'socket.io'
import type { EmittedBy, HeardBy } from '../../common/contract/contract.js'
import { control } from '../../common/contract/control.js'
import {
  type CallToHost,
  CONTROL_NAMESPACE,
  type FoundHost,
  type HostFacts,
  type HostReply,
  type OperatorFacts,
} from '../../common/control.js'
import type { Finding } from '../../common/findings.js'
import type { Reply } from '../../common/protocol.js'
import { isFromThisMachine } from './access.js'
import { answering, type Handlers, OK, readPacket, refusal, tooFast, unknownEvent } from './answer.js'
import type { OperatorToken } from './operator-token.js'
import type { HostServer, SocketData } from './sockets.js'
import type { Traffic } from './traffic.js'

/** What the control namespace tells, and what it can have done. */
export interface Operations {
  facts(): HostFacts
  operatorFacts(): OperatorFacts
  found(): readonly FoundHost[]
  pin(address: string | undefined): void
  setPasscode(passcode: string | undefined): void
  setDiscovery(isOn: boolean): Promise<void>
  setCapacity(capacity: number): void
  /** False where nobody has that id. */
  remove(id: string): Promise<boolean>
  host(call: CallToHost): Promise<HostReply>
  check(): Promise<Finding[]>
}

/** The Socket.IO room of the operator's pages. */
const OPERATORS = 'operators'

type ControlNamespace = Namespace<EmittedBy<typeof control>, HeardBy<typeof control>, Record<never, never>, SocketData>
type ControlSocket = Socket<EmittedBy<typeof control>, HeardBy<typeof control>, Record<never, never>, SocketData>

const HANDLERS: Handlers<typeof control.requests, Operations> = {
  pin: (operations, address) => {
    operations.pin(address ?? undefined)
    return OK
  },
  passcode: (operations, passcode) => {
    operations.setPasscode(passcode ?? undefined)
    return OK
  },
  discovery: async (operations, isOn) => {
    await operations.setDiscovery(isOn)
    return OK
  },
  capacity: (operations, capacity) => {
    operations.setCapacity(capacity)
    return OK
  },
  remove: async (operations, id) =>
    (await operations.remove(id)) ? OK : refusal('no-such-peer', 'Nobody with that id is on this host.'),
  host: (operations, call) => operations.host(call),
  check: async (operations) => ({ ok: true, findings: await operations.check() }),
}

const answer = answering(control.requests, HANDLERS)

/** The control namespace of a host; see common/control.ts. */
export class Control {
  readonly #namespace: ControlNamespace

  constructor(
    io: HostServer,
    private readonly operations: Operations,
    private readonly traffic: Traffic,
    private readonly token: OperatorToken,
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
    const mayAsk = this.token.matches(socket.data.handshake.operator) && isFromThisMachine(socket.request)
    const traffic = this.traffic.of(socket.conn)
    socket.onAny((...packet: unknown[]) => {
      const { event, payload, ack } = readPacket(packet)
      if (ack && traffic.isTooFast) ack(tooFast())
      else if (ack) void this.#answer(mayAsk, event, payload).then(ack)
    })
    socket.emit('facts', this.operations.facts())
    if (!mayAsk) return
    void socket.join(OPERATORS)
    socket.emit('operator', this.operations.operatorFacts())
    socket.emit('found', [...this.operations.found()])
  }

  async #answer(mayAsk: boolean, event: string, payload: unknown): Promise<Reply> {
    if (!Object.hasOwn(control.requests, event)) return unknownEvent(event)
    if (!mayAsk) return refusal('not-allowed', 'Only whoever sits at the host may do that.')
    return (await answer(this.operations, event, payload)) ?? unknownEvent(event)
  }
}
