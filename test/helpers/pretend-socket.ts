import { EventEmitter } from 'node:events'
import type { Manager, Socket } from 'socket.io-client'
import { vi } from 'vitest'

type Answer = (timeout: Error | null, reply?: unknown) => void
type Listener = (...args: unknown[]) => void

/**
 * A Socket.IO client's socket to a host that does what the test says. It is `active` from `connect` until it is closed, or
 * the host turns it away, as Socket.IO's is. What the page sends and asks is kept as it goes out.
 */
export class PretendSocket {
  readonly #host = new EventEmitter()
  active = false
  connected = false
  /** The namespace, as Socket.IO calls it. */
  nsp = ''
  readonly sent: unknown[][] = []
  readonly asked: unknown[][] = []
  readonly timeouts: number[] = []
  /** The answer to all that is asked; undefined for none in time. */
  reply: unknown = { ok: true }
  /** Socket.IO's manager. */
  readonly io = Object.assign(new EventEmitter(), {
    opts: { transports: ['websocket', 'polling'] },
    uri: '',
    timeout: vi.fn(),
    engine: { close: vi.fn() },
  })

  readonly on = (event: string, listener: Listener) => this.#host.on(event, listener)
  readonly once = (event: string, listener: Listener) => this.#host.once(event, listener)
  readonly onAny = vi.fn()
  readonly onAnyOutgoing = vi.fn()
  readonly emit = (...packet: unknown[]) => void this.sent.push(packet)

  readonly connect = vi.fn(() => {
    this.active = true
    return this
  })
  readonly disconnect = vi.fn(() => {
    this.active = this.connected = false
    return this
  })

  /** As Socket.IO takes it. */
  get socket(): Socket {
    return this as unknown as Socket
  }

  off(event?: string, listener?: Listener): void {
    if (event && listener) this.#host.off(event, listener)
    else this.#host.removeAllListeners()
  }

  timeout(ms: number) {
    this.timeouts.push(ms)
    return {
      emit: (...packet: unknown[]) => {
        const answer = packet.pop() as Answer
        this.asked.push(packet)
        queueMicrotask(() => (this.reply === undefined ? answer(new Error('timeout')) : answer(null, this.reply)))
      },
    }
  }

  says(event: string, ...args: unknown[]): void {
    this.#host.emit(event, ...args)
  }

  /** The host lets the page in. */
  letIn(): void {
    this.connected = true
    this.says('connect')
  }

  /** The host says no, after which Socket.IO does not try again. */
  turnAway(code: string, more: object = {}): void {
    this.active = false
    this.says('connect_error', Object.assign(new Error(code), { data: { code, ...more } }))
  }

  /** An attempt comes to nothing, after which Socket.IO tries again. */
  fail(message = 'websocket error'): void {
    this.says('connect_error', new Error(message))
  }

  /** The same, of an attempt by which Socket.IO comes back. */
  failAgain(message: string): void {
    this.fail(message)
    this.io.emit('reconnect_error', new Error(message))
  }

  /** The connection ends, for a reason of Socket.IO's. */
  lose(reason = 'transport close'): void {
    this.connected = false
    if (reason === 'io server disconnect') this.active = false
    this.says('disconnect', reason)
  }
}

/** In place of Socket.IO's `Manager`: gives this socket to whoever wants one. */
export function managerOf(pretended: PretendSocket) {
  return function (this: Manager) {
    this.socket = (namespace) => {
      pretended.nsp = namespace
      return pretended.socket
    }
  } as never
}
