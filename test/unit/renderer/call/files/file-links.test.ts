import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { Emitter } from '../../../../../common/emitter.js'
import type { Offer } from '../../../../../common/files.js'
import type { OutgoingSignal } from '../../../../../common/protocol.js'
import { FileLinks as LinksAtHost } from '../../../../../main/host/file-links.js'
import { CallError, type CallErrorCode } from '../../../../../renderer/call/errors.js'
import { FileLinks } from '../../../../../renderer/call/files/file-links.js'
import type { IncomingFile, Sink } from '../../../../../renderer/call/files/incoming-file.js'
import type { FileOffersEvents } from '../../../../../renderer/call/signaling/file-offers.js'
import { FakeNetwork } from '../../../../helpers/fake-connection.js'

/** The host, as far as files need one. */
class FakeHost {
  readonly links = new LinksAtHost()
  readonly pages = new Map<string, FakeOffers>()
  /** Why it takes no offers. */
  refusal: CallErrorCode | undefined

  deliver<E extends keyof FileOffersEvents>(to: string, event: E, payload: FileOffersEvents[E]): void {
    queueMicrotask(() => this.pages.get(to)?.hear(event, payload))
  }

  /** The page of this person is loaded anew, or closed. */
  lose(id: string): void {
    for (const { other, offer } of this.links.endAll(id)) {
      this.deliver(other, 'endFiles', { from: id, id: offer, gone: true })
    }
  }
}

class FakeOffers extends Emitter<FileOffersEvents> {
  constructor(
    private readonly host: FakeHost,
    private readonly self: string,
  ) {
    super()
    host.pages.set(self, this)
    host.links.setTaking(self, true)
  }

  hear<E extends keyof FileOffersEvents>(event: E, payload: FileOffersEvents[E]): void {
    this.emit(event, payload)
  }

  async offer(to: string, offer: Offer): Promise<void> {
    const code = this.host.refusal ?? this.host.links.ask(this.self, to, offer.id)
    if (code) throw new CallError(code, code)
    this.host.deliver(to, 'offerFile', { from: { id: this.self, name: this.self }, offer })
  }

  async accept(to: string, id: number): Promise<void> {
    if (!this.host.links.accept(this.self, to, id)) throw new CallError('no-such-peer', 'no-such-peer')
    this.host.deliver(to, 'acceptFile', { from: this.self, id })
  }

  end(to: string, id: number): void {
    if (this.host.links.end(this.self, to, id)) this.host.deliver(to, 'endFiles', { from: this.self, id })
  }

  signal({ to, ...signal }: OutgoingSignal): void {
    if (this.host.links.areLinked(this.self, to)) this.host.deliver(to, 'fileSignal', { from: this.self, ...signal })
  }
}

let network: FakeNetwork
let host: FakeHost
let ann: FileLinks
let bob: FileLinks
beforeEach(() => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  network = FakeNetwork.install()
  host = new FakeHost()
  ;[ann, bob] = ['ann', 'bob'].map(
    (id) => new FileLinks({ offers: new FakeOffers(host, id), iceServers: async () => [], note: () => {} }),
  ) as [FileLinks, FileLinks]
  onTestFinished(() => {
    ann.end()
    bob.end()
  })
})

const BOB = { id: 'bob', name: 'Bob' }
const ANN = { id: 'ann', name: 'Ann' }
/** A file of no bytes, so that all that is said of it is text. */
const fileOf = (name: string) => new File([], name)

const sentBy = (links: FileLinks) => links.parties.value.flatMap(({ sender }) => sender.files.value)
const receivedBy = (links: FileLinks) => links.parties.value.flatMap(({ receiver }) => receiver.files.value)
const outgoing = (at = 0) => sentBy(ann)[at]
const incoming = (at = 0) => receivedBy(bob)[at] as IncomingFile
const endOf = (file: { state: { value: { ending?: { why: string } } } } | undefined) => file?.state.value.ending?.why

const SINK: Sink = { write: async (bytes) => bytes.buffer, finish: async () => ({}), discard: async () => {} }
const accept = (file: IncomingFile) => file.accept(async () => SINK)

/** However busy the machine is. */
const UNTIL_MS = 30_000
const until = (isSo: () => void) => vi.waitFor(isSo, UNTIL_MS)
const offered = (count: number) => until(() => expect(receivedBy(bob)).toHaveLength(count))

async function send(name = 'a'): Promise<void> {
  const before = receivedBy(bob).length
  ann.send(BOB, fileOf(name))
  await offered(before + 1)
}

describe('a file that is offered to somebody on the host', () => {
  test('is there without a connection until they want it, and comes by one that carries neither sound nor picture', async () => {
    await send()
    expect([incoming().offer.name, incoming().state.value.phase]).toEqual(['a', 'offered'])
    expect(network.connections).toEqual([])
    accept(incoming())
    await until(() => expect([endOf(outgoing()), endOf(incoming())]).toEqual(['saved', 'saved']))
    expect(network.connections).toHaveLength(2)
    for (const connection of network.connections) expect(connection.getTransceivers()).toEqual([])
  })

  test('is declined without a connection', async () => {
    await send()
    incoming().decline()
    await until(() => expect(endOf(outgoing())).toBe('declined'))
    expect(network.connections).toEqual([])
    expect(host.links.end('ann', 'bob', outgoing()?.offer.id ?? 0)).toBe(false)
  })

  test('leaves nothing with the other where it is taken back', async () => {
    await send()
    outgoing()?.cancel()
    await until(() => expect(bob.parties.value).toEqual([]))
    expect(endOf(outgoing())).toBe('cancelled')
  })

  test('leaves nothing with the other where the page that offered it is closed', async () => {
    await send()
    host.lose('ann')
    await until(() => expect(bob.parties.value).toEqual([]))
  })

  test('is over where their page is closed', async () => {
    await send()
    host.lose('bob')
    await until(() => expect(endOf(outgoing())).toBe('left'))
  })

  test('is asked about again once the host is back, and shown once', async () => {
    await send()
    host.pages.get('ann')?.hear('connected', undefined)
    await vi.advanceTimersByTimeAsync(10)
    expect(receivedBy(bob)).toHaveLength(1)
    accept(incoming())
    await until(() => expect(endOf(outgoing())).toBe('saved'))
  })
})

describe('several files to one person', () => {
  test('are asked about one after the other while none is wanted', async () => {
    await send('a')
    ann.send(BOB, fileOf('b'))
    incoming().decline()
    await offered(2)
    expect(receivedBy(bob).map(({ offer }) => offer.name)).toEqual(['a', 'b'])
    expect([endOf(outgoing(0)), endOf(outgoing(1))]).toEqual(['declined', undefined])
  })

  test('are offered over the connection once there is one', async () => {
    await send('a')
    ann.send(BOB, fileOf('b'))
    accept(incoming())
    await offered(2)
    incoming(1).decline()
    await until(() => expect([endOf(outgoing(0)), endOf(outgoing(1))]).toEqual(['saved', 'declined']))
    expect(network.connections).toHaveLength(2)
  })

  test('go both ways by one connection, where the other has offered one first', async () => {
    await send('a')
    bob.send(ANN, fileOf('b'))
    accept(incoming())
    await until(() => expect(receivedBy(ann)).toHaveLength(1))
    accept(receivedBy(ann)[0] as IncomingFile)
    await until(() => expect([endOf(sentBy(bob)[0]), endOf(outgoing())]).toEqual(['saved', 'saved']))
    expect(network.connections).toHaveLength(2)
  })
})

describe('the connection', () => {
  async function linked(): Promise<void> {
    await send()
    accept(incoming())
    await until(() => expect(endOf(outgoing())).toBe('saved'))
  }
  const isLinked = () => host.links.areLinked('ann', 'bob')
  const states = () => network.connections.map(({ connectionState }) => connectionState)

  test('ends a while after nothing is left to send, and another is made for the next file', async () => {
    await linked()
    expect([isLinked(), states()]).toEqual([true, ['connected', 'connected']])
    await vi.advanceTimersByTimeAsync(10_000)
    expect([isLinked(), states()]).toEqual([false, ['closed', 'closed']])
    await send('b')
    accept(incoming(1))
    await until(() => expect(endOf(outgoing(1))).toBe('saved'))
    expect(network.connections).toHaveLength(4)
  })

  test('that does not come about is given up, and both are told', async () => {
    network.isUp = false
    await send()
    accept(incoming())
    await until(() => expect(network.connections).toHaveLength(2))
    await vi.advanceTimersByTimeAsync(60_000)
    expect([endOf(outgoing()), endOf(incoming()), isLinked()]).toEqual(['unreached', 'unreached', false])
  })

  test('takes its files with it where the other leaves', async () => {
    await linked()
    ann.send(BOB, fileOf('b'))
    await offered(2)
    host.links.setTaking('bob', false)
    bob.end()
    await until(() => expect(endOf(outgoing(1))).toBe('left'))
    expect(isLinked()).toBe(false)
  })
})

test.each<[CallErrorCode, string]>([
  ['no-such-peer', 'left'],
  ['busy', 'too-many'],
  ['unknown-event', 'unheard'],
])('a host that says %s ends what was offered', async (code, why) => {
  host.refusal = code
  ann.send(BOB, fileOf('a'))
  await until(() => expect(endOf(outgoing())).toBe(why))
})

test('a host that could not say is asked again', async () => {
  host.refusal = 'unavailable'
  ann.send(BOB, fileOf('a'))
  await vi.advanceTimersByTimeAsync(10)
  host.refusal = undefined
  await vi.advanceTimersByTimeAsync(10_000)
  expect(receivedBy(bob)).toHaveLength(1)
})
