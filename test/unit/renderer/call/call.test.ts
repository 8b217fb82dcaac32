import { setImmediate as settled } from 'node:timers/promises'
import { effect } from '@preact/signals-core'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Signal } from '../../../../common/protocol.js'
import { Call } from '../../../../renderer/call/call.js'
import { CallError } from '../../../../renderer/call/errors.js'
import { description, type FakeConnection, FakeNetwork } from '../../../helpers/fake-connection.js'
import { fakeOutgoing } from '../../../helpers/fake-outgoing.js'
import { FakeHost } from '../../../helpers/fake-signaling.js'
// Fetched during a call, and so that a test need not wait for it.
import '../../../../renderer/call/signal-ways.js'

let network: FakeNetwork
let host: FakeHost
beforeEach(() => {
  network = FakeNetwork.install()
  host = new FakeHost()
})

/** A person's page, with a call that has not been entered yet, and what it told. */
function start(name: string) {
  const page = host.page(name)
  const { outgoing, screen, send } = fakeOutgoing()
  const call = new Call(page.signaling, outgoing)
  const told: unknown[] = []
  for (const event of ['chat', 'lock', 'ended'] as const) call.on(event, (payload) => told.push([event, payload]))
  onTestFinished(() => call.leave())
  return { call, page, screen, send, told }
}

type Started = ReturnType<typeof start>

const enter = ({ call }: Started, room = 'standup') =>
  call.enter((signaling, onJoined) => signaling.join(room, onJoined))

/** People who entered one room, one after the other, and are connected to each other. */
async function inRoom<N extends string>(...names: N[]): Promise<Record<N, Started>> {
  const people = {} as Record<N, Started>
  for (const name of names) {
    people[name] = start(name)
    await enter(people[name])
    await settled()
  }
  for (const name of names) {
    expect(statesOf(people[name])).toEqual(names.filter((other) => other !== name).map(() => 'connected'))
  }
  return people
}

const namesOf = ({ call }: Started) => call.peers.value.map(({ name }) => name.value)
const statesOf = ({ call }: Started) => call.peers.value.map(({ state }) => state.value)
const peerOf = ({ call }: Started, id: string) => {
  const peer = call.peers.value.find((known) => known.id === id)
  if (!peer) throw new Error(`${id} is not there`)
  return peer
}

describe('entering a room', () => {
  test('connects to everyone there, by offers of who comes in', async () => {
    const { Ann, Bob, Cem } = await inRoom('Ann', 'Bob', 'Cem')
    expect(namesOf(Cem)).toEqual(['Ann', 'Bob'])
    expect(namesOf(Ann)).toEqual(['Bob', 'Cem'])
    expect(Ann.page.sent).not.toContain('offer')
    expect(Bob.page.sent).toEqual(['offer', 'answer'])
    expect(Cem.page.sent).toEqual(['offer', 'offer'])
    expect(Cem.call.room).toBe('standup')
  })

  test('is done once who is there is called, whether or not they answer', async () => {
    await enter(start('Ann'))
    network.isUp = false
    const bob = start('Bob')
    await enter(bob)
    expect([bob.page.sent, statesOf(bob)]).toEqual([['offer'], ['connecting']])
  })

  test('is done where no offer comes about', async () => {
    vi.spyOn(console, 'warn').mockReturnValue()
    vi.spyOn(RTCPeerConnection.prototype, 'setLocalDescription').mockRejectedValue(new Error('Not now.'))
    await enter(start('Ann'))
    const bob = start('Bob')
    await enter(bob)
    expect([bob.page.sent, statesOf(bob)]).toEqual([[], ['connecting']])
  })

  test('fails with what the host says, and the call is over', async () => {
    const ann = start('Ann')
    host.refusals.set('ann', 'room-full')
    await expect(enter(ann)).rejects.toMatchObject({ code: 'room-full' })
    host.refusals.clear()
    await enter(start('Bob'))
    ann.page.hear('join', { id: 'bob', name: 'Bob' })
    expect(namesOf(ann)).toEqual([])
  })

  test('that the host answers too late is left all the same', async () => {
    const ann = start('Ann')
    const entering = ann.call.enter(async () => {
      host.admit(ann.page, 'standup')
      throw new CallError('host-silent', 'The host gave no answer.')
    })
    await expect(entering).rejects.toMatchObject({ code: 'host-silent' })
    expect(host.inRoom('standup')).toEqual([])
  })

  test('that was left meanwhile leads nowhere', async () => {
    const ann = start('Ann')
    let open: () => void = () => {}
    host.gate = new Promise((resolve) => (open = resolve))
    const entering = enter(ann)
    ann.call.leave()
    open()
    await entering
    await enter(start('Bob'))
    await settled()
    expect(ann.call.room).toBe('')
    expect(namesOf(ann)).toEqual([])
    expect(network.connections).toHaveLength(1)
  })
})

describe('a change of one', () => {
  test('is no change of another, nor of who is there', async () => {
    const { Ann, Bob, Cem } = await inRoom('Ann', 'Bob', 'Cem')
    const { peers } = Ann.call
    const ofCem = vi.fn()
    const ofList = vi.fn()
    const [bob, cem] = [peerOf(Ann, 'bob'), peerOf(Ann, 'cem')]
    effect(() => ofCem(cem.name.value, cem.state.value, cem.media.value))
    peers.subscribe(ofList)
    ofCem.mockClear()
    ofList.mockClear()

    Bob.send({ microphone: true })
    Ann.page.hear('renamed', { id: 'bob', name: 'Robert' })
    await settled()
    network.connections[0]?.enter('disconnected')
    expect([bob.media.value.microphone, bob.name.value, bob.state.value]).toEqual([true, 'Robert', 'interrupted'])
    expect(ofCem).not.toHaveBeenCalled()
    expect(ofList).not.toHaveBeenCalled()

    Cem.call.leave()
    await settled()
    expect(ofList).toHaveBeenCalledOnce()
    expect(peers.value).toEqual([bob])
  })
})

describe('chat', () => {
  test('goes past the host while there is a channel to everyone', async () => {
    const { Ann, Bob, Cem } = await inRoom('Ann', 'Bob', 'Cem')
    const byHost = vi.spyOn(Ann.page, 'chat')
    await Ann.call.chat('hello')
    await settled()
    for (const { told } of [Bob, Cem]) expect(told).toEqual([['chat', { from: 'ann', author: 'Ann', text: 'hello' }]])
    expect(byHost).not.toHaveBeenCalled()
    expect(Ann.told).toEqual([])
  })

  test('goes by way of the host where one cannot be reached, once to each', async () => {
    const { Ann, Bob, Cem } = await inRoom('Ann', 'Bob', 'Cem')
    network.connections[0]?.channels[0]?.end()
    await Ann.call.chat('hello')
    await settled()
    for (const { told } of [Bob, Cem]) expect(told).toEqual([['chat', { from: 'ann', author: 'Ann', text: 'hello' }]])
    expect(Ann.told).toEqual([])
  })

  test('fails where neither way is open', async () => {
    const ann = start('Ann')
    await enter(ann)
    host.kill()
    await expect(ann.call.chat('hello')).rejects.toMatchObject({ code: 'host-silent' })
  })
})

describe('the lock', () => {
  test('is the same for all, and told with who did it', async () => {
    const { Ann, Bob } = await inRoom('Ann', 'Bob')
    await Ann.call.lock(true)
    expect([Ann.call.isLocked.value, Bob.call.isLocked.value]).toEqual([true, true])
    await Bob.call.lock(true)
    await Bob.call.lock(false)
    expect(Ann.told).toEqual([
      ['lock', { isLocked: true, by: { name: 'Ann', isSelf: true } }],
      ['lock', { isLocked: false, by: { name: 'Bob', isSelf: false } }],
    ])
    expect(Ann.call.isLocked.value).toBe(false)
  })

  test('is known to who comes in, and forgotten with the host that held it', async () => {
    const { Ann } = await inRoom('Ann')
    await Ann.call.lock(true)
    const bob = start('Bob')
    await enter(bob)
    expect(bob.call.isLocked.value).toBe(true)
    expect(bob.told).toEqual([])
    host.kill()
    host.start()
    await settled()
    expect(bob.call.isLocked.value).toBe(false)
  })
})

describe('a host that is lost', () => {
  test('takes nobody out of the call, and the links are the same when it is back', async () => {
    const { Ann, Bob } = await inRoom('Ann', 'Bob')
    const before = Ann.call.peers.value
    host.kill()
    await Ann.call.chat('still here')
    await settled()
    expect(Bob.told).toEqual([['chat', { from: 'ann', author: 'Ann', text: 'still here' }]])
    host.start()
    await settled()
    expect([namesOf(Ann), namesOf(Bob)]).toEqual([['Bob'], ['Ann']])
    expect(Ann.call.peers.value).toEqual(before)
    expect(network.connections).toHaveLength(2)
  })

  test('does not keep a goodbye from arriving', async () => {
    const { Ann, Bob } = await inRoom('Ann', 'Bob')
    host.kill()
    Bob.call.leave()
    await settled()
    expect(namesOf(Ann)).toEqual([])
  })

  test('is asked again where it gives no answer, for as long as it is there', async () => {
    const { Ann } = await inRoom('Ann')
    host.refusals.set('ann', 'host-silent')
    const join = vi.spyOn(Ann.page, 'join')
    Ann.page.enter('connected')
    for (let answers = 0; answers < 3; answers++) await settled()
    expect(join.mock.calls.length).toBeGreaterThan(2)
    Ann.page.enter('reconnecting')
    await settled()
    const asked = join.mock.calls.length
    await settled()
    expect(join).toHaveBeenCalledTimes(asked)
    expect(Ann.told).toEqual([])
  })

  test('ends the call where it does not let this page back in', async () => {
    const { Ann, Bob } = await inRoom('Ann', 'Bob')
    host.kill()
    host.refusals.set('ann', 'room-full')
    host.start()
    await settled()
    expect(Ann.told).toMatchObject([['ended', { code: 'room-full' }]])
    expect(namesOf(Bob)).toEqual([])
    expect(Ann.screen.stop).toHaveBeenCalled()
  })
})

describe('while the host is away', () => {
  /** The connection of the one who came in second, which offered first, to the one before; both ends of it. */
  const between = () => [network.connections[1], network.connections[0]] as FakeConnection[]
  const states = () => between().map(({ signalingState }) => signalingState)

  test('two negotiate past it, either way', async () => {
    const { Ann, Bob } = await inRoom('Ann', 'Bob')
    host.kill()
    const [offering] = between()
    for (const [index, { call }] of [Bob, Ann].entries()) {
      vi.spyOn(performance, 'now').mockReturnValue(index * 1_000)
      call.wake()
      await settled()
      expect(offering?.restarts).toBe(index + 1)
      expect(states()).toEqual(['stable', 'stable'])
    }
  })

  test('from one of them alone the other answers the way that it came', async () => {
    const { Ann, Bob } = await inRoom('Ann', 'Bob')
    const byHost = vi.spyOn(Ann.page, 'send')
    Bob.page.enter('reconnecting')
    Bob.call.wake()
    await settled()
    expect(states()).toEqual(['stable', 'stable'])
    expect(byHost).not.toHaveBeenCalled()
    Bob.page.enter('connected')
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 1_000)
    Bob.call.wake()
    await settled()
    expect(byHost).toHaveBeenCalledWith(expect.objectContaining({ to: 'bob', description: expect.anything() }))
  })

  test('whoever reaches both passes on what two tell each other who have no channel', async () => {
    const { Bob } = await inRoom('Ann', 'Bob', 'Cem')
    host.kill()
    between()[0]?.channels[0]?.close()
    await settled()
    between()[0]?.enter('disconnected')
    Bob.call.wake()
    await settled()
    await settled()
    expect(states()).toEqual(['stable', 'stable'])
  })

  test('who passes signals on cannot put themselves in the place of another', async () => {
    const { Ann, Cem } = await inRoom('Ann', 'Bob', 'Cem')
    host.kill()
    const before = peerOf(Ann, 'bob')
    const link = network.connections.find((connection) => network.otherOf(connection) === network.connections[2])
    const forge = (signal: Signal) => link?.channels[0]?.send(JSON.stringify({ type: 'signal', from: 'bob', signal }))
    forge({ description: description('offer', 'of-cem') })
    await settled()
    expect(peerOf(Ann, 'bob')).toBe(before)
    expect(namesOf(Cem)).toEqual(['Ann', 'Bob'])
  })
})

describe('a link that brings nothing', () => {
  test.each([
    ['at the host', () => {}],
    ['while it is away', () => host.kill()],
  ])('is made anew %s; nobody leaves, and what is sent goes on', async (_when, begin) => {
    const { Ann, Bob } = await inRoom('Ann', 'Bob')
    begin()
    const lists: string[][] = []
    Bob.call.peers.subscribe((peers) => lists.push(peers.map(({ id }) => id)))
    peerOf(Ann, 'bob').renew()
    await settled()
    await settled()
    expect([statesOf(Ann), statesOf(Bob)]).toEqual([['connected'], ['connected']])
    const open = network.connections.filter(({ signalingState }) => signalingState !== 'closed')
    expect(open).toEqual(network.connections.slice(2))
    expect(lists).toEqual([['ann'], ['ann']])
    Ann.send({ microphone: true })
    await Bob.call.chat('seen again')
    await settled()
    expect(peerOf(Bob, 'ann').media.value.microphone).toBe(true)
    expect(Ann.told).toEqual([['chat', { from: 'bob', author: 'Bob', text: 'seen again' }]])
  })

  test('is made anew once where both sides find that out', async () => {
    const { Ann, Bob } = await inRoom('Ann', 'Bob')
    peerOf(Ann, 'bob').renew()
    peerOf(Bob, 'ann').renew()
    for (let turn = 0; turn < 5; turn++) await settled()
    expect([statesOf(Ann), statesOf(Bob)]).toEqual([['connected'], ['connected']])
    expect(network.connections.filter(({ signalingState }) => signalingState !== 'closed')).toHaveLength(2)
  })

  test('of one who has another since is left alone', async () => {
    const { Ann } = await inRoom('Ann', 'Bob')
    const before = peerOf(Ann, 'bob')
    before.renew()
    before.renew()
    await settled()
    expect(network.connections).toHaveLength(4)
  })
})

describe('someone whom the host has lost', () => {
  test('stays for as long as they are connected', async () => {
    const { Ann, Bob } = await inRoom('Ann', 'Bob')
    host.lose(Bob.page)
    expect(namesOf(Ann)).toEqual(['Bob'])
    network.cut()
    expect(namesOf(Ann)).toEqual([])
  })

  test('goes at once where they are not', async () => {
    const { Ann, Bob } = await inRoom('Ann', 'Bob')
    network.cut()
    expect(namesOf(Ann)).toEqual(['Bob'])
    host.lose(Bob.page)
    expect(namesOf(Ann)).toEqual([])
  })

  test('is the same person when they are back', async () => {
    const { Ann, Bob } = await inRoom('Ann', 'Bob')
    const before = peerOf(Ann, 'bob')
    host.lose(Bob.page)
    Bob.page.self = { id: 'bob', name: 'Robert' }
    Bob.page.enter('connected')
    await settled()
    expect(peerOf(Ann, 'bob')).toBe(before)
    expect(namesOf(Ann)).toEqual(['Robert'])
    network.cut()
    expect(namesOf(Ann)).toEqual(['Robert'])
  })
})

describe('a page that is loaded anew', () => {
  test('gets a new link where the old one still seems to be there', async () => {
    const { Ann } = await inRoom('Ann', 'Bob')
    const before = peerOf(Ann, 'bob')
    const again = start('Bob')
    await enter(again)
    await settled()
    const after = peerOf(Ann, 'bob')
    expect(after).not.toBe(before)
    expect([after.state.value, after.name.value]).toEqual(['connected', 'Bob'])
    expect(statesOf(again)).toEqual(['connected'])
    expect(network.connections[0]?.signalingState).toBe('closed')
  })
})

describe('first offers that cross', () => {
  /** Two who each find the other in the room already; the one with the lesser id is polite. */
  async function cross(first: string, second: string) {
    const people = [start(first), start(second)] as const
    const peers = people.map(({ page }) => page.self)
    for (const { call, page } of people) {
      page.room = 'standup'
      await call.enter(async (_signaling, onJoined) => {
        onJoined({
          ok: true,
          room: 'standup',
          id: page.self.id,
          initiator: false,
          peers: peers.filter(({ id }) => id !== page.self.id),
        })
      })
    }
    await settled()
    return people
  }

  test.each([
    ['Ann', 'Bob'],
    ['Bob', 'Ann'],
  ])('make one call: %s offers first', async (first, second) => {
    const people = await cross(first, second)
    for (const person of people) expect(statesOf(person)).toEqual(['connected'])
    // The polite one made room for a new link.
    expect(network.connections).toHaveLength(3)
    const open = network.connections.filter(({ signalingState }) => signalingState !== 'closed')
    expect(
      open.map((connection) => connection.getTransceivers().map(({ mid, direction }) => [mid, direction])),
    ).toEqual(Array(2).fill(['0', '1', '2', '3'].map((mid) => [mid, 'sendrecv'])))
    const [one, other] = people
    one.send({ microphone: true })
    other.send({ camera: true })
    await settled()
    expect(other.call.peers.value[0]?.media.value).toMatchObject({ microphone: true, camera: false })
    expect(one.call.peers.value[0]?.media.value).toMatchObject({ microphone: false, camera: true })
  })
})

describe('leaving', () => {
  test('ends all links, what is shared of the screen, and what the call tells', async () => {
    const { Ann, Bob, Cem } = await inRoom('Ann', 'Bob', 'Cem')
    Ann.call.leave()
    await settled()
    expect([namesOf(Bob), namesOf(Cem)]).toEqual([['Cem'], ['Bob']])
    expect(Ann.screen.stop).toHaveBeenCalledOnce()
    await Bob.call.chat('is she gone?')
    Ann.page.hear('locked', { locked: true, by: { id: 'bob', name: 'Bob' } })
    await settled()
    expect(Ann.told).toEqual([])
    Ann.call.leave()
    expect(Ann.screen.stop).toHaveBeenCalledOnce()
  })

  test('does not take back what one is told before it: media that changed are sent to those who are left', async () => {
    const { Ann, Bob, Cem } = await inRoom('Ann', 'Bob', 'Cem')
    Bob.call.leave()
    await settled()
    Ann.send({ camera: true })
    await settled()
    expect(peerOf(Cem, 'ann').media.value.camera).toBe(true)
  })

  test('does not wake what is over', async () => {
    const { Ann } = await inRoom('Ann', 'Bob')
    Ann.call.wake()
    await settled()
    expect(network.connections.map(({ restarts }) => restarts)).toEqual([0, 1])
  })
})
