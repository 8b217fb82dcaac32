import type { Socket } from 'node:net'
import { io } from 'socket.io-client'
import { expect, onTestFinished, test, vi } from 'vitest'
import { LoopWatch } from '../../main/host/loop-watch.js'
import { expectGoodService, expectNothingUnforeseen } from '../helpers/bystanders.js'
import { lose, newSession, page, refusalCode, startHost } from '../helpers/host.js'
import { ask, exchange, openConnection } from '../helpers/http.js'

expectNothingUnforeseen()

/** However it ends: the host may cut it off. */
const closed = (socket: Socket) =>
  new Promise<void>((resolve) => {
    socket.on('error', () => {})
    if (socket.destroyed) resolve()
    else socket.once('close', () => resolve())
  })

test('only so many connections are open at a time, and there is space again when one ends', async () => {
  const host = await startHost({ limits: { connections: 3 } })
  const open = [await openConnection(host.port), await openConnection(host.port), await openConnection(host.port)]
  await closed((await openConnection(host.port)).resume())
  open[0]?.destroy()
  // The host notices that a moment later.
  await expect
    .poll(() =>
      ask(host.port, '/').then(
        ({ status }) => status,
        () => 0,
      ),
    )
    .toBe(200)
})

test('and only so many from one address', async () => {
  const host = await startHost({ limits: { connectionsOfAddress: 2, areForLoopback: true } })
  for (let count = 0; count < 2; count++) await openConnection(host.port)
  await closed((await openConnection(host.port)).resume())
})

test('who is new is told that the host has too much to do, and those inside are served, also when they come back', async () => {
  let isOverloaded = false
  const loop = Object.defineProperty(new LoopWatch(), 'isOverloaded', { get: () => isOverloaded })
  const host = await startHost({ loop, limits: { areForLoopback: true } })
  const [ann, bob] = [await host.connect(page('ann')), await host.connect({ auth: { name: 'bob' } })]
  isOverloaded = true
  expect(await refusalCode(host, { auth: { session: newSession(), fresh: true } })).toBe('overloaded')
  await ann.join('standup')
  expect(await bob.join('standup')).toMatchObject({ peers: [ann.person] })
  await lose(ann)
  await ann.connect()
  isOverloaded = false
  await expectGoodService(host)
})

test('a page that was here before is not told, so that it goes on trying by itself', async () => {
  let isOverloaded = true
  const loop = Object.defineProperty(new LoopWatch(), 'isOverloaded', { get: () => isOverloaded })
  const host = await startHost({ loop, limits: { areForLoopback: true } })
  const socket = io(host.url, { forceNew: true, reconnectionDelay: 10, auth: { session: newSession() } })
  onTestFinished(() => void socket.disconnect())
  const refused = vi.fn()
  socket.on('connect_error', ({ data }: Error & { data?: unknown }) => data && refused(data))
  const attempts = vi.fn()
  socket.io.on('reconnect_attempt', attempts)
  await expect.poll(() => attempts.mock.calls.length).toBeGreaterThan(1)
  isOverloaded = false
  await expect.poll(() => socket.connected).toBe(true)
  expect(refused).not.toHaveBeenCalled()
})

test('programs of this machine are no address, unless they are to be', async () => {
  const host = await startHost({ limits: { connectionsOfAddress: 1 } })
  await openConnection(host.port)
  expect((await ask(host.port, '/')).status).toBe(200)
})

test('slow bodies are not waited for', async () => {
  const host = await startHost({ limits: { requestMs: 300 } })
  const slow = await Promise.all(
    Array.from({ length: 300 }, async () => {
      const socket = await openConnection(host.port)
      socket.write(
        'POST /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n40',
      )
      return socket
    }),
  )
  await Promise.all(slow.map((socket) => closed(socket.resume())))
  await expectGoodService(host)
})

test('nor is the rest of a head', async () => {
  const host = await startHost({ limits: { requestMs: 300 } })
  const [silent, slow] = [await openConnection(host.port), await openConnection(host.port)]
  slow.write('GET / HTTP/1.1\r\nHost: loc')
  await Promise.all([closed(silent.resume()), closed(slow.resume())])
})

test('an answer that nobody takes ends with its connection', async () => {
  const host = await startHost({ limits: { requestMs: 300 } })
  const socket = await openConnection(host.port)
  socket.pause()
  const ended = closed(socket)
  // All that is asked for at once is more than the system takes in.
  const path = '/assets/app-abc123.js'
  for (let count = 0; count < 200_000; count += 1_000) {
    socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`.repeat(1_000))
  }
  await ended
})

test('an answer that is taken leaves the connection alone', async () => {
  const host = await startHost({ limits: { requestMs: 2_000 } })
  const client = await host.connect({ transports: ['polling'] })
  expect((await client.join('standup')).initiator).toBe(true)
  expect((await ask(host.port, '/')).status).toBe(200)
})

test.each(['/', '/standup', '/.well-known/lanline.json'])('%s is answered to who offers HTTP/2', async (path) => {
  const host = await startHost()
  const answer = await exchange(
    host.port,
    `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n`,
  )
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
  expect(answer).toMatch(/\r\nContent-Security-Policy: /i)
})
