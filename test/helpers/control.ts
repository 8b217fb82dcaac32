import { io, type Socket } from 'socket.io-client'
import { onTestFinished } from 'vitest'
import type { EmittedBy, HeardBy } from '../../common/contract/contract.js'
import type { control } from '../../common/contract/control.js'
import { CONTROL_NAMESPACE, type FoundHost, type HostFacts, type OperatorFacts } from '../../common/control.js'
import type { RefusalCode, Reply } from '../../common/protocol.js'
import type { TestHost } from './host.js'

interface Options {
  auth?: Record<string, unknown>
  extraHeaders?: Record<string, string>
}

/** A page's control connection, which keeps the newest of all that the host has told. */
export class ControlClient {
  facts: HostFacts | undefined
  operator: OperatorFacts | undefined
  found: FoundHost[] | undefined
  readonly socket: Socket<HeardBy<typeof control>, EmittedBy<typeof control>>
  readonly #waiting = new Set<() => void>()

  private constructor(url: string, options: Options) {
    this.socket = io(new URL(CONTROL_NAMESPACE, url).href, {
      forceNew: true,
      reconnection: false,
      transports: ['websocket'],
      ...options,
    })
    this.socket.on('facts', (facts) => this.#keep({ facts }))
    this.socket.on('operator', (operator) => this.#keep({ operator }))
    this.socket.on('found', (found) => this.#keep({ found }))
  }

  /** Connects, as the operator does unless told otherwise, and resolves once the host has told what it is. */
  static async connect(host: TestHost, options: Options = {}): Promise<ControlClient> {
    const operator = host.operatorToken
    const client = new ControlClient(host.url, { ...options, auth: { operator, ...options.auth } })
    onTestFinished(() => void client.socket.disconnect())
    const refused = new Promise<never>((_, reject) => client.socket.once('connect_error', reject))
    await Promise.race([client.until(({ facts }) => facts !== undefined), refused])
    return client
  }

  /** Resolves when what was told is as it should be, be it that it is already. */
  until(isAsExpected: (client: this) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!isAsExpected(this)) return
        this.#waiting.delete(look)
        resolve()
      }
      this.#waiting.add(look)
      look()
    })
  }

  /** Sends any event with any payload and resolves with the acknowledgement. */
  ask(event: string, ...args: unknown[]): Promise<Reply> {
    return (this.socket as Socket).timeout(10_000).emitWithAck(event, ...args)
  }

  /** Sends any event with any payload, without asking for an acknowledgement. */
  tell(event: string, ...args: unknown[]): void {
    ;(this.socket as Socket).emit(event, ...args)
  }

  #keep(told: Partial<ControlClient>): void {
    Object.assign(this, told)
    for (const look of this.#waiting) look()
  }
}

/** The code with which the host turns away a control connection. */
export async function controlRefusal(host: TestHost, options: Options): Promise<RefusalCode | undefined> {
  const error = await ControlClient.connect(host, options).then(
    () => undefined,
    (reason: { data?: { code?: RefusalCode } }) => reason,
  )
  if (!error) throw new Error('the host let it in')
  return error.data?.code
}
