import { once } from 'node:events'
import { createServer, get as getHttp, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { HostCard } from '../../../../common/control.js'
import { KNOCK_PATH } from '../../../../common/knock.js'
import { Knocker } from '../../../../main/host/knocker.js'
import { askToKnock } from '../../../../main/lan/knock.js'

const KEY = 'k'.repeat(43)
const CARD: HostCard = { name: 'mypc', version: '1.0.0', hasPasscode: false }
const SECURE = { port: 8443, fingerprint: Array(32).fill('AA').join(':'), key: KEY }

const asked: string[] = []
const standing: { isNeighbour: boolean; card: (() => Promise<HostCard | undefined>) | undefined } = {
  isNeighbour: true,
  card: undefined,
}
let server: ReturnType<typeof createServer>
let origin: string

beforeEach(async () => {
  asked.length = 0
  Object.assign(standing, { isNeighbour: true, card: async () => CARD })
  const knocker = new Knocker({
    isNeighbour: () => standing.isNeighbour,
    askForCard: async (at) => {
      asked.push(at)
      return standing.card?.()
    },
  })
  server = createServer(knocker.before((_, response) => void response.end('the page')))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterEach(() => void server.close())

const get = (query: string, init: RequestInit = {}) => fetch(`${origin}${KNOCK_PATH}${query}`, init)

test('whoever asks is knocked at, at their own address and the port that they name', async () => {
  expect(await askToKnock(origin, { port: 8080, isSecure: false })).toEqual({ isReached: true })
  standing.card = async () => ({ ...CARD, secure: SECURE })
  expect(await askToKnock(origin, { port: 8443, isSecure: true })).toEqual({ isReached: true, key: KEY })
  expect(asked).toEqual(['http://127.0.0.1:8080', 'https://127.0.0.1:8443'])
})

test('whoever asks from an IPv6 address is knocked at there', async () => {
  server.close()
  await once(server, 'close')
  server.listen(0, '::1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  expect(await askToKnock(`http://[::1]:${port}`, { port: 8080, isSecure: false })).toEqual({ isReached: true })
  expect(asked).toEqual(['http://[::1]:8080'])
})

test('what is silent, refuses or is no host counts as not reached', async () => {
  standing.card = async () => undefined
  expect(await askToKnock(origin, { port: 8080, isSecure: false })).toEqual({ isReached: false })
  standing.card = () => Promise.reject(new Error('ECONNREFUSED'))
  expect(await askToKnock(origin, { port: 8080, isSecure: false })).toEqual({ isReached: false })
})

test('neither strangers nor pages have doors tried', async () => {
  standing.isNeighbour = false
  expect(await askToKnock(origin, { port: 8080, isSecure: false })).toBeUndefined()
  standing.isNeighbour = true
  expect((await get('?port=8080', { headers: { Origin: 'http://evil.example' } })).status).toBe(403)
  expect(asked).toEqual([])
})

test.each(['', '?port=0', '?port=65536', '?port=1.5', '?port=192.168.1.7:22', '?port=http://192.168.1.7'])(
  'what is no port is refused: %s',
  async (query) => {
    // Node's fetch says that it is one (Sec-Fetch-Mode), as browsers do.
    const request = getHttp(`${origin}${KNOCK_PATH}${query}`)
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    response.resume()
    expect(response.statusCode).toBe(400)
    expect(asked).toEqual([])
  },
)

test('nobody has doors tried again and again, nor many at once', async () => {
  const knock = () => askToKnock(origin, { port: 8080, isSecure: false })
  for (let count = 0; count < 10; count++) expect(await knock()).toEqual({ isReached: true })
  expect(await knock()).toBeUndefined()
  expect(asked).toHaveLength(10)
})

test('of many at once those beyond a few are refused', async () => {
  const waiting: (() => void)[] = []
  standing.card = () => new Promise((resolve) => waiting.push(() => resolve(CARD)))
  const knocks = Array.from({ length: 4 }, () => askToKnock(origin, { port: 8080, isSecure: false }))
  await expect.poll(() => asked.length).toBe(4)
  expect(await askToKnock(origin, { port: 8080, isSecure: false })).toBeUndefined()
  for (const answer of waiting) answer()
  expect(await Promise.all(knocks)).toEqual(Array(4).fill({ isReached: true }))
})

test('everything else goes on to the page', async () => {
  expect(await (await fetch(origin)).text()).toBe('the page')
  expect(await (await get('', { method: 'POST' })).text()).toBe('the page')
})
