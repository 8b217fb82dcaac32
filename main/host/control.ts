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
  type Removal,
} from '../../common/control.js'
import type { Finding } from '../../common/findings.js'
import type { Reply } from '../../common/protocol.js'
import { isFromThisMachine } from './access.js'
import { answering, type Handlers, OK, readPacket, refusal, tooFast, unknownEvent } from './answer.js'
import type { OperatorToken } from './operator-token.js'
import type { HostServer, SocketData } from './sockets.js'
import type { Traffic } from './traffic.js'

/** `not-kept`: it holds until the host is started anew. `locked-by-policy`: it does not, for it is not theirs to choose. */
export type Chosen = 'kept' | 'not-kept' | 'locked-by-policy'

/** What the control namespace tells, and what it can have done. */
export interface Operations {
  facts(): HostFacts
  operatorFacts(): OperatorFacts
  found(): readonly FoundHost[]
  /** The operator looks at the hosts that are found. */
  look(): void
  // What the operator chooses holds at once, unless it is locked. Each resolves with what became of it.
  pin(address: string | undefined): Promise<Chosen>
  setPasscode(passcode: string | undefined): Promise<Chosen>
  setDiscovery(isOn: boolean): Promise<Chosen>
  setCapacity(capacity: number): Promise<Chosen>

  /** False where nobody has that id. */
  remove(removal: Removal): Promise<boolean>
  /** Asks people in the room of whoever has this session to mute themselves. */
  mute(session: string | undefined, ids: readonly string[]): Promise<Reply>
  host(call: CallToHost): Promise<HostReply>
  check(): Promise<Finding[]>
}

/** The Socket.IO room of the operator's pages. */
const OPERATORS = 'operators'

type ControlNamespace = Namespace<EmittedBy<typeof control>, HeardBy<typeof control>, Record<never, never>, SocketData>
type ControlSocket = Socket<EmittedBy<typeof control>, HeardBy<typeof control>, Record<never, never>, SocketData>

const NOT_CHOSEN = {
  'not-kept': 'It holds until the host is started anew, but could not be kept.',
  'locked-by-policy': 'Whoever looks after this machine has chosen that.',
}

const chosen = (what: Chosen): Reply => (what === 'kept' ? OK : refusal(what, NOT_CHOSEN[what]))

/** Who asks, by the session of their page, and what they may have done. */
interface Asker {
  readonly operations: Operations
  readonly session: string | undefined
}

const HANDLERS: Handlers<typeof control.requests, Asker> = {
  pin: async ({ operations }, address) => chosen(await operations.pin(address ?? undefined)),
  passcode: async ({ operations }, passcode) => chosen(await operations.setPasscode(passcode ?? undefined)),
  discovery: async ({ operations }, isOn) => chosen(await operations.setDiscovery(isOn)),
  capacity: async ({ operations }, capacity) => chosen(await operations.setCapacity(capacity)),
  remove: async ({ operations }, removal) =>
    (await operations.remove(removal)) ? OK : refusal('no-such-peer', 'Nobody with that id is on this host.'),
  mute: ({ operations, session }, ids) => operations.mute(session, ids),
  host: ({ operations }, call) => operations.host(call),
  check: async ({ operations }) => ({ ok: true, findings: await operations.check() }),
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
    this.#namespace.local.emit('facts', this.operations.facts())
    this.operatorChanged()
  }

  operatorChanged(): void {
    if (this.#hasOperator) this.#namespace.local.to(OPERATORS).emit('operator', this.operations.operatorFacts())
  }

  foundChanged(): void {
    if (this.#hasOperator) this.#namespace.local.to(OPERATORS).emit('found', [...this.operations.found()])
  }

  get #hasOperator(): boolean {
    return this.#namespace.adapter.rooms.has(OPERATORS)
  }

  #serve(socket: ControlSocket): void {
    const mayAsk = this.token.matches(socket.data.handshake.operator) && isFromThisMachine(socket.request)
    const asker = mayAsk ? { operations: this.operations, session: socket.data.handshake.session } : undefined
    const traffic = this.traffic.of(socket.conn)
    socket.onAny((...packet: unknown[]) => {
      const { event, payload, ack } = readPacket(packet)
      if (ack && traffic.isTooFast) ack(tooFast())
      else if (ack) void this.#answer(asker, event, payload).then(ack)
    })
    socket.emit('facts', this.operations.facts())
    if (!mayAsk) return
    void socket.join(OPERATORS)
    socket.emit('operator', this.operations.operatorFacts())
    socket.emit('found', [...this.operations.found()])
    this.operations.look()
  }

  async #answer(asker: Asker | undefined, event: string, payload: unknown): Promise<Reply> {
    if (!Object.hasOwn(control.requests, event)) return unknownEvent(event)
    if (!asker) return refusal('not-allowed', 'Only whoever sits at the host may do that.')
    return (await answer(asker, event, payload)) ?? unknownEvent(event)
  }
}
