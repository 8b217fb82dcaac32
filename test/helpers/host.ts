import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client'
import { onTestFinished, vi } from 'vitest'
import type { ClientEvents, HostEvents } from '../../common/contract/dialects.js'
import type { Joined, JoinReply, Peer, RefusalCode, Reply, UserList } from '../../common/protocol.js'
import { createHost, type Host, type HostOptions } from '../../main/host/host.js'
import { Seats } from '../../main/host/seats.js'

type ClientSocket = Socket<HostEvents, ClientEvents>
type ClientOptions = Partial<ManagerOptions & SocketOptions>
/** An event as a client saw it: its name, then its arguments. */
export type Received = [event: string, ...args: unknown[]]

/** How long an event that must come may take before the test fails and shows what came instead. */
const PATIENCE_MS = 10_000

/** What the host tells on its own, about itself and everyone, whenever it sees fit. */
const BACKGROUND = ['log', 'welcome', 'updateUserlist', 'announce']

export const INDEX = '<!doctype html><title>Page</title><script type="module" src="/assets/app-abc123.js"></script>\n'
export const SCRIPT = 'console.log("page")\n'

/** A folder like the built page's, gone when the test is over. */
export async function pageDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'lanline-page-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  await mkdir(join(directory, 'assets'))
  await writeFile(join(directory, 'index.html'), INDEX)
  await writeFile(join(directory, 'assets', 'app-abc123.js'), SCRIPT)
  return directory
}

/** A host on a free port of loopback; it and its clients end with the test. */
export async function startHost(options: Partial<HostOptions> = {}): Promise<TestHost> {
  const host = await createHost({
    pageDirectory: options.pageDirectory ?? (await pageDirectory()),
    port: 0,
    address: '127.0.0.1',
    relay: false,
    ...options,
  })
  const testHost = new TestHost(host)
  onTestFinished(() => testHost.end())
  return testHost
}

export class TestHost {
  readonly #clients: Client[] = []

  constructor(readonly host: Host) {}

  get port(): number {
    return this.host.port
  }

  get url(): string {
    return `http://127.0.0.1:${this.host.port}/`
  }

  /** What the operator's page is opened with. */
  get operatorToken(): string {
    return new URLSearchParams(new URL(this.host.forOperator(this.url)).hash.slice(1)).get('operator') ?? ''
  }

  /** A client that has not connected yet. */
  client(options: ClientOptions = {}): Client {
    const client = new Client(this.url, options)
    this.#clients.push(client)
    return client
  }

  /** A connected client. */
  async connect(options: ClientOptions = {}): Promise<Client> {
    const client = this.client(options)
    await client.connect()
    return client
  }

  /** Clients of a tutorial who give these names, connected one after the other and all in `room`. */
  enter<N extends string>(room: string, ...names: N[]): Promise<Record<N, Client>> {
    return this.#enter(room, names, (name) => ({ auth: { name } }))
  }

  /** The same for pages of Lanline, which make rooms for as many as the host allows. */
  enterAsPages<N extends string>(room: string, ...names: N[]): Promise<Record<N, Client>> {
    return this.#enter(room, names, (name) => page(name))
  }

  async #enter<N extends string>(
    room: string,
    names: N[],
    options: (name: N) => ClientOptions,
  ): Promise<Record<N, Client>> {
    const clients = {} as Record<N, Client>
    for (const name of names) {
      clients[name] = await this.connect(options(name))
      await clients[name].join(room)
    }
    for (const name of names) await clients[name].received()
    return clients
  }

  async end(): Promise<void> {
    for (const client of this.#clients) client.socket.disconnect()
    await this.host.close()
  }
}

/** A Socket.IO client that keeps every event in order, so that none is missed and absence can be shown. */
export class Client {
  readonly socket: ClientSocket
  readonly #inbox: Received[] = []
  readonly #waiting = new Set<() => void>()
  #person: Peer | undefined

  constructor(url: string, options: ClientOptions) {
    this.socket = io(url, {
      autoConnect: false,
      forceNew: true,
      reconnection: false,
      transports: ['websocket'],
      ...options,
    })
    this.socket.on('welcome', (self) => {
      this.#person = self
    })
    this.socket.onAny((...received: Received) => {
      this.#inbox.push(received)
      for (const look of this.#waiting) look()
    })
  }

  /** The id of this connection, which is also the person's where no session was given. */
  get id(): string {
    if (this.socket.id === undefined) throw new Error('not connected')
    return this.socket.id
  }

  /** Who this client is to the host and to others, as it was told when it last connected. */
  get person(): Peer {
    if (this.#person === undefined) throw new Error('not welcome yet')
    return this.#person
  }

  /** Resolves when the host has let this client in and said who it is, rejects with the `connect_error` otherwise. */
  connect(): Promise<void> {
    const connected = new Promise<void>((resolve, reject) => {
      this.socket.once('welcome', () => resolve())
      this.socket.once('connect_error', reject)
    })
    this.socket.connect()
    return connected
  }

  /** Sends any event with any payload and resolves with the acknowledgement. */
  ask(event: string, ...args: unknown[]): Promise<Reply | JoinReply> {
    return (this.socket as Socket).timeout(PATIENCE_MS).emitWithAck(event, ...args)
  }

  /** Sends any event with any payload, without asking for an acknowledgement. */
  tell(event: string, ...args: unknown[]): void {
    ;(this.socket as Socket).emit(event, ...args)
  }

  /** Joins a room that must let this client in. */
  async join(room: string): Promise<Joined> {
    const reply = await this.ask('create or join', room)
    if (!reply.ok || !('room' in reply)) throw new Error(`refused: ${JSON.stringify(reply)}`)
    return reply
  }

  /** Takes the first event of that name out of the inbox, waiting for it if need be, and gives its arguments. */
  next<E extends keyof HostEvents>(event: E, patienceMs = PATIENCE_MS): Promise<Parameters<HostEvents[E]>> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const at = this.#inbox.findIndex(([name]) => name === event)
        if (at === -1) return
        const [[, ...args] = []] = this.#inbox.splice(at, 1)
        finish(() => resolve(args as Parameters<HostEvents[E]>))
      }
      const timer = setTimeout(
        () => finish(() => reject(new Error(`"${event}" did not come, only ${JSON.stringify(this.#inbox)}`))),
        patienceMs,
      )
      const finish = (settle: () => void) => {
        clearTimeout(timer)
        this.#waiting.delete(look)
        settle()
      }
      this.#waiting.add(look)
      look()
    })
  }

  /** Takes lists of people out of the inbox, waiting for more, until one is as it should be. */
  async listWhere(isAsExpected: (list: UserList) => boolean): Promise<UserList> {
    for (;;) {
      const [list] = await this.next('updateUserlist')
      if (isAsExpected(list)) return list
    }
  }

  /**
   * Empties the inbox of all that the host had sent to this client when called, what it tells everyone aside. A round
   * trip comes first: the host answers in order, so what is missing here was never sent.
   */
  async received(): Promise<Received[]> {
    await this.roundTrip()
    return this.#inbox.splice(0).filter(([event]) => !BACKGROUND.includes(event))
  }

  /** The same for the lines of `log` alone. */
  async logged(): Promise<unknown[]> {
    await this.roundTrip()
    return this.#inbox.splice(0).flatMap(([event, line]) => (event === 'log' ? [line] : []))
  }

  /** When this resolves, the host has dealt with all this client sent, and all it sent to this client is here. */
  async roundTrip(): Promise<void> {
    const reply = await this.ask('round trip')
    if (reply.ok || reply.code !== 'unknown-event') throw new Error('the host answered something else')
  }

  /** Loses the connection as a network failure does: without a goodbye. */
  cut(): void {
    this.socket.io.engine.close()
  }

  /** Resolves with the reason once the connection has ended. */
  disconnected(): Promise<string> {
    return new Promise((resolve) => {
      if (this.socket.disconnected) resolve('')
      else this.socket.once('disconnect', (reason) => resolve(reason))
    })
  }
}

/** The code with which the host turns away a client that connects with `options`; fails if it lets it in. */
export async function refusalCode(host: TestHost, options: ClientOptions): Promise<RefusalCode | undefined> {
  const error: unknown = await host.connect(options).then(
    () => {
      throw new Error('the host let the client in')
    },
    (reason) => reason,
  )
  return (error as { data?: { code?: RefusalCode } }).data?.code
}

/** What a page generates once to be recognised after a lost connection. */
export const newSession = () => randomBytes(16).toString('base64url')

/** How Lanline's own page connects. */
export const page = (name: string, session = newSession()) => ({ auth: { name, session } })

/** Cuts the connection of a client with a session, and waits until the host has noticed. */
export const lose = (client: Client) => detached(() => client.cut())

/** The same for a client that says goodbye, as a page does that is closed or loaded anew. */
export const close = (client: Client) => detached(() => client.socket.disconnect())

async function detached(end: () => void): Promise<void> {
  const noticed = new Promise<void>((resolve) => {
    const { keep } = Seats.prototype
    const spy = vi.spyOn(Seats.prototype, 'keep').mockImplementationOnce(function (this: Seats, ...args) {
      keep.apply(this, args)
      resolve()
    })
    onTestFinished(() => spy.mockRestore())
  })
  end()
  await noticed
}
