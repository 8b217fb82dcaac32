import type { Browser, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { credentialsFor } from '../../main/host/relay/relay.js'
import { launchChromium } from '../helpers/chromium.js'
import { IsolatedLan } from '../helpers/isolated-lan.js'
import { LanProcess } from '../helpers/lan-process.js'
import { namespacesMissing } from '../helpers/namespaces.js'
import { expectRefused, expectRelayed, type Relay, statsOf } from '../helpers/relay-checks.js'
import { accept, addCandidate, describe as describeCall, isConnected, look, prepare } from '../helpers/relayed-call.js'

const SECRET = 'the secret of this test'
const ROOMS = { ann: 'green', bob: 'green', eve: 'red' }
/** Browsers start slowly on a busy machine. */
const PATIENCE_MS = 120_000

const missing = namespacesMissing()

describe.skipIf(missing !== undefined)('two browsers that reach nobody but the host', { timeout: PATIENCE_MS }, () => {
  let lan: IsolatedLan
  let relay: Relay
  let port: number
  let another: string
  let browsers: Browser[]
  const pages: Page[] = []

  beforeAll(async () => {
    lan = IsolatedLan.build(2)
    another = lan.addHostAddress()
    relay = new LanProcess(lan.host.prefix, './relay-process.ts', lan.host.address, SECRET, JSON.stringify(ROOMS))
    port = (await relay.next((line) => line.port !== undefined, PATIENCE_MS)).port
    browsers = await Promise.all(
      lan.guests.map(({ prefix }) =>
        launchChromium({ inside: prefix, whole: true, args: ['--autoplay-policy=no-user-gesture-required'] }),
      ),
    )
  }, PATIENCE_MS)

  afterEach(async () => {
    for (const page of pages.splice(0)) await page.close()
  })

  afterAll(async () => {
    await Promise.all((browsers ?? []).map((browser) => browser.close()))
    await relay?.end()
    lan?.remove()
  }, PATIENCE_MS)

  const url = (transport: string, address = lan.host.address) => `turn:${address}:${port}?transport=${transport}`

  /** Begins a call from one page to another. */
  async function call(people: readonly string[], urls: string[], iceTransportPolicy: RTCIceTransportPolicy) {
    const [caller, callee] = (await Promise.all(browsers.map((browser) => browser.newPage()))) as [Page, Page]
    pages.push(caller, callee)
    // A page may be closed before all its candidates are on their way.
    await caller.exposeFunction('passOn', (candidate: object) =>
      callee.evaluate(addCandidate, candidate).catch(() => {}),
    )
    await callee.exposeFunction('passOn', (candidate: object) =>
      caller.evaluate(addCandidate, candidate).catch(() => {}),
    )
    const iceServers = people.map((person) => [{ urls, ...credentialsFor(person, SECRET, 60) }])
    const configuration = (index: number) => ({ iceServers: iceServers[index] ?? [], iceTransportPolicy })
    await caller.evaluate(prepare, { name: people[0] ?? '', ...configuration(0) })
    await callee.evaluate(prepare, { name: people[1] ?? '', ...configuration(1) })
    const offer = await caller.evaluate(describeCall, undefined)
    const answer = await callee.evaluate(describeCall, offer)
    await caller.evaluate(accept, answer)
    return [caller, callee] as const
  }

  test('really do not reach each other', () => {
    const [first, second] = lan.guests
    if (first === undefined || second === undefined) throw new Error('There are no guests.')
    expect(lan.knock(first, lan.host)).toBe('ECONNREFUSED')
    expect(lan.knock(first, second)).toBe('EHOSTUNREACH')
  })

  test.each(['udp', 'tcp'])('see, hear and read each other through the relay over %s', async (transport) => {
    const before = await statsOf(relay)
    const [caller, callee] = await call(['ann', 'bob'], [url(transport)], 'relay')
    const seen = await Promise.all([caller.evaluate(look), callee.evaluate(look)])
    await expectRelayed(relay, before, seen, transport)
  })

  test('see, hear and read each other where they ask at an address that the host would not send from', async () => {
    const before = await statsOf(relay)
    const [caller, callee] = await call(['ann', 'bob'], [url('udp', another)], 'relay')
    await expectRelayed(relay, before, await Promise.all([caller.evaluate(look), callee.evaluate(look)]), 'udp')
  })

  test('use it by themselves where nothing else connects', async () => {
    const [caller, callee] = await call(['ann', 'bob'], [url('udp'), url('tcp')], 'all')
    for (const seen of await Promise.all([caller.evaluate(look), callee.evaluate(look)])) {
      // What comes from the other's relayed address may come before the candidate that tells of it (RFC 8445, 7.3.1.3).
      expect(seen).toMatchObject({ local: 'relay', remote: expect.stringMatching(/^(relay|prflx)$/) })
    }
  })

  test('use it over TCP where the network of one drops UDP', async () => {
    const [first] = lan.guests
    if (first === undefined) throw new Error('There are no guests.')
    lan.dropUdp(first, true)
    try {
      const [caller, callee] = await call(['ann', 'bob'], [url('udp'), url('tcp')], 'all')
      const [seen] = await Promise.all([caller.evaluate(look), callee.evaluate(look)])
      expect(seen).toMatchObject({ local: 'relay', remote: 'relay', relayProtocol: 'tcp' })
    } finally {
      lan.dropUdp(first, false)
    }
  })

  test('are not connected where they are in different rooms', async () => {
    const before = await statsOf(relay)
    const [caller, callee] = await call(['ann', 'eve'], [url('udp')], 'relay')
    await expectRefused(relay, before, PATIENCE_MS)
    expect(await caller.evaluate(isConnected)).toBe(false)
    expect(await callee.evaluate(isConnected)).toBe(false)
  })
})
