import { once } from 'node:events'
import { io, type Socket } from 'socket.io-client'
import { describe, expect, onTestFinished, test } from 'vitest'
import { expectNothingUnforeseen } from '../helpers/bystanders.js'
import { newSession, page, startHost } from '../helpers/host.js'

expectNothingUnforeseen()

/**
 * A page that lists who is there and calls one of them directly, as in the user-list tutorials: Socket.IO's client as
 * it comes, no handshake, no acknowledgement.
 */
class UserListPage {
  readonly socket: Socket
  users: string[] = []

  constructor(url: string) {
    this.socket = io(url, { forceNew: true })
    onTestFinished(() => void this.socket.disconnect())
    this.socket.on('updateUserlist', ({ userList }) => {
      this.users = userList
    })
  }

  get id(): string {
    return this.socket.id ?? ''
  }

  /** The payload of the next event of that name. */
  async next(event: string): Promise<{ from?: string }> {
    const [payload] = await once(this.socket as unknown as NodeJS.EventEmitter, event)
    return payload
  }

  /** Resolves when those and nobody else are on the list. */
  async sees(...pages: UserListPage[]): Promise<void> {
    while (
      this.users.toSorted().join() !==
      pages
        .map(({ id }) => id)
        .toSorted()
        .join()
    ) {
      await this.next('updateUserlist')
    }
  }
}

/** Two pages that know of each other. */
async function two(): Promise<{ url: string; ann: UserListPage; bob: UserListPage }> {
  const { url } = await startHost()
  const ann = new UserListPage(url)
  const bob = new UserListPage(url)
  await Promise.all([ann.next('connect'), bob.next('connect')])
  await Promise.all([ann.sees(ann, bob), bob.sees(ann, bob)])
  return { url, ann, bob }
}

test('the list has each page by the id of its own socket, and changes as they come and go', async () => {
  const { url, ann, bob } = await two()
  const cem = new UserListPage(url)
  await cem.next('connect')
  await Promise.all([ann, bob, cem].map((client) => client.sees(ann, bob, cem)))
  cem.socket.disconnect()
  await Promise.all([ann, bob].map((client) => client.sees(ann, bob)))
})

test('two pages negotiate directly, with whom the host knows as "from"', async () => {
  const { ann, bob } = await two()
  const offered = bob.next('offer')
  const offer = { to: bob.id, offerType: 'offer', offerSDP: 'v=0 offer', audioOnly: true }
  ann.socket.emit('offer', { ...offer, from: ann.id })
  const received = await offered
  expect(received).toEqual({ ...offer, from: ann.id })

  const answered = ann.next('answer')
  const answer = { to: received.from, answerSDP: 'v=0 answer', answerType: 'answer' }
  bob.socket.emit('answer', answer)
  expect(await answered).toEqual({ ...answer, from: bob.id })

  for (const [sender, other] of [
    [ann, bob],
    [bob, ann],
  ] as const) {
    const candidate = { to: other.id, candidate: 'candidate:1', sdpMid: '0', sdpMLineIndex: 0 }
    const arrived = other.next('remoteIceCandidate')
    sender.socket.emit('iceCandidate', candidate)
    expect(await arrived).toEqual({ ...candidate, from: sender.id })
  }

  const hungUp = bob.next('disconnectPeer')
  ann.socket.emit('disconnectPeer', { to: bob.id })
  expect(await hungUp).toEqual({ to: bob.id, from: ann.id })
})

test('a call that is refused is so for who placed it', async () => {
  const { ann, bob } = await two()
  const refused = ann.next('refuse')
  bob.socket.emit('refuse', { to: ann.id })
  expect(await refused).toEqual({ to: ann.id, from: bob.id })
})

const EVENTS = ['offer', 'answer', 'iceCandidate', 'refuse', 'disconnectPeer']
const asReceived = (event: string) => (event === 'iceCandidate' ? 'remoteIceCandidate' : event)

describe.each(EVENTS)('%s', (event) => {
  test('cannot be sent in the name of another', async () => {
    const host = await startHost()
    const [ann, eve] = [await host.connect(page('ann')), await host.connect(page('eve'))]
    const bob = await host.connect(page('bob'))
    await bob.ask(
      event,
      JSON.parse(`{"to":"${eve.person.id}","from":"${ann.person.id}","__proto__":{"from":"${ann.person.id}"}}`),
    )
    expect(await eve.received()).toEqual([[asReceived(event), { to: eve.person.id, from: bob.person.id }]])
    expect(await ann.received()).toEqual([])
  })

  test.each([
    ['in no room', []],
    ['in one room', ['ann', 'bob', 'eve']],
  ])('reaches no one but whom it is for, as it is, %s', async (_where, inside) => {
    const host = await startHost({ capacity: 3 })
    // Ann's is a page of Lanline, whose room holds more than two.
    const [ann, bob, eve] = [await host.connect(page('ann')), await host.connect(), await host.connect()]
    for (const [name, client] of Object.entries({ ann, bob, eve })) {
      if (inside.includes(name)) await client.join('standup')
    }
    for (const client of [ann, bob, eve]) await client.received()
    const payload = { to: ann.person.id, text: 'Привет', list: [1, { deep: null }], 'own key': false }
    expect(await bob.ask(event, payload)).toEqual({ ok: true })
    expect(await ann.received()).toEqual([[asReceived(event), { ...payload, from: bob.id }]])
    for (const other of [bob, eve]) expect(await other.received()).toEqual([])
  })

  test('to nobody, or to no id, is refused', async () => {
    const host = await startHost()
    const ann = await host.connect()
    for (const to of ['nobody', newSession(), 'lobby', 'standup', 'toString', '__proto__']) {
      expect(await ann.ask(event, { to })).toMatchObject({ ok: false, code: 'no-such-peer' })
    }
    for (const payload of [undefined, null, 'ann', {}, { to: 5 }, { to: '' }, { to: [ann.id] }, [ann.id]]) {
      expect(await ann.ask(event, payload)).toMatchObject({ ok: false, code: 'bad-request' })
    }
    expect(await ann.received()).toEqual([])
  })
})
