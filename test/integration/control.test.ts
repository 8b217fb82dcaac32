import { mkdir, readFile, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { HostCard, HostFacts, OperatorFacts } from '../../common/control.js'
import { CAPACITY } from '../../common/limits.js'
import { Membership } from '../../main/host/membership.js'
import { log } from '../../main/storage/log.js'
import { type Choices, choicesNowhere, type OperatorChoices } from '../../main/storage/operator-choices.js'
import { ControlClient, controlRefusal } from '../helpers/control.js'
import { newSession, page, refusalCode, startHost, type TestHost } from '../helpers/host.js'
import { ask } from '../helpers/http.js'
import { temporaryFolder } from '../helpers/temporary-folder.js'

const REQUESTS: [event: string, payload?: unknown][] = [
  ['pin', '192.168.1.5'],
  ['passcode', 'sesame'],
  ['discovery', false],
  ['remove', 'someone'],
  ['mute', ['someone']],
  ['check'],
]

afterEach(() => {
  vi.restoreAllMocks()
})

describe('the facts', () => {
  test('are told to whoever connects', async () => {
    const host = await startHost({ name: 'Kitchen' })
    const { facts } = await ControlClient.connect(host)
    expect(v.parse(HostFacts, facts)).toEqual(facts)
    expect(facts).toMatchObject({ name: 'Kitchen', port: host.port, addresses: [], hasPasscode: false })
    expect(facts).not.toHaveProperty('secure')
  })

  test('are on the card, without the addresses', async () => {
    const host = await startHost({ name: 'Kitchen' })
    const { headers, body } = await ask(host.port, '/.well-known/lanline.json')
    expect(headers['content-type']).toBe('application/json')
    expect(v.parse(HostCard, JSON.parse(body))).toMatchObject({ name: 'Kitchen' })
    expect(Object.keys(JSON.parse(body)).sort()).toEqual(['hasPasscode', 'name', 'version'])
  })

  test('have a name that fits, whatever the host is called', async () => {
    for (const name of ['x'.repeat(41), '\u202egnp', '  ']) {
      expect((await startHost({ name })).host.facts().name).toBe('Lanline')
    }
  })
})

describe('the operator', () => {
  test('sits at the machine: no page, or the own page of the host', async () => {
    const host = await startHost()
    const own = { extraHeaders: { Origin: `http://127.0.0.1:${host.port}` } }
    for (const options of [{}, own]) {
      const { operator } = await ControlClient.connect(host, options).then(async (client) => {
        await client.until(({ found }) => found !== undefined)
        return client
      })
      expect(v.parse(OperatorFacts, operator)).toEqual({
        addresses: [],
        discovery: true,
        capacity: CAPACITY.default,
        people: [],
      })
    }
  })

  test.each<[string, Record<string, string>, Record<string, string>?]>([
    ['a page of another origin of this machine', { Origin: 'http://localhost:3000' }],
    ['someone behind a proxy', { 'X-Forwarded-For': '192.168.1.9' }],
    ['someone behind a proxy that keeps to RFC 7239', { Forwarded: 'for=192.168.1.9' }],
    ['someone behind a proxy that names itself', { Via: '1.1 proxy' }],
    ['someone behind a proxy of another kind', { 'X-Real-IP': '192.168.1.9' }],
    ['someone who goes by an address of the network', { Host: '192.168.1.5:8080' }],
    ['someone behind a forwarder, who was not given the token', {}, {}],
    ['someone who guesses the token', {}, { operator: 'x'.repeat(22) }],
  ])('is not %s', async (_who, extraHeaders, auth) => {
    const host = await startHost()
    const client = await ControlClient.connect(host, {
      extraHeaders,
      ...(auth && { auth: { operator: undefined, ...auth } }),
    })
    for (const [event, payload] of REQUESTS) {
      const args = payload === undefined ? [] : [payload]
      expect(await client.ask(event, ...args)).toMatchObject({ ok: false, code: 'not-allowed' })
    }
    expect([client.operator, client.found]).toEqual([undefined, undefined])
    await host.connect()
  })

  test('hears where everyone comes from', async () => {
    const host = await startHost()
    const operator = await ControlClient.connect(host)
    const ann = await host.connect(page('Ann'))
    await operator.until(({ operator }) => operator?.people.length === 1)
    expect(operator.operator?.people).toEqual([{ id: ann.person.id, address: '127.0.0.1' }])
  })

  test.each<[string, unknown]>([
    ['pin', 'not an address'],
    ['pin', 7],
    ['discovery', 'yes'],
    ['remove', ''],
    ['remove', null],
    ['remove', { id: 'someone', until: 'tomorrow' }],
    ['mute', 'someone'],
    ['check', 'me'],
  ])('is refused a %s of %j', async (event, payload) => {
    const operator = await ControlClient.connect(await startHost())
    expect(await operator.ask(event, payload)).toMatchObject({ ok: false, code: 'bad-request' })
  })

  test('may pin an address that the machine does not have, and let go of it', async () => {
    const operator = await ControlClient.connect(await startHost())
    expect(await operator.ask('pin', '192.168.1.5')).toEqual({ ok: true })
    await operator.until(({ operator }) => operator?.pinned === '192.168.1.5')
    expect(await operator.ask('pin', null)).toEqual({ ok: true })
    await operator.until(({ operator }) => operator?.pinned === undefined)
  })
})

describe('what the operator chose', () => {
  async function choose(host: TestHost): Promise<void> {
    const operator = await ControlClient.connect(host)
    await operator.ask('pin', '192.168.1.5')
    await operator.ask('discovery', false)
    await operator.ask('passcode', 'sesame')
    await host.end()
  }

  const known = { auth: { passcode: 'sesame' } }
  const chosen = { pinned: '192.168.1.5', discovery: false }

  test('is there when the host is started again with what kept it', async () => {
    const choices = keeping({ discovery: true })
    await choose(await startHost({ choices }))
    const { facts, operator } = await operatorOf(await startHost({ choices }), known)
    expect(operator).toMatchObject(chosen)
    expect(facts?.hasPasscode).toBe(true)
  })

  test('is in a file of the data folder otherwise, but for the passcode', async () => {
    const dataFolder = await temporaryFolder()
    const options = { dataFolder, securePort: null }
    await choose(await startHost(options))
    const { facts, operator } = await operatorOf(await startHost(options))
    expect(operator).toMatchObject(chosen)
    expect(facts?.hasPasscode).toBe(false)
    expect(await readFile(join(dataFolder, 'host.json'), 'utf8')).not.toContain('sesame')
  })

  test('yields to what the host is started with, which is not kept', async () => {
    const choices = keeping({ discovery: true, passcode: 'sesame' })
    const host = await startHost({ choices, discovery: false, passcode: 'another' })
    expect((await operatorOf(host, { auth: { passcode: 'another' } })).operator?.discovery).toBe(false)
    expect(await controlRefusal(host, known)).toBe('wrong-passcode')
    expect(choices.value).toEqual({ discovery: true, passcode: 'sesame' })
  })
})

describe('what cannot be kept', () => {
  const CHOICES: [string, unknown, Partial<OperatorFacts>][] = [
    ['pin', '192.168.1.5', { pinned: '192.168.1.5' }],
    ['discovery', true, { discovery: true }],
    ['capacity', 6, { capacity: 6 }],
  ]

  test.each(CHOICES)('holds all the same, and the page is told (%s)', async (event, payload, chosen) => {
    vi.spyOn(log, 'error').mockImplementation(() => {})
    const dataFolder = await temporaryFolder()
    const host = await startHost({ dataFolder, securePort: null, discovery: false })
    const client = await operatorOf(host)
    // Where a folder is no file can be put, as nothing can be put on a full disk.
    const file = join(dataFolder, 'host.json')
    await mkdir(file)
    expect(await client.ask(event, payload)).toMatchObject({ ok: false, code: 'not-kept' })
    expect((await operatorOf(host)).operator).toMatchObject(chosen)
    await rmdir(file)
    expect(await client.ask(event, payload)).toEqual({ ok: true })
  })

  test('is told where there is no folder to keep it in, and of a passcode it is known', async () => {
    const client = await operatorOf(await startHost({ choices: choicesNowhere() }))
    for (const [event, payload] of CHOICES) {
      expect(await client.ask(event, payload)).toMatchObject({ ok: false, code: 'not-kept' })
    }
    expect(await client.ask('passcode', 'sesame opens')).toEqual({ ok: true })
  })
})

test.each([
  ['passcode', 'sesame opens'],
  ['discovery', true],
  ['capacity', 6],
])('what whoever looks after the machine has chosen is not chosen again (%s)', async (event, payload) => {
  const choices = { ...keeping({ discovery: false, capacity: 4 }), isLocked: () => true }
  const host = await startHost({ choices })
  const client = await operatorOf(host)
  expect(await client.ask(event, payload)).toMatchObject({ ok: false, code: 'locked-by-policy' })
  const { facts, operator } = await operatorOf(host)
  expect(operator).toMatchObject({ discovery: false, capacity: 4 })
  expect(facts?.hasPasscode).toBe(false)
})

/** Choices that are kept for as long as the test runs. */
function keeping(value: Choices): OperatorChoices {
  return {
    value,
    written: Promise.resolve(),
    async change(choice) {
      Object.assign(value, choice)
      return true
    },
  }
}

async function operatorOf(host: TestHost, options = {}): Promise<ControlClient> {
  const client = await ControlClient.connect(host, options)
  await client.until(({ operator }) => operator !== undefined)
  return client
}

test('pages of foreign origins get in nowhere', async () => {
  const host = await startHost()
  await expect(ControlClient.connect(host, { extraHeaders: { Origin: 'https://evil.example' } })).rejects.toThrow()
})

test('what is no request, or wants no answer, changes nothing', async () => {
  const host = await startHost()
  const operator = await ControlClient.connect(host)
  for (const event of ['toString', '__proto__', 'facts', 'create or join']) {
    expect(await operator.ask(event, 'standup')).toMatchObject({ ok: false, code: 'unknown-event' })
  }
  operator.tell('passcode', 'sesame')
  await operator.ask('round trip')
  await host.connect()
})

describe('removing a person', () => {
  test('ends their connection, tells them and their room, and keeps them out', async () => {
    const host = await startHost()
    const operator = await ControlClient.connect(host)
    const session = newSession()
    const ann = await host.connect(page('Ann', session))
    const bob = await host.connect(page('Bob'))
    await bob.join('standup')
    await ann.join('standup')
    await bob.received()

    expect(await operator.ask('remove', ann.person.id)).toEqual({ ok: true })
    await ann.next('removed')
    await ann.disconnected()
    expect(await bob.next('left')).toEqual([ann.person])
    expect(await refusalCode(host, page('Ann', session))).toBe('removed')
    expect(await controlRefusal(host, { auth: { session } })).toBe('removed')
    expect(await operator.ask('remove', ann.person.id)).toMatchObject({ ok: false, code: 'no-such-peer' })
    await bob.ask('leave')
    expect(await bob.listWhere(({ total }) => total === 1)).toMatchObject({ users: [{ name: 'Bob' }] })
  })

  test('who is away works as well', async () => {
    const host = await startHost()
    const operator = await ControlClient.connect(host)
    const session = newSession()
    const ann = await host.connect(page('Ann', session))
    const { id } = ann.person
    ann.cut()
    expect(await operator.ask('remove', { id, until: 'restart' })).toEqual({ ok: true })
    expect(await refusalCode(host, page('Ann', session))).toBe('removed')
  })

  test('keeps them out before they are told, whatever the rest of it waits for', async () => {
    const host = await startHost()
    const operator = await ControlClient.connect(host)
    const session = newSession()
    const ann = await host.connect(page('Ann', session))
    let dismissed = () => {}
    const dismissing = new Promise<void>((resolve) => (dismissed = resolve))
    vi.spyOn(Membership.prototype, 'dismiss').mockReturnValue(dismissing)
    const removing = operator.ask('remove', ann.person.id)
    await ann.next('removed')
    expect(await refusalCode(host, page('Ann', session))).toBe('removed')
    dismissed()
    expect(await removing).toEqual({ ok: true })
  })

  test('ends what rings between them and others', async () => {
    const host = await startHost()
    const operator = await ControlClient.connect(host)
    const [ann, bob] = [await host.connect(page('Ann')), await host.connect(page('Bob'))]
    await ann.ask('call', { to: bob.person.id })
    await bob.next('call')
    await operator.ask('remove', ann.person.id)
    expect(await bob.next('disconnectPeer')).toMatchObject([{ from: ann.person.id }])
  })
})

describe('muting people', () => {
  test('asks those of the operator’s own room, and says by whom', async () => {
    const host = await startHost({ capacity: 4 })
    const session = newSession()
    const operator = await ControlClient.connect(host, { auth: { session } })
    const ann = await host.connect(page('Ann', session))
    expect(await operator.ask('mute', [ann.person.id])).toMatchObject({ ok: false, code: 'not-in-room' })
    const [bob, cem, dan] = [
      await host.connect(page('Bob')),
      await host.connect(page('Cem')),
      await host.connect(page('Dan')),
    ]
    for (const member of [ann, bob, cem]) await member.join('standup')
    await dan.join('elsewhere')
    for (const client of [ann, bob, cem, dan]) await client.received()

    const ids = [ann, bob, dan].map(({ person }) => person.id)
    expect(await operator.ask('mute', ids)).toEqual({ ok: true })
    expect(await bob.next('mute')).toEqual([{ by: ann.person }])
    for (const client of [ann, cem, dan]) expect(await client.received()).toEqual([])
    expect(await operator.ask('mute', [dan.person.id])).toMatchObject({ ok: false, code: 'no-such-peer' })
  })

  test('is nothing that somebody else may ask for, nor an operator whose page has no session', async () => {
    const host = await startHost()
    const { ann, bob } = await host.enterAsPages('standup', 'ann', 'bob')
    const stranger = await ControlClient.connect(host, { auth: { operator: undefined } })
    expect(await stranger.ask('mute', [ann.person.id])).toMatchObject({ ok: false, code: 'not-allowed' })
    expect(await bob.ask('mute', [ann.person.id])).toMatchObject({ ok: false, code: 'unknown-event' })
    const operator = await ControlClient.connect(host)
    expect(await operator.ask('mute', [ann.person.id])).toMatchObject({ ok: false, code: 'not-in-room' })
    expect(await operator.ask('mute', [])).toMatchObject({ ok: false, code: 'bad-request' })
    expect(await ann.received()).toEqual([])
  })
})
