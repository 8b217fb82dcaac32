import { expect, test, vi } from 'vitest'
import { Negotiation } from '../../../../renderer/call/negotiation.js'
import { FakeNetwork } from '../../../helpers/fake-connection.js'

vi.mock('../../../../renderer/call/stereo.js', () => {
  throw new Error('The host is away.')
})

test('music goes in mono where what describes it in stereo cannot be fetched, and nothing waits for that', async () => {
  FakeNetwork.install()
  const sent: unknown[] = []
  const report = vi.fn()
  const negotiation = new Negotiation(new RTCPeerConnection(), {
    ...{ polite: false, offers: true, hasMusic: () => true, prepareAnswer: () => {}, described: () => {}, report },
    send: ({ description }) => description && sent.push(description.type),
  })
  await negotiation.offer()
  expect(sent).toEqual(['offer'])
  await negotiation.offer()
  expect(sent).toEqual(['offer', 'offer'])
  expect(report).toHaveBeenCalledWith('Music goes in mono', expect.any(Error))
})
