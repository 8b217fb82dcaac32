import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { get } from 'node:https'
import type { AddressInfo } from 'node:net'
import { type ConnectionOptions, type TLSSocket, connect as tlsConnect } from 'node:tls'
import { Server as SocketServer } from 'socket.io'
import { io } from 'socket.io-client'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { Certificate, loadCertificate } from '../../main/host/certificate.js'
import { SecureDoor } from '../../main/host/secure-door.js'
import { log } from '../../main/storage/log.js'
import { newCertificate } from '../helpers/certificate.js'
import { exchange, openConnection } from '../helpers/http.js'
import { temporaryFolder } from '../helpers/temporary-folder.js'

interface Doors {
  http: Server
  io: SocketServer
  certificate: Certificate
  door: SecureDoor
  /** Has the door show another certificate; false where it does not. */
  renew(certificate: Certificate): Promise<boolean>
}

/** A page and Socket.IO behind a plain server, and a secure door to them on a free port of loopback. */
async function openDoors(port = 0): Promise<Doors> {
  const http = createServer((request, response) => response.end(`This is ${request.url}.`))
  const signaling = new SocketServer(http)
  signaling.on('connection', (socket) => socket.on('echo', (text, ack) => ack(text)))
  const certificate = await newCertificate()
  let current = certificate
  const door = await SecureDoor.open({
    http,
    certificate: async () => current,
    relay: (socket) => void socket.destroy(),
    port,
    address: '127.0.0.1',
  })
  onTestFinished(async () => {
    await signaling.close()
    await door.close()
  })
  const renew = (next: Certificate) => {
    current = next
    return door.update()
  }
  return { http, io: signaling, certificate, door, renew }
}

/** The page at `path`, asked for as a client does that trusts this certificate, names and dates included. */
async function ask({ port }: SecureDoor, { cert }: Certificate, path = '/'): Promise<string> {
  const [response] = await once(get({ host: '127.0.0.1', port, path, ca: cert, agent: false }), 'response')
  return (await response.toArray()).join('')
}

/** A TLS connection that is open, ended with the test. */
async function openTls({ port }: SecureDoor, options: ConnectionOptions = {}): Promise<TLSSocket> {
  const socket = tlsConnect({ host: '127.0.0.1', port, rejectUnauthorized: false, ...options })
  onTestFinished(() => void socket.destroy())
  await once(socket, 'secureConnect')
  return socket
}

describe('the secure door', () => {
  test('shows the certificate, which holds for the address, and gives the page of the plain one', async () => {
    const { certificate, door } = await openDoors()
    expect(await ask(door, certificate, '/standup')).toBe('This is /standup.')
    const socket = await openTls(door)
    expect(socket.getPeerX509Certificate()?.fingerprint256).toBe(certificate.fingerprint)
  })

  test.each(['websocket', 'polling'])('lets people into the same signaling over %s', async (transport) => {
    const { io: signaling, certificate, door } = await openDoors()
    const client = io(`https://127.0.0.1:${door.port}`, {
      transports: [transport],
      ca: certificate.cert,
      reconnection: false,
      forceNew: true,
    })
    onTestFinished(() => void client.close())
    expect(await client.timeout(5_000).emitWithAck('echo', 'hello')).toBe('hello')
    expect(signaling.engine.clientsCount).toBe(1)
    const [socket] = await signaling.fetchSockets()
    expect(socket?.handshake.address).toBe('127.0.0.1')
    expect(socket?.handshake.secure).toBe(true)
  })

  test('takes the next free port where that is taken', async () => {
    const first = await openDoors()
    const second = await openDoors(first.door.port)
    expect(second.door.port).toBeGreaterThan(first.door.port)
    expect(await ask(second.door, second.certificate)).toBe('This is /.')
  })

  test('speaks TLS 1.2 and newer alone', async () => {
    const { door } = await openDoors()
    expect((await openTls(door)).getProtocol()).toBe('TLSv1.3')
    expect((await openTls(door, { maxVersion: 'TLSv1.2' })).getProtocol()).toBe('TLSv1.2')
    const old = { minVersion: 'TLSv1' as const, maxVersion: 'TLSv1.1' as const, ciphers: 'DEFAULT@SECLEVEL=0' }
    await expect(openTls(door, old)).rejects.toThrow('alert protocol version')
  })
})

describe('a new certificate', () => {
  test('is shown to whoever comes, and harms no connection that is open', async () => {
    const folder = await temporaryFolder()
    const { io: signaling, door, renew } = await openDoors()
    const first = await loadCertificate(folder, { addresses: ['127.0.0.1'], hostnames: [] })
    expect(await renew(first)).toBe(true)
    const client = io(`https://127.0.0.1:${door.port}`, { ca: first.cert, reconnection: false, forceNew: true })
    onTestFinished(() => void client.close())
    await client.timeout(5_000).emitWithAck('echo', 'before')

    const second = await loadCertificate(folder, { addresses: ['10.1.2.3'], hostnames: [] })
    expect(await renew(second)).toBe(true)
    expect(await ask(door, second)).toBe('This is /.')
    await expect(ask(door, await newCertificate())).rejects.toThrow('self-signed certificate')
    expect(await client.timeout(5_000).emitWithAck('echo', 'after')).toBe('after')
    expect(signaling.engine.clientsCount).toBe(1)
    await expect(openTls(door, { maxVersion: 'TLSv1.1', minVersion: 'TLSv1.1' })).rejects.toThrow()
  })

  test('of a key that is damaged is refused, and the one before stays', async () => {
    const error = vi.spyOn(log, 'error').mockImplementation(() => {})
    onTestFinished(() => error.mockRestore())
    const { certificate, door, renew } = await openDoors()
    const { key, cert } = await newCertificate()
    expect(() => new Certificate(certificate.key, cert)).toThrow('another key')
    expect(await renew({ key: key.slice(0, 90), cert } as Certificate)).toBe(false)
    expect(error).toHaveBeenCalledOnce()
    expect(await ask(door, certificate)).toBe('This is /.')
  })
})

describe('bad clients', () => {
  test.each([
    ['garbage', 'x'.repeat(10_000)],
    ['a broken handshake', Buffer.from('160301000401000000', 'hex')],
    ['zeros', Buffer.alloc(1_000)],
  ])('who speak %s get no page, and others are served on', async (_what, bytes) => {
    const { certificate, door } = await openDoors()
    expect(await exchange(door.port, bytes)).not.toContain('HTTP')
    expect(await ask(door, certificate)).toBe('This is /.')
  })

  test('who speak plain HTTP are led to the secure page, and get nothing else', async () => {
    const { certificate, door } = await openDoors()
    const get = (host: string, path = '/standup') =>
      exchange(door.port, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`)
    const answer = await get(`192.168.1.5:${door.port}`)
    expect(answer).toMatch(/^HTTP\/1.1 307 /)
    expect(answer).toContain(`Location: https://192.168.1.5:${door.port}/standup\r\n`)
    expect(answer).toContain('Access-Control-Allow-Origin: *\r\n')
    expect(answer).not.toContain('This is')
    expect(await get('evil.example')).toMatch(/^HTTP\/1.1 421 /)
    expect(await get('192.168.1.5', 'http://evil.example/')).toContain('Location: https://192.168.1.5/\r\n')
    expect(await ask(door, certificate)).toBe('This is /.')
  })

  test('who send no HTTP within TLS are told so', async () => {
    const { certificate, door } = await openDoors()
    const socket = await openTls(door)
    socket.write('nonsense\r\n\r\n')
    const [answer] = await once(socket, 'data')
    expect(String(answer)).toContain('400 Bad Request')
    expect(await ask(door, certificate)).toBe('This is /.')
  })

  test('who reset the connection while they shake hands end nothing but that', async () => {
    const { certificate, door } = await openDoors()
    const socket = await openConnection(door.port)
    socket.write(Buffer.from('1603010200', 'hex'))
    socket.resetAndDestroy()
    expect(await ask(door, certificate)).toBe('This is /.')
  })

  test('who reset the connection before an upgrade is answered end nothing but that', async () => {
    const { http, certificate, door } = await openDoors()
    http.removeAllListeners('upgrade')
    const upgrading = once(http, 'upgrade')
    const tcp = await openConnection(door.port)
    const socket = await openTls(door, { socket: tcp })
    socket.on('error', () => {})
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
    const [, accepted] = await upgrading
    const closed = new Promise((resolve) => accepted.once('close', resolve))
    tcp.resetAndDestroy()
    await closed
    expect(await ask(door, certificate)).toBe('This is /.')
  })
})

describe('closing', () => {
  test('waits for no connection, shaking hands, silent, idle, half-asked or upgraded', async () => {
    const { certificate, door } = await openDoors()
    const silent = await openConnection(door.port)
    const shaking = await openConnection(door.port)
    shaking.write(Buffer.from('1603010200', 'hex'))
    const idle = await openTls(door)
    idle.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await once(idle, 'data')
    const halfAsked = await openTls(door)
    halfAsked.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf')
    const client = io(`https://127.0.0.1:${door.port}`, {
      transports: ['websocket'],
      ca: certificate.cert,
      reconnection: false,
      forceNew: true,
    })
    onTestFinished(() => void client.close())
    await client.timeout(5_000).emitWithAck('echo', 'hello')
    const sockets = [silent, shaking, idle, halfAsked]
    for (const socket of sockets) socket.on('error', () => {}).resume()
    const disconnected = new Promise((resolve) => client.once('disconnect', resolve))
    const ends = Promise.all([...sockets.map((socket) => once(socket, 'close')), disconnected])
    await door.close()
    await ends
  })

  test('frees the port and leaves the plain door open', async () => {
    const { http, certificate, door } = await openDoors()
    http.listen(0, '127.0.0.1')
    await once(http, 'listening')
    await door.close()
    await expect(ask(door, certificate)).rejects.toThrow('ECONNREFUSED')
    expect(await exchange((http.address() as AddressInfo).port, 'GET / HTTP/1.0\r\n\r\n')).toContain('This is /.')
    expect((await openDoors(door.port)).door.port).toBe(door.port)
  })

  test('twice is fine', async () => {
    const { door } = await openDoors()
    await Promise.all([door.close(), door.close()])
    await door.close()
  })
})
