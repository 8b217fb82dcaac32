import { describe, expect, test } from 'vitest'
import { expectNothingUnforeseen } from '../helpers/bystanders.js'
import { startHost } from '../helpers/host.js'
import { ask, POLLING, PollingSession } from '../helpers/http.js'

expectNothingUnforeseen()

const ALLOWED = ['http://192.168.1.9:3000', 'https://calls.example']
const LOOPBACK = 'http://localhost:5173'
const FOREIGN = [
  'http://192.168.1.9',
  'http://192.168.1.9:3001',
  'https://192.168.1.9:3000',
  'http://calls.example',
  'https://calls.example.evil.example',
  'https://www.calls.example',
  'null',
]

const start = () => startHost({ allowedOrigins: ALLOWED })

describe.each(['websocket', 'polling'])('over %s', (transport) => {
  const from = (origin: string) => ({ transports: [transport], extraHeaders: { origin } })

  test.each([...ALLOWED, LOOPBACK])('a page of %s is let in', async (origin) => {
    const host = await start()
    const foreign = await host.connect(from(origin))
    expect(await foreign.join('standup')).toMatchObject({ initiator: true })
    const own = await host.connect()
    expect(await own.join('standup')).toMatchObject({ peers: [{ id: foreign.id }] })
  })

  test.each(FOREIGN)('a page of %s is refused', async (origin) => {
    const host = await start()
    await expect(host.connect(from(origin))).rejects.toThrow(
      `${transport === 'polling' ? 'xhr poll' : transport} error`,
    )
  })

  test.each(ALLOWED)('a page of %s is refused unless allowed', async (origin) => {
    const host = await startHost()
    await expect(host.connect(from(origin))).rejects.toThrow(
      `${transport === 'polling' ? 'xhr poll' : transport} error`,
    )
  })
})

describe('across origins', () => {
  const preflight = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' }

  test.each([...ALLOWED, LOOPBACK])('a page of %s may read and send', async (origin) => {
    const host = await start()
    const answer = await ask(host.port, POLLING, { headers: { origin } })
    expect(answer).toMatchObject({ status: 200, headers: { 'access-control-allow-origin': origin } })
    expect(answer.headers.vary).toMatch(/origin/i)
    const asked = await ask(host.port, POLLING, { method: 'OPTIONS', headers: { origin, ...preflight } })
    expect(asked.headers['access-control-allow-origin']).toBe(origin)
    expect(asked.headers['access-control-allow-methods']).toContain('POST')

    const session = await PollingSession.open(host.port, { origin })
    await session.send('40')
    expect((await session.receive())[0]).toMatch(/^40\{"sid"/)
  })

  test.each(FOREIGN)('a page of %s may not', async (origin) => {
    const host = await start()
    for (const method of ['GET', 'OPTIONS']) {
      const { status, headers } = await ask(host.port, POLLING, { method, headers: { origin, ...preflight } })
      if (method === 'GET') expect(status).toBe(403)
      expect(headers).not.toHaveProperty('access-control-allow-origin')
    }
  })

  test('nobody may read the page itself', async () => {
    const host = await start()
    const { headers } = await ask(host.port, '/', { headers: { origin: ALLOWED[0] ?? '' } })
    expect(headers).not.toHaveProperty('access-control-allow-origin')
    expect(headers).toMatchObject({ 'cross-origin-resource-policy': 'same-origin' })
  })
})
