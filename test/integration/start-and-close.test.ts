import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { inUrl } from '../../common/ip-address.js'
import { createHost } from '../../main/host/host.js'
import { HOST_LIMITS } from '../../main/host/host-limits.js'
import type { Evidence, Interfaces } from '../../main/lan/address.js'
import { newSession, pageDirectory, startHost } from '../helpers/host.js'
import { ask, openConnection, PollingSession } from '../helpers/http.js'
import { temporaryFolder } from '../helpers/temporary-folder.js'

/** Addresses that the machine has besides its own. */
const lan = vi.hoisted(() => ({ more: [] as string[] }))
vi.mock('../../main/lan/address.js', async (original) => {
  const { rankAddresses, ...others } = await original<typeof import('../../main/lan/address.js')>()
  const more = () => lan.more.map((address) => ({ address, interface: 'eth9', reasons: [] }))
  return {
    ...others,
    rankAddresses: (...given: [Interfaces, Evidence]) => [...rankAddresses(...given), ...more()],
  }
})

/** Something else that listens on loopback, on `port` or any; its port. */
async function occupy(port = 0): Promise<number> {
  const server = createServer()
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return (server.address() as { port: number }).port
}

describe('starting', () => {
  test('takes the port that is asked for', async () => {
    const { host, port } = await startHost()
    await host.close()
    expect((await startHost({ port })).port).toBe(port)
  })

  test('takes the next free port where that is taken', async () => {
    const taken = await occupy()
    const host = await startHost({ port: taken })
    expect(host.port).toBeGreaterThan(taken)
    expect(host.port).toBeLessThan(taken + 50)
    expect((await ask(host.port, '/')).status).toBe(200)
  })

  test('passes a row of taken ports without a warning', async () => {
    const warnings: Error[] = []
    const onWarning = (warning: Error) => warnings.push(warning)
    process.on('warning', onWarning)
    onTestFinished(() => void process.off('warning', onWarning))
    const first = await occupy()
    // Where one cannot be had, somebody else has it already.
    for (let next = first + 1; next < first + 14; next++) await occupy(next).catch(() => {})
    const host = await startHost({ port: first })
    expect(host.port).toBeGreaterThanOrEqual(first + 14)
    expect(warnings).toEqual([])
  })

  test.each([0, 1, 9, -2, 2.5, Number.NaN, Number.POSITIVE_INFINITY, '2' as unknown as number])(
    'with room for %s is a RangeError',
    async (capacity) => {
      const directory = await pageDirectory()
      await expect(createHost({ pageDirectory: directory, port: 0, capacity })).rejects.toThrow(RangeError)
    },
  )

  test('without a page is an error', async () => {
    await expect(startHost({ pageDirectory: join(await pageDirectory(), 'missing') })).rejects.toThrow('ENOENT')
  })

  test("on another machine's address is an error", async () => {
    await expect(startHost({ address: '203.0.113.1' })).rejects.toThrow('EADDRNOTAVAIL')
  })

  test('on loopback gives addresses of this machine alone', async () => {
    const { host, port } = await startHost({ address: '127.0.0.1' })
    expect(host.localUrl).toBe(`http://127.0.0.1:${port}/`)
    expect(host.urls).toEqual([])
    expect(host.facts().addresses).toEqual([])
  })

  test('on all addresses gives localhost, where the camera works, and every LAN address', async () => {
    const { host, port } = await startHost({ address: '0.0.0.0' })
    expect(host.localUrl).toBe(`http://localhost:${port}/`)
    expect(host.urls).toEqual(host.facts().addresses.map((address) => `http://${inUrl(address)}:${port}/`))
  })
})

describe('closing', () => {
  test.each(['websocket', 'polling'])('is told to clients over %s, who are then disconnected', async (transport) => {
    const host = await startHost()
    const clients = [await host.connect({ transports: [transport] }), await host.connect({ transports: [transport] })]
    const ends = clients.map((client) => client.disconnected())
    await host.host.close()
    for (const client of clients) expect(await client.next('closing')).toEqual([])
    // After "io server disconnect" a client would not look for the host again.
    for (const reason of await Promise.all(ends)) expect(reason).not.toBe('io server disconnect')
  })

  test('is the last that a client hears, after all that was on its way', async () => {
    const host = await startHost({ limits: { person: undefined, unsent: 2 * HOST_LIMITS.unsent } })
    const { ann, bob } = await host.enter('standup', 'ann', 'bob')
    for (let index = 0; index < 50; index++) ann.tell('message', 'x'.repeat(100_000))
    await ann.roundTrip()
    const ended = bob.disconnected()
    await host.host.close()
    expect(await bob.next('closing')).toEqual([])
    await ended
    for (let index = 0; index < 50; index++) await bob.next('message')
  })

  test('reaches a poller who is between two polls', async () => {
    const host = await startHost()
    const session = await PollingSession.open(host.port)
    await session.send('40')
    await session.receive()
    const closed = host.host.close()
    expect(await session.receive()).toContain('42["closing"]')
    await closed
  })

  test('nobody is told that the others have left', async () => {
    const host = await startHost()
    const { ann, bob } = await host.enter('standup', 'ann', 'bob')
    const ends = [ann, bob].map((client) => client.disconnected())
    await host.host.close()
    await Promise.all(ends)
    await ann.next('closing')
    await expect(ann.next('left', 0)).rejects.toThrow('did not come, only []')
  })

  test('waits for no connection, idle, silent, half-asked or half-open', async () => {
    const host = await startHost()
    const keepAlive = await openConnection(host.port)
    keepAlive.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await once(keepAlive, 'data')
    await openConnection(host.port)
    const halfAsked = await openConnection(host.port)
    halfAsked.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf')
    const deaf = await openConnection(host.port)
    deaf.write(
      'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n' +
        'Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    )
    await once(deaf, 'data')
    const abandoned = await PollingSession.open(host.port)
    await abandoned.send('40')
    await host.host.close()
  })

  test('frees the port and lets nobody in any more', async () => {
    const { host, port } = await startHost()
    await host.close()
    await expect(ask(port, '/')).rejects.toThrow('ECONNREFUSED')
    expect((await startHost({ port })).port).toBe(port)
  })

  test('twice is fine, at once and later', async () => {
    const { host } = await startHost()
    await Promise.all([host.close(), host.close()])
    await host.close()
  })

  test('waits for a certificate that is being made for other addresses, and tells nobody of it', async () => {
    const onRejection = vi.fn()
    process.on('unhandledRejection', onRejection)
    onTestFinished(() => {
      process.off('unhandledRejection', onRejection)
      lan.more = []
    })
    const dataFolder = await temporaryFolder()
    const { host } = await startHost({ address: '0.0.0.0', dataFolder, securePort: 0, discovery: false })
    const onChange = vi.fn()
    host.onChange(onChange)
    lan.more = ['192.168.77.6']
    await host.refresh()
    await host.close()
    const kept = new X509Certificate(await readFile(join(dataFolder, 'certificate.pem')))
    expect(kept.checkIP('192.168.77.6')).toBeDefined()
    expect(onRejection).not.toHaveBeenCalled()
    expect(onChange).not.toHaveBeenCalled()
  })

  test('does not wait for someone who is away', async () => {
    const host = await startHost({ graceMs: 600_000 })
    const ann = await host.connect({ auth: { session: newSession() } })
    await ann.join('standup')
    ann.cut()
    await host.host.close()
  })
})
