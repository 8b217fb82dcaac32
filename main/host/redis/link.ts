import { randomBytes } from 'node:crypto'
import { createClient, ErrorReply } from '@redis/client'
import { Emitter } from '../../../common/emitter.js'
import { within } from '../../../common/within.js'
import { log } from '../../storage/log.js'
import { Unavailable } from '../answer.js'
import type { Script } from './scripts.js'

/** A command that takes longer is as good as lost, and so is all that is under way with it. */
const ANSWER_MS = 3_000
const RETRY_MS = 500

type Client = ReturnType<typeof clientFor>
type Hear = (message: string) => void

interface LinkEvents {
  /** Redis is there again. `node` is a new one; this is the one before, which still holds what this process had there. */
  up: string
  down: undefined
}

/**
 * One connection to Redis, over which commands are answered and messages come in, each in the order in which Redis dealt
 * with them. Where it is lost, all that is under way fails at once, and it is made anew until that succeeds.
 */
export class RedisLink extends Emitter<LinkEvents> {
  /** Who this process is to the others: someone else each time that the connection is made. */
  node = newNode()
  #client: Client | undefined
  #retry: NodeJS.Timeout | undefined
  #isClosed = false
  readonly #hearing = new Map<string, Hear>()
  readonly #sharded = new Map<string, (message: Buffer, channel: Buffer) => void>()

  private constructor(
    private readonly url: string,
    /** What the names of all keys and channels begin with. In braces, so that a Redis cluster keeps them together. */
    readonly prefix: string,
  ) {
    super()
  }

  /** Rejects where Redis cannot be reached. */
  static async open(url: string, prefix = '{lanline}'): Promise<RedisLink> {
    const link = new RedisLink(url, prefix)
    await link.#connect()
    return link
  }

  get isUp(): boolean {
    return this.#client !== undefined
  }

  /** Runs a script, which is one step to everyone. Rejects with `Unavailable` where Redis is away. */
  run<T>(script: Script, ...args: (string | number)[]): Promise<T> {
    const rest = ['1', this.prefix, this.node, ...args.map(String)]
    return this.#ask(async (client) => {
      try {
        return (await client.sendCommand(['EVALSHA', script.sha, ...rest])) as T
      } catch (error) {
        if (!String(error).includes('NOSCRIPT')) throw error
        return (await client.sendCommand(['EVAL', script.source, ...rest])) as T
      }
    })
  }

  /** Gives how many processes hear it. */
  publish(channel: string, message: string): Promise<number> {
    return this.#ask((client) => client.publish(this.prefix + channel, message))
  }

  /** The same, where nothing can be done if it is lost: who comes back makes up for it. */
  send(channel: string, message: string): void {
    this.publish(channel, message).catch(() => {})
  }

  async subscribe(channel: string, hear: Hear): Promise<void> {
    this.#hearing.set(channel, hear)
    await this.#ask((client) =>
      client.subscribe(this.prefix + channel, (message) => this.#hearing.get(channel)?.(message)),
    )
  }

  unsubscribe(channel: string): void {
    if (!this.#hearing.delete(channel)) return
    this.#ask((client) => client.unsubscribe(this.prefix + channel)).catch(() => {})
  }

  // What Socket.IO's adapter asks of a client of Redis. Its subscriptions outlive the connection.

  async sSubscribe(channel: string, hear: (message: Buffer, channel: Buffer) => void): Promise<void> {
    this.#sharded.set(channel, hear)
    await this.#ask((client) => client.sSubscribe(channel, hear, true)).catch(() => {})
  }

  async sUnsubscribe(channels: string | string[]): Promise<void> {
    for (const channel of [channels].flat()) {
      this.#sharded.delete(channel)
      await this.#ask((client) => client.sUnsubscribe(channel)).catch(() => {})
    }
  }

  sPublish(channel: string, message: string | Buffer): Promise<number> {
    return this.#ask((client) => client.sPublish(channel, message))
  }

  sendCommand<T>(command: string[]): Promise<T> {
    return this.#ask((client) => client.sendCommand(command) as Promise<T>)
  }

  /** Ends the connection and makes another, as another node. */
  restart(): void {
    this.#lose(this.#client)
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#retry)
    this.#client?.destroy()
    this.#client = undefined
  }

  async #ask<T>(command: (client: Client) => Promise<T>): Promise<T> {
    const client = this.#client
    if (!client) throw new Unavailable()
    let isAnswered = false
    const answer = command(client).then(
      (reply) => {
        isAnswered = true
        return reply
      },
      (error) => {
        isAnswered = true
        // Anything but an answer means that there is none.
        throw error instanceof ErrorReply ? error : new Unavailable()
      },
    )
    const reply = await within(answer, ANSWER_MS)
    if (isAnswered) return reply as T
    answer.catch(() => {})
    this.#lose(client)
    throw new Unavailable()
  }

  async #connect(): Promise<void> {
    const client = clientFor(this.url)
    client.on('error', () => this.#lose(client))
    try {
      const connected = client.connect().then(() => true)
      connected.catch(() => {})
      if (!(await within(connected, ANSWER_MS))) throw new Error('it does not answer')
      for (const [channel, hear] of this.#sharded) await client.sSubscribe(channel, hear, true)
    } catch (error) {
      if (client.isOpen) client.destroy()
      throw error
    }
    if (this.#isClosed) client.destroy()
    else this.#client = client
  }

  #lose(client: Client | undefined): void {
    if (client === undefined || client !== this.#client) return
    this.#client = undefined
    if (client.isOpen) client.destroy()
    this.#hearing.clear()
    log.warn('Redis cannot be reached. Running calls go on; nobody gets into a room until it is back.')
    this.emit('down', undefined)
    this.#retryLater()
  }

  #retryLater(): void {
    if (this.#isClosed) return
    this.#retry = setTimeout(() => void this.#reconnect(), RETRY_MS)
  }

  async #reconnect(): Promise<void> {
    const former = this.node
    try {
      await this.#connect()
    } catch {
      this.#retryLater()
      return
    }
    if (this.#isClosed) return
    log.info('Redis is there again.')
    this.node = newNode()
    this.emit('up', former)
  }
}

const clientFor = (url: string) =>
  createClient({
    url,
    RESP: 3,
    disableOfflineQueue: true,
    maintNotifications: 'disabled',
    socket: { reconnectStrategy: false, connectTimeout: ANSWER_MS },
  })

const newNode = () => randomBytes(9).toString('base64url')
