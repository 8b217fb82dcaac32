import { describe, expect, test } from 'vitest'
import type { CallToHost, HostReply } from '../../common/control.js'
import { CAPACITY } from '../../common/limits.js'
import { ControlClient } from '../helpers/control.js'
import { newSession, page, refusalCode, startHost, type TestHost } from '../helpers/host.js'

/** Where the host was that is gone. */
const GONE = 'http://192.168.1.2:8080'
const ANN = { id: 'ann-as-the-host-knew-her', name: 'Ann' }
const BOB = { id: 'bob-as-the-host-knew-him', name: 'Bob' }
const CALL: CallToHost = { room: 'standup', locked: false, people: [ANN, BOB], origin: GONE }

async function takeOver(host: TestHost, call: Partial<CallToHost> = {}): Promise<HostReply> {
  const operator = await ControlClient.connect(host)
  return (await operator.ask('host', { ...CALL, ...call })) as HostReply
}

/** The ticket of each, in the order in which they were named. */
async function ticketsOf(host: TestHost, call: Partial<CallToHost> = {}): Promise<[string, string]> {
  const reply = await takeOver(host, call)
  if (!reply.ok) throw new Error(reply.message)
  return reply.tickets.map(({ ticket }) => ticket) as [string, string]
}

const byTicket = (name: string, ticket: string) => ({ auth: { name, session: newSession(), ticket } })

describe('a call whose host is gone', () => {
  test('goes on at another, where each is who they were', async () => {
    const host = await startHost()
    const [ofAnn, ofBob] = await ticketsOf(host)
    const ann = await host.connect(byTicket('Ann', ofAnn))
    expect(ann.person).toEqual(ANN)
    expect(await ann.join('standup')).toMatchObject({ id: ANN.id, peers: [BOB] })
    const bob = await host.connect(byTicket('Bob', ofBob))
    expect(await bob.join('standup')).toMatchObject({ id: BOB.id, peers: [ANN] })
    // Neither came in: both were there.
    expect(await ann.received()).toEqual([])
    await bob.ask('signal', { to: ANN.id, candidate: { candidate: 'candidate:1' } })
    expect(await ann.next('signal')).toMatchObject([{ from: BOB.id }])
  })

  test('tells its operator who has come', async () => {
    const host = await startHost()
    const operator = await ControlClient.connect(host)
    const reply = (await operator.ask('host', CALL)) as HostReply
    const [ofAnn = ''] = reply.ok ? reply.tickets.map(({ ticket }) => ticket) : []
    await host.connect(byTicket('Ann', ofAnn))
    await operator.until(({ operator }) => operator?.people.some(({ address }) => address !== '') === true)
    const people = [
      { id: ANN.id, address: '127.0.0.1' },
      { id: BOB.id, address: '' },
    ]
    expect(operator.operator).toMatchObject({ people })
  })

  test('keeps the seats until they come, also in a room for fewer, and is listed', async () => {
    const host = await startHost({ capacity: 2 })
    const cem = { id: 'cem', name: 'Cem' }
    const [, , ofCem = ''] = await ticketsOf(host, { people: [ANN, BOB, cem] })
    const late = await host.connect(page('Late'))
    const { rooms } = await late.listWhere(({ rooms }) => rooms.length > 0)
    expect(rooms).toMatchObject([{ name: 'standup', members: 3, capacity: 3 }])
    expect(await late.ask('create or join', 'standup')).toMatchObject({ code: 'room-full' })
    const client = await host.connect(byTicket('Cem', ofCem))
    expect(await client.join('standup')).toMatchObject({ id: 'cem' })
  })

  test('is as closed as it was, and asks its own people for no passcode', async () => {
    const host = await startHost({ passcode: 'sesame' })
    const operator = await ControlClient.connect(host, { auth: { passcode: 'sesame' } })
    const reply = (await operator.ask('host', { ...CALL, locked: true })) as HostReply
    const [ofAnn = ''] = reply.ok ? reply.tickets.map(({ ticket }) => ticket) : []
    const late = await host.connect({ auth: { ...page('Late').auth, passcode: 'sesame' } })
    expect(await late.ask('create or join', 'standup')).toMatchObject({ code: 'room-locked' })
    const ann = await host.connect(byTicket('Ann', ofAnn))
    expect(await ann.join('standup')).toMatchObject({ id: ANN.id, locked: true })
    expect(await refusalCode(host, page('Nobody'))).toBe('passcode-required')
  })

  test('lets in the pages that the host served, and those alone', async () => {
    const host = await startHost()
    const from = (origin: string) => host.connect({ ...page('Carl'), extraHeaders: { Origin: origin } })
    await expect(from(GONE)).rejects.toThrow()
    await ticketsOf(host)
    await from(GONE)
    await expect(from('http://192.168.1.3:8080')).rejects.toThrow()
  })

  test('is not mixed with another call in a room of that name', async () => {
    const host = await startHost()
    const { zoe } = await host.enterAsPages('Standup', 'zoe')
    expect(await takeOver(host)).toMatchObject({ ok: false, code: 'busy' })
    expect(await zoe.received()).toEqual([])
    expect(await zoe.join('standup')).toMatchObject({ peers: [] })
  })

  test.each<[string, Partial<Record<keyof CallToHost, unknown>>]>([
    ['no people', { people: [] }],
    ['too many', { people: Array.from({ length: CAPACITY.max + 1 }, (_, index) => ({ id: `${index}`, name: '' })) }],
    ['no room', { room: ' ' }],
    ['no origin', { origin: 'standup' }],
  ])('is refused with %s', async (_what, call) => {
    const operator = await ControlClient.connect(await startHost())
    expect(await operator.ask('host', { ...CALL, ...call })).toMatchObject({ ok: false, code: 'bad-request' })
  })

  test('is for the operator to take over', async () => {
    const host = await startHost()
    const stranger = await ControlClient.connect(host, { extraHeaders: { Origin: 'http://localhost:3000' } })
    expect(await stranger.ask('host', CALL)).toMatchObject({ ok: false, code: 'not-allowed' })
  })
})
