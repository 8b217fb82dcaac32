import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer } from 'node:net'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { HostCard } from '../../common/control.js'
import { forget, type Trust, wayTo } from '../../main/app/way-to-host.js'
import type { Certificate } from '../../main/host/certificate.js'
import { Connections } from '../../main/host/connections.js'
import { SecureDoor } from '../../main/host/secure-door.js'
import { KnownHosts } from '../../main/storage/known-hosts.js'
import { newCertificate } from '../helpers/certificate.js'
import { temporaryFolder } from '../helpers/temporary-folder.js'

/** How long to wait for what never answers. */
const SHORT_MS = 200
/** The same where something else answers first. */
const LONGER_MS = 1_000

const UPGRADE = 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'
const CARD: HostCard = { name: 'mypc', version: '1.0.0', hasPasscode: false }

let trust: Trust & { folder: string }
beforeEach(async () => {
  const folder = await temporaryFolder()
  trust = { folder, knownHosts: await KnownHosts.load(folder), pins: { trust: vi.fn(), distrust: vi.fn() } }
})

/** Listens on `port` of loopback, or any, until the test is over or `close` is called. */
async function listen(server: Server | TcpServer, port = 0): Promise<{ port: number; close: () => void }> {
  const connections = new Connections(server)
  const close = () => {
    server.close()
    connections.cut()
  }
  onTestFinished(close)
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, close }
}

/** What answers every request at an origin of its own. */
async function serve(answer: RequestListener): Promise<string> {
  return `http://127.0.0.1:${(await listen(createServer(answer))).port}`
}

interface FakeHost {
  origin: string
  secureOrigin: string
  stop(): Promise<void>
}

/** A host with both doors. */
async function startHost(certificate: Certificate, port = 0, securePort = 0): Promise<FakeHost> {
  const http = createServer((request, response) => {
    const { fingerprint, keyHash: key } = certificate
    const card: HostCard = { ...CARD, secure: { port: door.port, fingerprint, key } }
    response.writeHead(request.url === '/.well-known/lanline.json' ? 200 : 404).end(JSON.stringify(card))
  })
  const door = await SecureDoor.open({
    http,
    certificate: async () => certificate,
    relay: (socket) => void socket.destroy(),
    port: securePort,
    address: '127.0.0.1',
  })
  onTestFinished(() => door.close())
  const plain = await listen(http, port)
  return {
    origin: `http://127.0.0.1:${plain.port}`,
    secureOrigin: `https://127.0.0.1:${door.port}`,
    async stop() {
      plain.close()
      await door.close()
    },
  }
}

describe('a host with a secure door', () => {
  test('is met, remembered and trusted', async () => {
    const certificate = await newCertificate()
    const { origin, secureOrigin } = await startHost(certificate)
    expect(await wayTo({ origin }, trust)).toEqual({ kind: 'secure', origin: secureOrigin })
    expect(trust.pins.trust).toHaveBeenCalledExactlyOnceWith('127.0.0.1', certificate.keyHash)
    expect((await KnownHosts.load(trust.folder)).keyOf(new URL(origin).host)).toBe(certificate.keyHash)
  })

  test('is met again, wherever its secure door is by now', async () => {
    const certificate = await newCertificate()
    const first = await startHost(certificate)
    await wayTo({ origin: first.origin }, trust)
    await first.stop()
    const second = await startHost(certificate, Number(new URL(first.origin).port))
    expect(await wayTo({ origin: first.origin }, trust)).toEqual({ kind: 'secure', origin: second.secureOrigin })
  })

  test('that comes with another key has changed, until it is forgotten', async () => {
    const [certificate, other] = [await newCertificate(), await newCertificate()]
    const first = await startHost(certificate)
    const { origin } = first
    await wayTo({ origin }, trust)
    await first.stop()
    const second = await startHost(other, Number(new URL(origin).port))

    expect(await wayTo({ origin }, trust)).toEqual({ kind: 'changed' })
    expect(trust.pins.trust).not.toHaveBeenCalledWith('127.0.0.1', other.keyHash)
    expect(trust.knownHosts.keyOf(new URL(origin).host)).toBe(certificate.keyHash)

    await forget({ origin }, trust)
    expect(trust.pins.distrust).toHaveBeenCalledExactlyOnceWith('127.0.0.1', certificate.keyHash)
    expect((await KnownHosts.load(trust.folder)).keyOf(new URL(origin).host)).toBeUndefined()
    expect(await wayTo({ origin }, trust)).toEqual({ kind: 'secure', origin: second.secureOrigin })
    expect(trust.pins.trust).toHaveBeenLastCalledWith('127.0.0.1', other.keyHash)
  })

  test('is what an invite says', async () => {
    const certificate = await newCertificate()
    const { origin, secureOrigin } = await startHost(certificate)
    expect(await wayTo({ origin, key: certificate.keyHash }, trust)).toEqual({ kind: 'secure', origin: secureOrigin })
  })

  test.each(['unknown', 'known'])('is not what an invite says, be it %s or not', async (known) => {
    const certificate = await newCertificate()
    const { origin } = await startHost(certificate)
    if (known === 'known') await wayTo({ origin }, trust)
    const { keyHash } = await newCertificate()
    expect(await wayTo({ origin, key: keyHash }, trust)).toEqual({ kind: 'changed' })
    expect(trust.pins.trust).toHaveBeenCalledTimes(known === 'known' ? 1 : 0)
  })

  test('is not what was known, though it is what an invite says', async () => {
    const [certificate, other] = [await newCertificate(), await newCertificate()]
    const { origin } = await startHost(certificate)
    await trust.knownHosts.remember(new URL(origin).host, other.keyHash)
    expect(await wayTo({ origin, key: certificate.keyHash }, trust)).toEqual({ kind: 'changed' })
  })

  test('is what it proves to be, not what it says on its card', async () => {
    const [certificate, other] = [await newCertificate(), await newCertificate()]
    const { secureOrigin } = await startHost(other)
    const { fingerprint, keyHash: key } = certificate
    const secure = { port: Number(new URL(secureOrigin).port), fingerprint, key }
    const origin = await serve((_request, response) => response.end(JSON.stringify({ ...CARD, secure })))
    expect(await wayTo({ origin, key }, trust)).toEqual({ kind: 'changed' })
  })

  test('can be reached by the origin of that door, too', async () => {
    const certificate = await newCertificate()
    const { secureOrigin } = await startHost(certificate)
    expect(await wayTo({ origin: secureOrigin }, trust)).toEqual({ kind: 'secure', origin: secureOrigin })
    expect(trust.pins.trust).toHaveBeenCalledExactlyOnceWith('127.0.0.1', certificate.keyHash)
    const { keyHash } = await newCertificate()
    expect(await wayTo({ origin: secureOrigin, key: keyHash }, trust)).toEqual({ kind: 'changed' })
  })

  test('can be reached by the port of that door, which was typed without https', async () => {
    const certificate = await newCertificate()
    const { secureOrigin } = await startHost(certificate)
    const origin = secureOrigin.replace('https:', 'http:')
    expect(await wayTo({ origin }, trust)).toEqual({ kind: 'secure', origin: secureOrigin })
  })

  test('and a name is trusted by that name', async () => {
    const certificate = await newCertificate()
    const { origin, secureOrigin } = await startHost(certificate)
    const byName = (text: string) => text.replace('127.0.0.1', 'localhost')
    expect(await wayTo({ origin: byName(origin) }, trust)).toEqual({ kind: 'secure', origin: byName(secureOrigin) })
    expect(trust.pins.trust).toHaveBeenCalledExactlyOnceWith('localhost', certificate.keyHash)
  })
})

describe('a secure door that does not answer', () => {
  /** Where a host says that its secure door is, and nobody is or whoever `listener` is. */
  async function hostWithDeadDoor(listener?: TcpServer): Promise<string> {
    const { port, close } = await listen(listener ?? createTcpServer())
    if (!listener) close()
    const { fingerprint, keyHash: key } = await newCertificate()
    const card: HostCard = { ...CARD, secure: { port, fingerprint, key } }
    return serve((_request, response) => response.end(JSON.stringify(card)))
  }

  test.each([
    ['as nobody is there', undefined],
    ['in TLS', createTcpServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))],
    ['at all', createTcpServer()],
  ])('%s leaves the plain one to whoever has never been there', async (_how, listener) => {
    const origin = await hostWithDeadDoor(listener)
    expect(await wayTo({ origin }, trust, LONGER_MS)).toEqual({ kind: 'plain', origin })
    expect(trust.knownHosts.keyOf(new URL(origin).host)).toBeUndefined()
  })

  test('leaves nothing to whoever knows the host', async () => {
    const origin = await hostWithDeadDoor()
    expect(await wayTo({ origin, key: 'k'.repeat(43) }, trust)).toEqual({ kind: 'unreachable' })
  })

  test('was typed in vain', async () => {
    const { port, close } = await listen(createTcpServer())
    close()
    expect(await wayTo({ origin: `https://127.0.0.1:${port}` }, trust)).toEqual({ kind: 'unreachable' })
    const plain = await serve((_request, response) => response.end())
    expect(await wayTo({ origin: plain.replace('http', 'https') }, trust)).toEqual({ kind: 'unreachable' })
  })
})

describe('a host without a secure door', () => {
  /** What is not to be believed, for how it came. */
  const secure = { port: 1, fingerprint: Array(32).fill('AA').join(':'), key: 'k'.repeat(43) }
  const card = JSON.stringify({ ...CARD, secure } satisfies HostCard)
  const answers: [string, RequestListener][] = [
    ['that says so', (_request, response) => response.end(JSON.stringify(CARD))],
    ['that is older and has no card', (_request, response) => response.writeHead(404).end(card)],
    ['whose card is a page', (_request, response) => response.end('<!doctype html>')],
    ['whose card is empty', (_request, response) => response.end()],
    ['whose card is not one', (_request, response) => response.end('[]')],
    ['whose card is odd', (_request, response) => response.end(card.replace('AA:', ''))],
    ['whose card is huge', (_request, response) => response.end(card.replace('{', `{${' '.repeat(5_000)}`))],
    ['whose card has no end', (_request, response) => endless(response)],
    ['that sends people elsewhere', (_request, response) => response.writeHead(302, { Location: '/card' }).end(card)],
  ]

  /** Writes for as long as someone reads. */
  function endless(response: Parameters<RequestListener>[1]): void {
    const more = () => {
      while (response.write('x'.repeat(1_000)));
    }
    response.on('drain', more)
    more()
  }

  test.each(answers)('%s is reached as it is', async (_which, answer) => {
    const origin = await serve(answer)
    expect(await wayTo({ origin }, trust)).toEqual({ kind: 'plain', origin })
    expect(trust.pins.trust).not.toHaveBeenCalled()
  })

  test.each(answers)('%s has changed where it had one, or an invite says that it has', async (_which, answer) => {
    const origin = await serve(answer)
    expect(await wayTo({ origin, key: 'k'.repeat(43) }, trust)).toEqual({ kind: 'changed' })
    await trust.knownHosts.remember(new URL(origin).host, 'k'.repeat(43))
    expect(await wayTo({ origin }, trust)).toEqual({ kind: 'changed' })
  })
})

describe('nobody is reached', () => {
  test('where nothing listens', async () => {
    const { port, close } = await listen(createTcpServer())
    close()
    expect(await wayTo({ origin: `http://127.0.0.1:${port}` }, trust)).toEqual({ kind: 'unreachable' })
  })

  test.each([
    ['says nothing', createTcpServer()],
    ['speaks no HTTP', createTcpServer((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'))],
    ['hangs up', createTcpServer((socket) => socket.destroy())],
    ['resets the connection', createTcpServer((socket) => socket.resetAndDestroy())],
    ['changes to another protocol', createTcpServer((socket) => socket.write(UPGRADE))],
    ['has endless headers', createTcpServer((socket) => socket.write(`HTTP/1.1 200 OK\r\nA: ${'x'.repeat(50_000)}`))],
    ['begins and stops', createTcpServer((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{'))],
    ['breaks off', createTcpServer((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{'))],
  ])('where what listens %s', async (_what, server) => {
    const { port } = await listen(server)
    expect(await wayTo({ origin: `http://127.0.0.1:${port}` }, trust, SHORT_MS)).toEqual({ kind: 'unreachable' })
  })

  test('where the name is none', async () => {
    const longerThanLabelsAre = 'a'.repeat(64)
    expect(await wayTo({ origin: `http://${longerThanLabelsAre}.local:8080` }, trust)).toEqual({ kind: 'unreachable' })
  })
})
