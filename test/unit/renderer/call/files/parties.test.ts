import { signal } from '@preact/signals-core'
import { expect, onTestFinished, test, vi } from 'vitest'
import { Exchange } from '../../../../../renderer/call/files/exchange.js'
import type { LinkState } from '../../../../../renderer/call/peer-link.js'
import type { RemotePeer } from '../../../../../renderer/call/remote-peers.js'
import { FakeFileChannel } from '../../../../helpers/fake-file-channels.js'

/** Two pages in one call, each as the other has it, until one of them is lost or goes. */
function start() {
  const [ann, bob] = [new Exchange(), new Exchange()]
  /** Links them anew. */
  const meet = () => {
    const [toBob, toAnn] = [peerOf('bob'), peerOf('ann')]
    toBob.other = toAnn
    toAnn.other = toBob
    ann.update([toBob.peer])
    bob.update([toAnn.peer])
    return { toBob, toAnn }
  }
  return { ann, bob, meet }
}

function peerOf(id: string) {
  const channels = signal<readonly RTCDataChannel[]>([])
  const state = signal<LinkState>('connected')
  const mayReturn = signal(false)
  const end = { channels, state, mayReturn, other: undefined as { channels: typeof channels } | undefined }
  const openChannel = () => {
    const [near, far] = FakeFileChannel.pair()
    queueMicrotask(() => {
      if (end.other) end.other.channels.value = [...end.other.channels.value, labelled(far)]
      near.open()
    })
    return labelled(near)
  }
  const link = { channels, openChannel }
  const peer = { id, name: signal(id), state, mayReturn, link, report: async () => undefined }
  return Object.assign(end, { peer: peer as unknown as RemotePeer })
}

const labelled = (channel: FakeFileChannel) => Object.assign(channel, { label: 'files' }).asChannel

/** A busy machine may take its time. */
const WAIT = { timeout: 60_000 }

const FILE = new File([new Uint8Array(10)], 'a.bin')

test('a file that was offered is offered again by the next link, with the same place in the list', async () => {
  const { ann, bob, meet } = start()
  const { toBob, toAnn } = meet()
  const outgoing = ann.parties.value[0]?.sender.offer(FILE)
  await vi.waitFor(() => expect(bob.parties.value[0]?.receiver.files.value).toHaveLength(1), WAIT)
  toBob.state.value = toAnn.state.value = 'unreachable'
  ann.update([])
  bob.update([])
  expect(outgoing?.state.value.phase).toBe('offered')
  meet()
  bob.parties.value[0]?.receiver.files.value[0]?.decline()
  await vi.waitFor(() => expect(outgoing?.state.value.ending?.why).toBe('declined'), WAIT)
  expect(ann.parties.value).toHaveLength(1)
  expect(bob.parties.value[0]?.receiver.files.value).toHaveLength(1)
})

test('files go both ways at once', async () => {
  const { ann, bob, meet } = start()
  meet()
  ann.parties.value[0]?.sender.offer(FILE)
  bob.parties.value[0]?.sender.offer(FILE)
  for (const page of [ann, bob]) {
    await vi.waitFor(() => expect(page.parties.value[0]?.receiver.files.value).toHaveLength(1), WAIT)
  }
})

test('who hangs up ends at once what is on its way, and who is lost after two minutes', async () => {
  vi.useFakeTimers()
  const { ann, meet } = start()
  const first = meet()
  const sent = ann.parties.value[0]?.sender.offer(FILE)
  ann.update([])
  expect(sent?.state.value.ending?.why).toBe('left')

  first.toBob.state.value = 'connected'
  const second = meet()
  const later = ann.parties.value[0]?.sender.offer(FILE)
  second.toBob.mayReturn.value = true
  ann.update([])
  await vi.advanceTimersByTimeAsync(119_000)
  expect(later?.state.value.phase).toBe('offered')
  await vi.advanceTimersByTimeAsync(2_000)
  expect(later?.state.value.ending?.why).toBe('left')
  vi.useRealTimers()
})

test('what someone who is back does not offer again is over, and what they do is not', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const { ann, bob, meet } = start()
  const before = meet()
  const kept = ann.parties.value[0]?.sender.offer(FILE)
  const cancelled = ann.parties.value[0]?.sender.offer(FILE)
  await vi.advanceTimersByTimeAsync(0)
  const got = bob.parties.value[0]?.receiver.files.value ?? []
  expect(got).toHaveLength(2)
  before.toBob.mayReturn.value = before.toAnn.mayReturn.value = true
  ann.update([])
  bob.update([])
  cancelled?.cancel()
  if (cancelled) ann.parties.value[0]?.sender.forget(cancelled)
  const again = meet()
  again.toAnn.state.value = 'interrupted'
  await vi.advanceTimersByTimeAsync(31_000)
  expect(got.map(({ isOver }) => isOver)).toEqual([false, false])
  again.toAnn.state.value = 'connected'
  await vi.advanceTimersByTimeAsync(31_000)
  expect(got.map(({ state }) => state.value.ending)).toEqual([undefined, { why: 'dropped', by: 'there' }])
  expect(kept?.state.value.phase).toBe('offered')
})

test('a call that is over ends all', () => {
  const { ann, meet } = start()
  meet()
  const sent = ann.parties.value[0]?.sender.offer(FILE)
  ann.end()
  expect(sent?.state.value.ending?.why).toBe('left')
})
