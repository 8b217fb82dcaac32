import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blockEnd, FILE_LIMITS, type FileMessage, type Offer, resumeAt } from '../../../../../common/files.js'
import {
  type Receiving,
  type ReceivingEvent,
  receivingOf,
  stepReceiving,
} from '../../../../../renderer/call/files/receiving.js'
import {
  missingOf,
  type Sending,
  type SendingEvent,
  sendingOf,
  stepSending,
} from '../../../../../renderer/call/files/sending.js'

const { block, chunk } = FILE_LIMITS

type Wired = FileMessage | { type: 'data'; at: number; length: number; isRight: boolean }

/** Both sides of one transfer, and a channel that keeps the order, until it is cut with all that is on its way. */
class World {
  sender: Sending
  /** Undefined until it was offered. */
  receiver: Receiving | undefined
  isLinked = false
  toReceiver: Wired[] = []
  toSender: Wired[] = []
  /** What the receiver has on disk; undefined where there is nothing, not even a part. */
  disk: { length: number; hasName: boolean; isRight: boolean } | undefined
  /** Whether what came of the block that is not whole is right. */
  #isRight = true
  /** Blocks that are whole, and wait to be written. */
  #whole: { end: number; isRight: boolean }[] = []
  /** The one that is being written. */
  #writing: { end: number; isRight: boolean } | undefined

  constructor(readonly offer: Offer) {
    this.sender = sendingOf(offer)
  }

  link(): void {
    if (this.isLinked) return
    this.isLinked = true
    this.send({ type: 'linked' })
  }

  /** The sender's page is loaded anew, and keeps what is not over, without the file. */
  reloadSender(): void {
    this.cut()
    if (this.sender.phase !== 'ended') this.sender = missingOf(this.offer)
  }

  /** The receiver's page is loaded anew: what it has on disk stays, and it knows of nothing. */
  reloadReceiver(): void {
    this.cut()
    this.receiver = undefined
    this.#writing = undefined
  }

  /** The receiver's page has looked for what it has on disk. */
  recall(): void {
    if (this.receiver?.phase !== 'recalled') return
    const from = resumeAt(this.disk?.hasName ? 0 : (this.disk?.length ?? 0), this.offer.size)
    this.disk = undefined
    if (from > 0) this.disk = { length: from, hasName: false, isRight: true }
    this.receive(from > 0 ? { type: 'take', from } : { type: 'unknown' })
  }

  cut(): void {
    if (!this.isLinked) return
    this.isLinked = false
    this.toReceiver = []
    this.toSender = []
    this.#whole = []
    this.#isRight = true
    this.send({ type: 'unlinked' })
    this.receive({ type: 'unlinked' })
  }

  send(event: SendingEvent): void {
    const [state, say] = stepSending(this.sender, event)
    this.sender = state
    if (this.isLinked) this.toReceiver.push(...say)
  }

  receive(event: ReceivingEvent): void {
    if (!this.receiver) return
    const before = this.receiver.phase
    const [state, say] = stepReceiving(this.receiver, event)
    this.receiver = state
    if (this.isLinked) this.toSender.push(...say)
    if (state.phase === 'ended') this.#whole = []
    if (before === 'queued' && state.phase === 'open') this.disk ??= { length: 0, hasName: false, isRight: true }
    if (state.phase === 'ended' && before !== 'ended' && state.ending?.why !== 'saved') this.disk = undefined
  }

  /** Sends the next chunk, and the hash where a block is whole. */
  sendChunk(isRight = true): void {
    const { phase, isFlowing, isPausedHere, isPausedThere, isMissing, sent, verified } = this.sender
    const { id, size } = this.offer
    if (phase !== 'taken' || !isFlowing || isPausedHere || isPausedThere || isMissing) return
    if (sent - verified >= FILE_LIMITS.window || (sent === size && size > 0)) return
    if (size === 0 && this.#hasSaidEmpty) return
    const to = Math.min(sent + chunk, blockEnd(sent, size))
    if (to > sent) this.toReceiver.push({ type: 'data', at: sent, length: to - sent, isRight })
    this.send({ type: 'sent', to })
    if (to === blockEnd(sent, size)) this.toReceiver.push({ type: 'block', id, end: to, hash: '' })
  }

  get #hasSaidEmpty(): boolean {
    const isOnItsWay = this.toReceiver.some(({ type }) => type === 'block') || this.#whole.length > 0
    return isOnItsWay || this.#writing !== undefined || this.receiver?.phase === 'finishing'
  }

  deliverToReceiver(): void {
    const message = this.toReceiver.shift()
    if (!message) return
    if (message.type === 'offer' && !this.receiver) this.receiver = receivingOf(message, 'recalled')
    else if (message.type === 'data') this.#take(message)
    else if (message.type === 'block') this.#becomesWhole(message.end)
    else if (message.type === 'offer') this.#offerAgain(message)
    else if (message.type === 'pause' || message.type === 'end') this.receive(message)
  }

  deliverToSender(): void {
    const message = this.toSender.shift()
    if (message) this.send(message as SendingEvent)
  }

  #take({ at, length, isRight }: Extract<Wired, { type: 'data' }>): void {
    this.receive({ type: 'chunk', at, length })
    if (this.receiver?.phase === 'open') this.#isRight &&= isRight
  }

  #becomesWhole(end: number): void {
    if (this.receiver?.phase === 'open' && this.receiver.isLinked) this.#whole.push({ end, isRight: this.#isRight })
    this.#isRight = true
  }

  /** What is being written comes first. */
  #offerAgain(offer: Offer): void {
    this.write()
    this.receive(offer)
  }

  /** The disk has taken what was being written. */
  write(): void {
    const block = this.#writing
    this.#writing = undefined
    if (!block) return
    if (this.disk && block.isRight) this.disk.length = block.end
    this.receive({ type: 'checked', ...block })
  }

  /** The first block that is whole is written from now on. */
  beginToWrite(): void {
    if (!this.#writing) this.#writing = this.#whole.shift()
  }

  finish(): void {
    if (this.receiver?.phase !== 'finishing' || !this.disk) return
    this.disk.hasName = true
    this.receive({ type: 'finished' })
  }

  /** The link is there for good, nobody holds or waits any more, and all is carried on to the end. */
  settle(): void {
    for (let turn = 0; turn < 2_000; turn++) {
      this.link()
      if (this.sender.isPausedHere) this.send({ type: 'hold', isPaused: false })
      if (this.receiver?.isPausedHere) this.receive({ type: 'hold', isPaused: false })
      this.send({ type: 'found' })
      this.recall()
      if (this.receiver?.phase === 'offered') this.receive({ type: 'take', from: 0 })
      this.receive({ type: 'begin' })
      this.sendChunk()
      this.deliverToReceiver()
      this.beginToWrite()
      this.write()
      this.deliverToSender()
      this.finish()
      const isQuiet = this.toReceiver.length + this.toSender.length === 0
      if (isQuiet && this.sender.phase === 'ended' && this.receiver?.phase === 'ended') return
    }
  }
}

const offerOf = (size: number, isSet = false): Offer => ({
  ...{ type: 'offer', id: 7, name: 'a.bin', size, kind: '' },
  ...(isSet && { set: { files: 3, list: 80 } }),
})

const ACTIONS = {
  link: (world: World) => world.link(),
  cut: (world: World) => world.cut(),
  'send a chunk': (world: World) => world.sendChunk(),
  'deliver to the receiver': (world: World) => world.deliverToReceiver(),
  'deliver to the sender': (world: World) => world.deliverToSender(),
  recall: (world: World) => world.recall(),
  take: (world: World) => world.receiver?.phase === 'offered' && world.receive({ type: 'take', from: 0 }),
  begin: (world: World) => world.receive({ type: 'begin' }),
  'begin to write': (world: World) => world.beginToWrite(),
  write: (world: World) => world.write(),
  finish: (world: World) => world.finish(),
  'sender holds': (world: World) => world.send({ type: 'hold', isPaused: true }),
  'sender goes on': (world: World) => world.send({ type: 'hold', isPaused: false }),
  'receiver holds': (world: World) => world.receive({ type: 'hold', isPaused: true }),
  'receiver goes on': (world: World) => world.receive({ type: 'hold', isPaused: false }),
  'sender is loaded anew': (world: World) => world.reloadSender(),
  'sender finds the file': (world: World) => world.send({ type: 'found' }),
  'receiver is loaded anew': (world: World) => world.reloadReceiver(),
}

const ENDS = {
  'sender cancels': (world: World) => world.send({ type: 'stop', why: 'cancelled' }),
  'receiver cancels': (world: World) => world.receive({ type: 'stop', why: 'cancelled' }),
  'the source is gone': (world: World) => world.send({ type: 'stop', why: 'not-read' }),
  'the disk is full': (world: World) => world.receive({ type: 'stop', why: 'disk-full' }),
  'a chunk is spoilt': (world: World) => world.sendChunk(false),
}

const FREQUENT = Array<(keyof typeof ACTIONS)[]>(4).fill([
  'send a chunk',
  'send a chunk',
  'deliver to the receiver',
  'deliver to the receiver',
  'deliver to the sender',
  'begin to write',
  'write',
  'recall',
  'take',
  'sender finds the file',
  'begin',
  'link',
])
const action = fc.constantFrom(...FREQUENT.flat(), ...(Object.keys(ACTIONS) as (keyof typeof ACTIONS)[]))
const sizes = fc.constantFrom(0, 1, chunk, chunk + 1, block, block + 5, 3 * block + chunk + 1)

describe('whatever happens', () => {
  test('the file is whole at the end where nobody ends the transfer', () => {
    fc.assert(
      fc.property(sizes, fc.boolean(), fc.array(action, { maxLength: 200 }), (size, isSet, actions) => {
        const world = new World(offerOf(size, isSet))
        for (const name of actions) ACTIONS[name](world)
        world.settle()
        expect(world.sender.ending?.why).toBe('saved')
        expect(world.receiver?.ending?.why).toBe('saved')
        expect(world.disk).toEqual({ length: size, hasName: true, isRight: true })
      }),
      { numRuns: 300 },
    )
  })

  test('the file is whole for both, or there is nothing left of it', () => {
    const any = fc.oneof(
      { weight: 12, arbitrary: action },
      { weight: 1, arbitrary: fc.constantFrom(...(Object.keys(ENDS) as (keyof typeof ENDS)[])) },
    )
    let [whole, clean] = [0, 0]
    fc.assert(
      fc.property(sizes, fc.boolean(), fc.array(any, { minLength: 1, maxLength: 200 }), (size, isSet, actions) => {
        const world = new World(offerOf(size, isSet))
        for (const name of actions) ({ ...ACTIONS, ...ENDS })[name](world)
        world.settle()
        const { sender, receiver, disk } = world
        expect(sender.phase).toBe('ended')
        if (sender.ending?.why === 'saved') {
          whole++
          expect(receiver?.ending?.why).toBe('saved')
          expect(disk).toEqual({ length: size, hasName: true, isRight: true })
        } else {
          clean++
          // Where both end it at once, each has a reason of its own.
          if (receiver) expect([receiver.phase, receiver.ending?.why]).not.toEqual(['ended', 'saved'])
          // A page that was loaded anew has heard of nothing; what it has is kept for a while.
          if (receiver) expect(disk).toBeUndefined()
          else expect(disk?.hasName).not.toBe(true)
        }
      }),
      { numRuns: 500 },
    )
    expect(whole).toBeGreaterThan(10)
    expect(clean).toBeGreaterThan(10)
  })

  test('no message of a stranger makes either side throw, or have more than was offered', () => {
    const place = fc.constantFrom(-1, 0, 1, chunk, block, 2 * block, 3 * block)
    const told = fc.oneof(
      fc.record({ type: fc.constantFrom('accept' as const), id: fc.constant(7), from: place }),
      fc.record({ type: fc.constantFrom('verified' as const), id: fc.constant(7), to: place }),
      fc.record({ type: fc.constantFrom('sent' as const), to: fc.constantFrom(0, block, 2 * block) }),
      fc.record({ type: fc.constantFrom('saved' as const), id: fc.constant(7) }),
      fc.record({ type: fc.constantFrom('linked' as const, 'unlinked' as const) }),
    )
    fc.assert(
      fc.property(fc.array(told), (events) => {
        let state = sendingOf(offerOf(2 * block))
        for (const event of events) [state] = stepSending(state, event)
        expect(state.verified).toBeLessThanOrEqual(2 * block)
        expect(state.verified).toBeGreaterThanOrEqual(0)
      }),
    )
    const came = fc.oneof(
      fc.record({ type: fc.constantFrom('chunk' as const), at: place, length: fc.constantFrom(1, chunk, block) }),
      fc.record({ type: fc.constantFrom('checked' as const), end: place, isRight: fc.boolean() }),
      fc.record({ type: fc.constantFrom('begin' as const, 'unlinked' as const, 'finished' as const) }),
      fc.record({ type: fc.constant('take' as const), from: fc.constantFrom(0, block) }),
      fc.constant(offerOf(2 * block)),
    )
    fc.assert(
      fc.property(fc.array(came), (events) => {
        let state = receivingOf(offerOf(2 * block))
        for (const event of events) [state] = stepReceiving(state, event)
        expect(state.received).toBeLessThanOrEqual(2 * block)
        if (state.ending?.why === 'saved') expect(state.verified).toBe(2 * block)
      }),
    )
  })
})

describe('a transfer', () => {
  /** Asked for and accepted, so that the sender may begin. */
  function begun(size: number): World {
    const world = new World(offerOf(size))
    world.link()
    world.deliverToReceiver()
    world.recall()
    world.receive({ type: 'take', from: 0 })
    world.receive({ type: 'begin' })
    world.deliverToSender()
    return world
  }

  test('goes on at the last verified block on a new channel', () => {
    const world = begun(3 * block)
    for (let sent = 0; sent < 1.5 * block; sent += chunk) world.sendChunk()
    while (world.toReceiver.length > 0) world.deliverToReceiver()
    world.beginToWrite()
    world.cut()
    world.link()
    world.deliverToReceiver()
    expect(world.toSender).toEqual([{ type: 'accept', id: 7, from: block }])
    world.settle()
    expect(world.disk).toEqual({ length: 3 * block, hasName: true, isRight: true })
  })

  /** Being written, with all chunks up to there. */
  function receivedUpTo(end: number, size = end): Receiving {
    let state = receivingOf(offerOf(size))
    for (const event of [{ type: 'take', from: 0 }, { type: 'begin' }] as const) [state] = stepReceiving(state, event)
    for (let at = 0; at < end; at += chunk) [state] = stepReceiving(state, { type: 'chunk', at, length: chunk })
    return state
  }

  /** Three blocks and a half are sent, of which the receiver has written two. */
  function halfThere(): World {
    const world = begun(5 * block)
    for (let sent = 0; sent < 3.5 * block; sent += chunk) world.sendChunk()
    while (world.toReceiver.length > 0) world.deliverToReceiver()
    for (let written = 0; written < 2; written++) {
      world.beginToWrite()
      world.write()
    }
    while (world.toSender.length > 0) world.deliverToSender()
    return world
  }

  test('goes on without asking where the page that receives was loaded anew', () => {
    const world = halfThere()
    world.reloadReceiver()
    world.link()
    world.deliverToReceiver()
    world.recall()
    world.receive({ type: 'begin' })
    expect(world.toSender).toEqual([{ type: 'accept', id: 7, from: 2 * block }])
    world.settle()
    expect(world.disk).toEqual({ length: 5 * block, hasName: true, isRight: true })
  })

  test('waits for its file where the page that sends was loaded anew, and goes on with it', () => {
    const world = halfThere()
    world.reloadSender()
    world.link()
    world.deliverToReceiver()
    expect(world.toSender).toEqual([{ type: 'accept', id: 7, from: 2 * block }])
    world.deliverToSender()
    expect(world.toReceiver).toEqual([{ type: 'pause', id: 7, isPaused: true }])
    world.deliverToReceiver()
    expect(world.receiver?.isPausedThere).toBe(true)
    world.send({ type: 'found' })
    expect(world.toReceiver).toEqual([{ type: 'pause', id: 7, isPaused: false }])
    world.settle()
    expect(world.disk).toEqual({ length: 5 * block, hasName: true, isRight: true })
  })

  test('may be the window ahead of what is written, and no more', () => {
    const { window } = FILE_LIMITS
    const state = receivedUpTo(window, 2 * window)
    expect(state).toMatchObject({ phase: 'open', received: window, verified: 0 })
    const next: ReceivingEvent = { type: 'chunk', at: window, length: 1 }
    expect(stepReceiving(state, next)[0].ending).toEqual({ why: 'broken', by: 'here' })
    const [later] = stepReceiving(state, { type: 'checked', end: block, isRight: true })
    expect(stepReceiving(later, next)[0]).toMatchObject({ phase: 'open', received: window + 1 })
  })

  test('is checked block after block, each once', () => {
    const state = receivedUpTo(2 * block, 3 * block)
    const [first] = stepReceiving(state, { type: 'checked', end: block, isRight: true })
    expect(first).toMatchObject({ phase: 'open', received: 2 * block, verified: block })
    for (const end of [block, 3 * block])
      expect(stepReceiving(first, { type: 'checked', end, isRight: true })[0].ending?.why).toBe('broken')
    expect(stepReceiving(state, { type: 'checked', end: 2 * block, isRight: true })[0].ending?.why).toBe('broken')
  })

  test('has no chunk that lies in two blocks', () => {
    const state = receivedUpTo(block - chunk, 2 * block)
    const [over] = stepReceiving(state, { type: 'chunk', at: block - chunk, length: chunk + 1 })
    expect(over.ending).toEqual({ why: 'broken', by: 'here' })
  })

  test('that was declined is over for both, also where the answer got lost', () => {
    const world = new World(offerOf(1))
    world.link()
    world.deliverToReceiver()
    world.receive({ type: 'stop', why: 'declined' })
    world.cut()
    world.settle()
    expect(world.sender.ending).toEqual({ why: 'declined', by: 'there' })
    expect(world.receiver?.ending).toEqual({ why: 'declined', by: 'here' })
  })

  test('of which the hashes differ leaves nothing behind', () => {
    const world = begun(block)
    world.sendChunk(false)
    world.settle()
    expect(world.sender.ending).toEqual({ why: 'damaged', by: 'there' })
    expect(world.disk).toBeUndefined()
  })

  test('that someone cancelled once all was there is saved for both', () => {
    const world = begun(1)
    world.sendChunk()
    world.deliverToReceiver()
    world.deliverToReceiver()
    world.beginToWrite()
    world.write()
    world.send({ type: 'stop', why: 'cancelled' })
    world.settle()
    expect(world.sender.ending?.why).toBe('saved')
    expect(world.receiver?.ending?.why).toBe('saved')
  })

  test('ends where the other side asks for what was never sent', () => {
    let [state] = stepSending(sendingOf(offerOf(3 * block)), { type: 'linked' })
    ;[state] = stepSending(state, { type: 'accept', id: 7, from: block })
    expect(state.ending).toEqual({ why: 'broken', by: 'here' })
  })

  test('with someone who is gone for good ends, and says so to nobody', () => {
    expect(stepSending(sendingOf(offerOf(1)), { type: 'gone', why: 'left' })).toEqual([
      expect.objectContaining({ phase: 'ended', ending: { why: 'left', by: 'there' } }),
      [],
    ])
  })
})
