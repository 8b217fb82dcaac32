import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { get as getByTls } from 'node:https'
import { Random } from '../../tools/bench/random.js'
import { anyPacket, pick } from './packets.js'
import { type Door, RawLine } from './raw-line.js'

const POLLING = '/socket.io/?EIO=4&transport=polling'
const PATHS = [
  ...[
    '/',
    '/one',
    '/.well-known/lanline.json',
    '/../../etc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/..%5c..%5cboot.ini',
  ],
  ...[
    '/assets/../../package.json',
    '//etc/passwd',
    '/%00',
    '/%zz',
    `/${'x'.repeat(9_000)}`,
    '*',
    'http://evil.example/',
  ],
  ...[
    '/socket.io/',
    '/socket.io/?EIO=3',
    `${POLLING}&sid=unknown`,
    `${POLLING}&sid=__proto__`,
    '/socket.io/socket.io.js',
  ],
]
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT', 'PRI', 'G\u0000T', 'get']
const HEADERS = [
  ...[
    'Host: localhost',
    'Host: 127.0.0.1',
    'Host: evil.example',
    'Host:',
    'Origin: null',
    'Origin: https://evil.example',
  ],
  ...[
    'Content-Length: 5',
    'Content-Length: -1',
    'Transfer-Encoding: chunked',
    'Expect: 100-continue',
    'Range: bytes=9-1',
  ],
  ...[
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Upgrade: h2c',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: eA==',
  ],
  ...[
    `X-Long: ${'x'.repeat(20_000)}`,
    'X-Forwarded-For: 1.2.3.4',
    ' folded',
    'no colon',
    'Cookie: a=b',
    'Connection: close',
  ],
]

/** How many lines are used again and again, stand still, and do not read. */
const LINES = 12
const STILL = 40
const SLOW = 4
/** So often it waits until the host has answered a request, so that what it sends does not pile up in between. */
const PACE = 50

/** What may be sent, and how often of a hundred. */
const KINDS = { packet: 70, binary: 4, burst: 4, polling: 6, malformed: 3, http: 8, still: 3, slow: 2 } as const
type Kind = keyof typeof KINDS

/** Sends a host, on this machine, what comes to no client’s mind. One seed makes the same choices, where the host answers alike. */
export class WireFuzzer {
  readonly counts: Record<Kind, number> = {
    packet: 0,
    binary: 0,
    burst: 0,
    polling: 0,
    malformed: 0,
    http: 0,
    still: 0,
    slow: 0,
  }
  readonly #random: Random
  readonly #lines: RawLine[] = []
  readonly #still: RawLine[] = []
  readonly #slow: RawLine[] = []
  #ids: string[] = []
  readonly #send: Record<Kind, () => void> = {
    packet: () => this.#line().sendText(this.#packet()),
    binary: () => this.#line().sendBinary(Buffer.from(this.#packet())),
    burst: () => this.#burst(),
    polling: () => this.#keepStill(this.#pollingRequest()),
    malformed: () => this.#line().sendMalformed(this.#random),
    http: () => this.#keepStill(this.#anyRequest()),
    still: () => this.#keepStill(this.#half(this.#anyRequest())),
    slow: () => this.#beSlow(),
  }

  constructor(
    private readonly door: Door,
    seed: number,
  ) {
    this.#random = new Random(seed)
  }

  /** Sends so many cases. Rejects where the host no longer answers. */
  async run(cases: number): Promise<void> {
    for (let count = 1; count <= cases; count++) {
      const kind = this.#kind()
      this.counts[kind]++
      this.#send[kind]()
      if (count % PACE === 0) await this.#hostAnswers()
    }
    await this.#hostAnswers()
  }

  /** Ends all connections. */
  end(): void {
    // After few cases some lines were never made.
    for (const line of [...Object.values(this.#lines), ...this.#still, ...this.#slow]) line.end()
  }

  #kind(): Kind {
    let at = this.#random.below(100)
    for (const [kind, share] of Object.entries(KINDS) as [Kind, number][]) {
      if (at < share) return kind
      at -= share
    }
    return 'packet'
  }

  /** A line that is open, made where there are few; now and then one ends without a word. */
  #line(): RawLine {
    const at = this.#random.below(LINES)
    const known = this.#lines[at]
    const isEnd = this.#random.below(200) === 0
    if (known?.isOpen && !isEnd) {
      this.#learn(known)
      return known
    }
    known?.end()
    const session = Array.from({ length: 22 }, () => pick(this.#random, [...'abcdef012345'])).join('')
    const line = RawLine.webSocket(
      this.door,
      this.#random.below(2) === 0 ? { name: 'fuzz' } : { name: 'fuzz', session },
    )
    this.#lines[at] = line
    return line
  }

  /** Who else is there, as the host tells it. */
  #learn({ heard }: RawLine): void {
    const [, id] = /"id":"([\w-]{10,30})"/.exec(heard) ?? []
    if (id !== undefined && !this.#ids.includes(id)) this.#ids = [...this.#ids.slice(-20), id]
  }

  /** Many CONNECTs at once, over WebSocket or in one polling payload. */
  #burst(): void {
    const count = 2 + this.#random.below(200)
    const line = this.#line()
    for (let sent = 0; sent < count; sent++) line.sendText(this.#random.below(2) === 0 ? '40' : `40/${sent},`)
  }

  /** A request of polling for the session of another line, of none, or for a new one. */
  #pollingRequest(): string {
    const random = this.#random
    const [, sid] = /"sid":"([\w-]+)"/.exec(pick(random, [...this.#lines, undefined])?.heard ?? '') ?? []
    const path = sid === undefined ? POLLING : `${POLLING}&sid=${sid}`
    if (random.below(3) === 0) return `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`
    const packets = Array.from({ length: 1 + random.below(20) }, () => this.#packet())
    const body = Buffer.from(packets.join('\u001e')).toString('latin1')
    return `POST ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`
  }

  #anyRequest(): string {
    const random = this.#random
    const headers = Array.from({ length: random.below(6) }, () => pick(random, HEADERS))
    const body = random.below(3) === 0 ? this.#packet() : ''
    return `${[`${pick(random, METHODS)} ${pick(random, PATHS)} HTTP/1.${random.below(3)}`, ...headers].join('\r\n')}\r\n\r\n${body}`
  }

  #packet(): string {
    return anyPacket(this.#random, this.#ids)
  }

  #half(request: string): string {
    return request.slice(0, this.#random.below(request.length))
  }

  /** Sends this on a connection of its own, which stands still then until the host ends it, or there are many. */
  #keepStill(first: string): void {
    // A secure door is also sent what is no TLS, or ends within its handshake.
    const isSecure = this.door.isSecure && this.#random.below(4) > 0
    const line = new RawLine({ ...this.door, isSecure })
    line.write(Buffer.from(first, 'latin1'))
    this.#still.push(line)
    if (this.#still.length > STILL) this.#still.shift()?.end()
  }

  /** Comes into a room, and reads nothing of what is said there. */
  #beSlow(): void {
    const line = RawLine.webSocket(this.door, { name: 'slow' })
    line.sendText(`42${JSON.stringify(['create or join', pick(this.#random, ['one', 'two'])])}`)
    line.socket.pause()
    this.#slow.push(line)
    if (this.#slow.length > SLOW) this.#slow.shift()?.end()
  }

  async #hostAnswers(): Promise<void> {
    const { port, isSecure } = this.door
    // On a connection of its own: the host closes one that nothing came on for a while.
    const options = {
      host: '127.0.0.1',
      port,
      path: '/.well-known/lanline.json',
      agent: false,
      rejectUnauthorized: false,
    }
    const [answer] = (await once(isSecure ? getByTls(options) : get(options), 'response')) as [IncomingMessage]
    if (answer.statusCode !== 200) throw new Error(`The host answers with ${answer.statusCode}.`)
    for await (const _ of answer);
  }
}
