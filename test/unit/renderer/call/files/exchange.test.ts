import { createHash } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { FILE_LIMITS } from '../../../../../common/files.js'
import type { IncomingFile, KeptPart, Sink } from '../../../../../renderer/call/files/incoming-file.js'
import type { OutgoingFile } from '../../../../../renderer/call/files/outgoing-file.js'
import { FileReceiver } from '../../../../../renderer/call/files/receiver.js'
import { FileSender } from '../../../../../renderer/call/files/sender.js'
import { FakeFileChannel } from '../../../../helpers/fake-file-channels.js'

const { block, chunk, window } = FILE_LIMITS

/** Bytes that no two blocks have alike. */
function bytesOf(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length; at++) bytes[at] = (at * 31 + (at >> 12)) & 0xff
  return bytes
}

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

class FakeSink implements Sink {
  readonly parts: Uint8Array[] = []
  state: 'open' | 'finished' | 'discarded' = 'open'

  async write(bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
    this.parts.push(bytes.slice())
    return bytes.buffer
  }

  async finish() {
    this.state = 'finished' as const
    return { name: 'saved.bin' }
  }

  async discard(): Promise<void> {
    this.state = 'discarded'
  }

  get hash(): string {
    return hashOf(Buffer.concat(this.parts))
  }

  get length(): number {
    return this.parts.reduce((sum, { length }) => sum + length, 0)
  }
}

/** A disk that takes so many blocks, and the others once it may go on. */
function slowSink(blocks: number) {
  const sink = new FakeSink()
  let goOn = () => {}
  const going = new Promise<void>((resolve) => {
    goOn = resolve
  })
  let asked = 0
  sink.write = async (bytes) => {
    if (asked++ >= blocks) await going
    sink.parts.push(bytes.slice())
    return bytes.buffer
  }
  return { sink, goOn, isHeldBack: () => asked > blocks }
}

/** A sender and a receiver, who may have a part of a file since a page before, and the link between them. */
function start(part?: KeptPart) {
  const sender = new FileSender()
  const receiver = new FileReceiver(part && (async () => part))
  const channels: FakeFileChannel[] = []
  /** Whether the sender's ends hold back, and how many messages the receiver's lose. */
  const make = { holdsBack: false, loses: 0 }
  const link = {
    open: () => {
      const [near, far] = FakeFileChannel.pair()
      near.holdsBack = make.holdsBack
      far.losesNext = make.loses
      channels.push(near)
      queueMicrotask(() => {
        receiver.use(far.asChannel)
        near.open()
      })
      return near.asChannel
    },
    roundTripMs: async () => undefined,
  }
  sender.use(link)
  const latest = () => channels.at(-1) as FakeFileChannel
  return { sender, receiver, link, make, channels, latest }
}

/** What a page before has written of a file, and the disk that goes on with it. */
function keptPart(bytes: Uint8Array<ArrayBuffer>) {
  const sink = new FakeSink()
  const part: KeptPart = {
    length: bytes.length,
    read: async (from, to) => bytes.slice(from, to),
    open: async (from) => {
      sink.parts.push(bytes.slice(0, from))
      return sink
    },
  }
  return { part, sink }
}

/** Looks at every turn, so that nothing that passes is missed; other threads hash meanwhile, and a busy machine lets them wait. */
async function until(isSo: () => boolean): Promise<void> {
  for (const start = performance.now(); !isSo(); await turn()) {
    if (performance.now() - start > 60_000) throw new Error('That did not come.')
  }
}

const fileOf = (bytes: Uint8Array<ArrayBuffer>, name = 'a.bin') => new File([bytes], name, { type: 'text/plain' })

async function offered({ sender, receiver }: ReturnType<typeof start>, file: File) {
  const before = receiver.files.value.length
  const outgoing = sender.offer(file)
  await until(() => receiver.files.value.length > before)
  return [outgoing, receiver.files.value.at(-1) as IncomingFile] as const
}

/** Has both sides go on with what was sent, by pages before. */
async function goneOn({ sender, receiver }: ReturnType<typeof start>, file: File) {
  const outgoing = sender.offerMissing({ type: 'offer', id: 7, name: file.name, size: file.size, kind: '' })
  outgoing.found(file)
  await until(() => receiver.files.value.length > 0)
  return [outgoing, receiver.files.value[0] as IncomingFile] as const
}

function accept(incoming: IncomingFile, sink = new FakeSink()): FakeSink {
  incoming.accept(async () => sink)
  return sink
}

const isOver = (...files: (OutgoingFile | IncomingFile)[]) => files.every((file) => file.isOver)
const endings = (...files: (OutgoingFile | IncomingFile)[]) => files.map(({ state }) => state.value.ending)

const SAVED = [
  { why: 'saved', by: 'there' },
  { why: 'saved', by: 'here' },
]

describe('a file', () => {
  test.each([0, 1, chunk, block, block + 1, 10 * block + 5])('of %i bytes arrives as it was sent', async (length) => {
    const bytes = bytesOf(length)
    const world = start()
    const [outgoing, incoming] = await offered(world, fileOf(bytes, 'ä.txt'))
    expect(incoming.offer).toMatchObject({ name: 'ä.txt', size: length, kind: 'text/plain' })
    const sink = accept(incoming)
    await until(() => isOver(outgoing, incoming))
    expect(endings(outgoing, incoming)).toEqual(SAVED)
    expect([sink.state, sink.length, sink.hash]).toEqual(['finished', length, hashOf(bytes)])
    expect(incoming.saved.value).toEqual({ name: 'saved.bin' })
  })

  test('arrives where the page has no crypto.subtle', async () => {
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })
    const bytes = bytesOf(block + 3)
    const world = start()
    const [outgoing, incoming] = await offered(world, fileOf(bytes))
    const sink = accept(incoming)
    await until(() => isOver(outgoing, incoming))
    vi.unstubAllGlobals()
    expect(sink.hash).toBe(hashOf(bytes))
  })

  test('of which nothing is wanted is not read', async () => {
    const world = start()
    const file = fileOf(bytesOf(block))
    const slice = vi.spyOn(file, 'slice')
    const [outgoing, incoming] = await offered(world, file)
    incoming.decline()
    await until(() => isOver(outgoing, incoming))
    expect(endings(outgoing, incoming)).toEqual([
      { why: 'declined', by: 'there' },
      { why: 'declined', by: 'here' },
    ])
    expect(slice).not.toHaveBeenCalled()
    expect(world.latest().carried).toBe(0)
  })

  test('that its sender takes back can no longer be accepted', async () => {
    const world = start()
    const [outgoing, incoming] = await offered(world, fileOf(bytesOf(1)))
    outgoing.cancel()
    await until(() => isOver(incoming))
    const sink = accept(incoming)
    expect(endings(incoming)).toEqual([{ why: 'cancelled', by: 'there' }])
    expect(sink.parts).toEqual([])
  })

  test.each(['sender', 'receiver'] as const)('leaves nothing behind where the %s cancels it', async (who) => {
    const world = start()
    world.make.holdsBack = true
    const [outgoing, incoming] = await offered(world, fileOf(bytesOf(20 * block)))
    const sink = accept(incoming)
    await until(() => world.latest().bufferedAmount >= block)
    if (who === 'sender') outgoing.cancel()
    else incoming.cancel()
    await until(() => isOver(outgoing, incoming) && sink.state !== 'open')
    expect(sink.state).toBe('discarded')
    expect(endings(outgoing, incoming).map((ending) => ending?.why)).toEqual(['cancelled', 'cancelled'])
  })

  test('goes on at the last verified block once a lost channel is replaced', async () => {
    const world = start()
    const bytes = bytesOf(12 * block + 7)
    const [outgoing, incoming] = await offered(world, fileOf(bytes))
    const { sink, goOn, isHeldBack } = slowSink(5)
    accept(incoming, sink)
    await until(isHeldBack)
    world.sender.use(undefined)
    goOn()
    await until(() => incoming.now.verified === 6 * block)
    expect(isOver(outgoing, incoming)).toBe(false)
    world.sender.use(world.link)
    await until(() => isOver(outgoing, incoming))
    expect(world.channels).toHaveLength(2)
    expect(sink.hash).toBe(hashOf(bytes))
    const chunks = 6 * (block / chunk) + 1
    expect(world.latest().carried).toBe(6 * block + 7 + 12 * chunks)
  })

  test('comes in on and on while a block of it is being written', async () => {
    const world = start()
    const bytes = bytesOf(5 * block + 9)
    const [outgoing, incoming] = await offered(world, fileOf(bytes))
    const { sink, goOn, isHeldBack } = slowSink(1)
    accept(incoming, sink)
    await until(() => isHeldBack() && incoming.now.received === bytes.length)
    expect(incoming.now.verified).toBe(block)
    goOn()
    await until(() => isOver(outgoing, incoming))
    expect(endings(outgoing, incoming)).toEqual(SAVED)
    expect(sink.hash).toBe(hashOf(bytes))
  })

  test('of which blocks wait for the disk leaves nothing behind where it is cancelled', async () => {
    const world = start()
    const [outgoing, incoming] = await offered(world, fileOf(bytesOf(5 * block)))
    const { sink, goOn, isHeldBack } = slowSink(1)
    accept(incoming, sink)
    await until(() => isHeldBack() && incoming.now.received === 5 * block)
    incoming.cancel()
    goOn()
    await until(() => isOver(outgoing, incoming) && sink.state !== 'open')
    expect([sink.state, sink.length]).toEqual(['discarded', 2 * block])
  })

  test('that one side pauses waits for it, also over another channel', async () => {
    const world = start()
    const [outgoing, incoming] = await offered(world, fileOf(bytesOf(12 * block)))
    accept(incoming)
    await until(() => incoming.now.verified >= 2 * block)
    incoming.pause(true)
    await settled(() => incoming.now.received)
    expect(outgoing.state.value.isPausedThere).toBe(true)
    world.sender.use(undefined)
    world.sender.use(world.link)
    await settled(() => incoming.now.received)
    expect(isOver(outgoing, incoming)).toBe(false)
    incoming.pause(false)
    await until(() => isOver(outgoing, incoming))
    expect(endings(outgoing, incoming)).toEqual(SAVED)
  })

  test('of which the disk has no room for ends on both sides', async () => {
    const world = start()
    const [outgoing, incoming] = await offered(world, fileOf(bytesOf(2 * block)))
    const sink = new FakeSink()
    sink.write = async () => {
      throw new DOMException('Full.', 'QuotaExceededError')
    }
    accept(incoming, sink)
    await until(() => isOver(outgoing, incoming) && sink.state !== 'open')
    expect(sink.state).toBe('discarded')
    expect(endings(outgoing)).toEqual([{ why: 'disk-full', by: 'there' }])
  })

  test.each(['write', 'finish'] as const)(
    'that may no longer be written when it is to %s leaves nothing',
    async (step) => {
      const world = start()
      const [outgoing, incoming] = await offered(world, fileOf(bytesOf(3 * block)))
      const sink = new FakeSink()
      const write = sink.write.bind(sink)
      const refuse = async () => Promise.reject(new DOMException('Withdrawn.', 'NotAllowedError'))
      if (step === 'finish') sink.finish = refuse
      else sink.write = (bytes) => (sink.length > 0 ? refuse() : write(bytes))
      accept(incoming, sink)
      await until(() => isOver(outgoing, incoming) && sink.state !== 'open')
      expect(sink.state).toBe('discarded')
      expect(endings(outgoing, incoming)).toEqual([
        { why: 'not-written', by: 'there' },
        { why: 'not-written', by: 'here' },
      ])
    },
  )

  /** Sends the file, which ends on both sides since it could not be read, and of which nothing is kept. */
  async function expectNotRead(world: ReturnType<typeof start>, file: File): Promise<void> {
    const [outgoing, incoming] = await offered(world, file)
    const sink = accept(incoming)
    await until(() => isOver(outgoing, incoming) && sink.state !== 'open')
    expect(endings(outgoing, incoming)).toEqual([
      { why: 'not-read', by: 'here' },
      { why: 'not-read', by: 'there' },
    ])
    expect(sink.state).toBe('discarded')
  }

  test('that cannot be read any more ends on both sides', async () => {
    const world = start()
    const file = fileOf(bytesOf(3 * block))
    const slice = file.slice.bind(file)
    file.slice = (from) => slice(from, 2 * block)
    await expectNotRead(world, file)
  })

  test('that is changed while its stream is read ends on both sides, and is not kept', async () => {
    const world = start()
    const file = fileOf(bytesOf(3 * block))
    const slice = file.slice.bind(file)
    file.slice = (from, to) => {
      if (to === undefined) return slice(from)
      throw new DOMException('Changed.', 'NotReadableError')
    }
    await expectNotRead(world, file)
  })

  test('that was changed on its way is not kept', async () => {
    const world = start()
    const [outgoing, incoming] = await offered(world, fileOf(bytesOf(block)))
    const channel = world.latest()
    const send = channel.send.bind(channel)
    channel.send = (data) => {
      if (typeof data !== 'string') data.fill(1, 20, 21)
      send(data)
    }
    const sink = accept(incoming)
    await until(() => isOver(outgoing, incoming) && sink.state !== 'open')
    expect(endings(outgoing)).toEqual([{ why: 'damaged', by: 'there' }])
    expect([sink.state, sink.length]).toEqual(['discarded', 0])
  })
})

describe('a part of a file that a page before has', () => {
  test('is gone on with at the end of its last block, and nobody is asked', async () => {
    const bytes = bytesOf(5 * block + 7)
    const { part, sink } = keptPart(bytes.slice(0, 3 * block + 100))
    const world = start(part)
    const [outgoing, incoming] = await goneOn(world, fileOf(bytes))
    await until(() => isOver(outgoing, incoming))
    expect(endings(outgoing, incoming)).toEqual(SAVED)
    expect([sink.state, sink.hash]).toEqual(['finished', hashOf(bytes)])
    expect(world.latest().carried).toBe(2 * block + 7 + 12 * (2 * (block / chunk) + 1))
  })

  test('that is whole has its last block sent, which shows that all is right', async () => {
    const bytes = bytesOf(3 * block)
    const { part, sink } = keptPart(bytes)
    const world = start(part)
    const [outgoing, incoming] = await goneOn(world, fileOf(bytes))
    await until(() => isOver(outgoing, incoming))
    expect([sink.state, sink.hash]).toEqual(['finished', hashOf(bytes)])
    expect(world.latest().carried).toBe(block + 12 * (block / chunk))
  })

  test('that is not what is sent is found out at the next block, and goes', async () => {
    const bytes = bytesOf(5 * block)
    const { part, sink } = keptPart(new Uint8Array(2 * block))
    const world = start(part)
    const [outgoing, incoming] = await goneOn(world, fileOf(bytes))
    await until(() => isOver(outgoing, incoming) && sink.state !== 'open')
    expect(endings(outgoing)).toEqual([{ why: 'damaged', by: 'there' }])
    expect([sink.state, sink.length]).toEqual(['discarded', 2 * block])
  })

  test('of less than a block is none: the person is asked', async () => {
    const { part } = keptPart(new Uint8Array(100))
    const world = start(part)
    const [, incoming] = await offered(world, fileOf(bytesOf(2 * block)))
    await until(() => incoming.now.phase === 'offered')
  })
})

test('a file that a page before has sent waits until it is found, and goes on where the other side is', async () => {
  const bytes = bytesOf(4 * block + 5)
  const { part, sink } = keptPart(bytes.slice(0, 2 * block))
  const world = start(part)
  const offer = { type: 'offer', id: 7, name: 'a.bin', size: bytes.length, kind: '' } as const
  const outgoing = world.sender.offerMissing(offer)
  await until(() => world.receiver.files.value[0]?.now.isPausedThere === true)
  expect(await settled(() => world.latest().carried)).toBe(0)
  outgoing.found(fileOf(bytes))
  await until(() => outgoing.isOver)
  expect([endings(outgoing), sink.hash]).toEqual([[SAVED[0]], hashOf(bytes)])
})

describe('several files', () => {
  test('go three at a time, and the others after them', async () => {
    const world = start()
    const bytes = bytesOf(2 * block)
    const pairs: (readonly [OutgoingFile, IncomingFile])[] = []
    for (const name of ['1', '2', '3', '4', '5']) pairs.push(await offered(world, fileOf(bytes, name)))
    for (const [outgoing] of pairs) outgoing.pause(true)
    const sinks = pairs.map(([, incoming]) => accept(incoming))
    await until(() => pairs.filter(([, { now }]) => now.phase === 'open').length === 3)
    await settled(() => pairs.filter(([, { now }]) => now.phase === 'open').length)
    expect(pairs.map(([, { now }]) => now.phase)).toEqual(['open', 'open', 'open', 'queued', 'queued'])
    for (const [outgoing] of pairs) outgoing.pause(false)
    await until(() => isOver(...pairs.flat()))
    for (const sink of sinks) expect(sink.hash).toBe(hashOf(bytes))
  })

  test('whose turn never comes leave nothing where they were to go', async () => {
    const world = start()
    const pairs: (readonly [OutgoingFile, IncomingFile])[] = []
    for (const name of ['1', '2', '3', '4']) pairs.push(await offered(world, fileOf(bytesOf(2 * block), name)))
    for (const [outgoing] of pairs) outgoing.pause(true)
    const sinks = pairs.map(([, incoming]) => accept(incoming))
    await until(() => pairs.filter(([, { now }]) => now.phase === 'open').length === 3)
    pairs[3]?.[1].cancel()
    await until(() => sinks[3]?.state === 'discarded')
    expect(sinks.slice(0, 3).map(({ state }) => state)).toEqual(['open', 'open', 'open'])
  })

  test('that nobody has answered are at most 64', async () => {
    const world = start()
    const sent = Array.from({ length: FILE_LIMITS.offers + 1 }, () => world.sender.offer(fileOf(bytesOf(1))))
    await until(() => sent.some((file) => isOver(file)))
    expect(world.receiver.files.value).toHaveLength(FILE_LIMITS.offers)
    expect(endings(sent.at(-1) as OutgoingFile)).toEqual([{ why: 'too-many', by: 'there' }])
  })
})

describe('the sender', () => {
  test('puts no more into the channel than the browser has room for', async () => {
    const world = start()
    world.make.holdsBack = true
    const [, incoming] = await offered(world, fileOf(bytesOf(4 * block)))
    accept(incoming)
    await until(() => world.latest().bufferedAmount >= block)
    const held = await settled(() => world.latest().bufferedAmount)
    expect(held).toBeLessThan(block + 2 * chunk)
    world.latest().flush()
    await until(() => world.latest().carried > held)
  })

  test('gets no further ahead of the disk than the window', async () => {
    const world = start()
    const [outgoing, incoming] = await offered(world, fileOf(bytesOf(3 * window)))
    const { sink, goOn } = slowSink(0)
    accept(incoming, sink)
    const ahead = window + 12 * (window / chunk)
    await until(() => world.latest().carried >= ahead)
    expect(await settled(() => world.latest().carried)).toBe(ahead)
    goOn()
    await until(() => isOver(outgoing, incoming))
    expect(sink.length).toBe(3 * window)
  })

  test('opens no channel before there is something to send', async () => {
    const { channels } = start()
    await turn()
    expect(channels).toEqual([])
  })

  test('offers also where it hears the other side before it is told that the channel is open', async () => {
    const sender = new FileSender()
    const [near] = FakeFileChannel.pair()
    sender.use({ open: () => near.asChannel, roundTripMs: async () => undefined })
    sender.offer(fileOf(bytesOf(1)))
    near.onmessage?.({ data: JSON.stringify({ type: 'ready' }) })
    near.open()
    expect(near.said).toMatchObject([{ type: 'offer', name: 'a.bin' }])
    sender.end('left')
  })

  test('offers once where it hears the other side between the opening of the channel and the word of it', () => {
    const sender = new FileSender()
    const [near] = FakeFileChannel.pair()
    sender.use({ open: () => near.asChannel, roundTripMs: async () => undefined })
    sender.offer(fileOf(bytesOf(1)))
    near.readyState = 'open'
    near.onmessage?.({ data: JSON.stringify({ type: 'ready' }) })
    near.open()
    expect(near.said).toMatchObject([{ type: 'offer', name: 'a.bin' }])
    sender.end('left')
  })

  test('is heard where the first that the receiver says is lost', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const { sender, receiver, make, channels } = start()
    make.loses = 1
    sender.offer(fileOf(bytesOf(1)))
    await vi.advanceTimersByTimeAsync(3_000)
    expect(receiver.files.value).toHaveLength(1)
    // The same channel does.
    expect(channels).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(channels[0]?.other?.said).toEqual([{ type: 'ready' }, { type: 'ready' }])
  })

  test('tries other channels where one is not heard', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const { sender, receiver, make, channels } = start()
    make.loses = 100
    const outgoing = sender.offer(fileOf(bytesOf(1)))
    await vi.advanceTimersByTimeAsync(1_000)
    make.loses = 0
    await vi.advanceTimersByTimeAsync(5_000)
    expect(channels.map(({ readyState }) => readyState)).toEqual(['closed', 'open'])
    expect(receiver.files.value).toHaveLength(1)
    expect(outgoing.isOver).toBe(false)
  })

  test('tells of a page that takes no files', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const { sender, make, channels } = start()
    make.loses = 100
    const outgoing = sender.offer(fileOf(bytesOf(1)))
    await vi.advanceTimersByTimeAsync(14_000)
    expect(outgoing.isOver).toBe(false)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(endings(outgoing)).toEqual([{ why: 'unheard', by: 'there' }])
    expect(channels.map(({ readyState }) => readyState)).toEqual(['closed', 'closed', 'closed'])
    // The next file is tried as often.
    make.loses = 0
    sender.offer(fileOf(bytesOf(1)))
    await vi.advanceTimersByTimeAsync(1_000)
    expect(channels.at(-1)?.readyState).toBe('open')
  })

  test('ends what it sends to someone who is gone', async () => {
    const world = start()
    const [outgoing] = await offered(world, fileOf(bytesOf(1)))
    world.sender.end('left')
    expect(endings(outgoing)).toEqual([{ why: 'left', by: 'there' }])
  })
})

/** What it is once it no longer changes. */
async function settled<T>(read: () => T): Promise<T> {
  let last = read()
  for (let same = 0; same < 60; ) {
    await turn()
    const now = read()
    same = now === last ? same + 1 : 0
    last = now
  }
  return last
}
