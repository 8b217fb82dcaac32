import { setImmediate as settled } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { Call } from '../../../../../renderer/call/call.js'
import { Exchange } from '../../../../../renderer/call/files/exchange.js'
import { FakeNetwork } from '../../../../helpers/fake-connection.js'
import { fakeOutgoing } from '../../../../helpers/fake-outgoing.js'
import { FakeHost } from '../../../../helpers/fake-signaling.js'
// Fetched during a call, and so that a test need not wait for it.
import '../../../../../renderer/call/signal-ways.js'

/** A person's page in a room, with the files of the call. */
async function enter(host: FakeHost, name: string) {
  const page = host.page(name)
  const call = new Call(page.signaling, fakeOutgoing().outgoing)
  const exchange = new Exchange()
  const unwatch = call.peers.subscribe((peers) => exchange.update(peers))
  onTestFinished(() => {
    unwatch()
    call.leave()
  })
  await call.enter((signaling, onJoined) => signaling.join('standup', onJoined))
  await settled()
  return { call, page, exchange }
}

test('a file that waits for someone leaves it to them to connect when they are back', async () => {
  const network = FakeNetwork.install()
  const host = new FakeHost()
  const ann = await enter(host, 'Ann')
  const bob = await enter(host, 'Bob')
  ann.exchange.parties.value[0]?.sender.offer(new File(['some text'], 'a.txt'))
  await settled()
  const [party] = ann.exchange.parties.value
  expect(party?.isReached.value).toBe(true)
  bob.call.closePage()
  await settled()
  expect(party?.isReached.value).toBe(false)
  const back = await enter(host, 'Bob')
  expect(party?.isReached.value).toBe(true)
  // Two first offers would cross, and hers would be of nothing but a channel.
  expect(ann.page.sent).toEqual(['answer', 'answer'])
  for (const { call } of [ann, back]) expect(call.peers.value.map(({ state }) => state.value)).toEqual(['connected'])
  expect(network.latest.channels.map(({ label }) => label)).toEqual(['control', 'files'])
  expect(back.exchange.parties.value[0]?.receiver.files.value.map(({ offer }) => offer.name)).toEqual(['a.txt'])
})
