import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { credentialsFor } from '../../main/host/relay/relay.js'
import { FirefoxPage, firefoxMissing } from '../helpers/firefox.js'
import { LanProcess } from '../helpers/lan-process.js'
import { expectRefused, expectRelayed, type Relay, statsOf } from '../helpers/relay-checks.js'
import {
  accept,
  describe as describeCall,
  isConnected,
  look,
  prepare,
  withCandidates,
} from '../helpers/relayed-call.js'

const SECRET = 'the secret of this test'
const ADDRESS = '127.0.0.1'
const ROOMS = { ann: 'green', bob: 'green', eve: 'red' }
/** Browsers start slowly on a busy machine. */
const PATIENCE_MS = 120_000
/** Without it Firefox asks no TURN server on its own machine. */
const LOOPBACK = { 'media.peerconnection.ice.loopback': true }

const missing = firefoxMissing()
const title = `two Firefoxes that may use nothing but the relay${missing ? ` (skipped: ${missing})` : ''}`

describe.skipIf(missing !== undefined)(title, { timeout: PATIENCE_MS }, () => {
  let relay: Relay
  let port: number
  let firefoxes: FirefoxPage[] = []

  beforeAll(async () => {
    // Firefox may ask from another address of this machine, and takes an answer from the one that it asked alone.
    relay = new LanProcess([], './relay-process.ts', ADDRESS, SECRET, JSON.stringify(ROOMS), ADDRESS)
    port = (await relay.next((line) => line.port !== undefined, PATIENCE_MS)).port
    const open = () => FirefoxPage.open(`http://${ADDRESS}:${port}/`, takeNoCandidates, LOOPBACK)
    firefoxes = await Promise.all([open(), open()])
  }, PATIENCE_MS)

  /** Firefox gives back what it was allocated. */
  afterEach(async () => {
    await Promise.all(firefoxes.map((firefox) => firefox.evaluate('window.call.connection.close()')))
    await vi.waitFor(async () => expect(await statsOf(relay)).toMatchObject({ allocations: 0 }), PATIENCE_MS)
  }, PATIENCE_MS)

  afterAll(async () => {
    await Promise.all(firefoxes.map((firefox) => firefox.close()))
    await relay?.end()
  }, PATIENCE_MS)

  async function call(people: readonly [string, string], transport: string) {
    const [caller, callee] = firefoxes as [FirefoxPage, FirefoxPage]
    for (const [index, firefox] of [caller, callee].entries()) {
      const urls = [`turn:${ADDRESS}:${port}?transport=${transport}`]
      const name = people[index] ?? ''
      const iceServers = [{ urls, ...credentialsFor(name, SECRET, 60) }]
      await run(firefox, prepare, { name, iceServers, iceTransportPolicy: 'relay' })
    }
    await run(caller, describeCall, undefined)
    await run(callee, describeCall, await run(caller, withCandidates))
    await run(caller, accept, await run(callee, withCandidates))
    return [caller, callee] as const
  }

  test.each(['udp', 'tcp'])('see, hear and read each other over %s', async (transport) => {
    const before = await statsOf(relay)
    const [caller, callee] = await call(['ann', 'bob'], transport)
    const seen = await Promise.all([run(caller, look), run(callee, look)])
    await expectRelayed(relay, before, seen, transport)
  })

  test('are not connected where they are in different rooms', async () => {
    const before = await statsOf(relay)
    const [caller, callee] = await call(['ann', 'eve'], 'udp')
    await expectRefused(relay, before, PATIENCE_MS)
    expect([await run(caller, isConnected), await run(callee, isConnected)]).toEqual([false, false])
  })
})

/** Candidates go along with the descriptions. */
function takeNoCandidates(): void {
  Object.assign(window, { passOn: async () => {} })
}

/** Runs a function of relayed-call.ts in a Firefox. */
function run<Given, Result>(
  firefox: FirefoxPage,
  inPage: (given: Given) => Result | Promise<Result>,
  given?: Given,
): Promise<Result> {
  return firefox.evaluate(`(${inPage})(${JSON.stringify(given)})`)
}
