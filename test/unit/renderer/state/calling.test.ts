import '../../../helpers/page-globals.js'
import { setImmediate as settled } from 'node:timers/promises'
import { signal } from '@preact/signals-core'
import { beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { LIMITS } from '../../../../common/limits.js'
import { Call } from '../../../../renderer/call/call.js'
import { CallError, type CallErrorCode } from '../../../../renderer/call/errors.js'
import { Calling } from '../../../../renderer/state/calling.js'
import type { Goal } from '../../../../renderer/state/goal.js'
import type { HostConnection } from '../../../../renderer/state/host-connection.js'
import { t } from '../../../../renderer/state/language.js'
import { speakEnglish } from '../../../helpers/english.js'
import { FakeNetwork } from '../../../helpers/fake-connection.js'
import { fakeOutgoing } from '../../../helpers/fake-outgoing.js'
import { FakeHost, type FakeSignaling } from '../../../helpers/fake-signaling.js'

beforeAll(speakEnglish)

const ROOM: Goal = { kind: 'room', room: 'standup' }
const BOB = { id: 'bob', name: 'Bob' }
const CALL_BOB: Goal = { kind: 'direct', person: BOB, audioOnly: false, isCaller: true }

let network: FakeNetwork
let host: FakeHost
let ann: FakeSignaling
let bob: FakeSignaling
let calling: Calling
let outgoing: ReturnType<typeof fakeOutgoing>
/** Why the host cannot be reached, where it cannot. */
let unreachable: CallErrorCode | undefined

beforeEach(() => {
  network = FakeNetwork.install()
  host = new FakeHost()
  ann = host.page('Ann')
  bob = host.page('Bob')
  outgoing = fakeOutgoing()
  unreachable = undefined
  const connection = {
    isAtOwn: signal(true),
    get: async () => {
      if (unreachable) throw new CallError(unreachable, unreachable)
      return ann.signaling
    },
  }
  calling = new Calling(connection as unknown as HostConnection, outgoing.outgoing, async () => [])
  calling.listenTo(ann.signaling)
  vi.mocked(history.replaceState).mockClear()
  onTestFinished(() => calling.end({ kind: 'start' }))
})

/** Bob's call in this room. */
async function bobIn(room: string): Promise<Call> {
  const call = new Call(bob.signaling, fakeOutgoing().outgoing)
  onTestFinished(() => call.leave())
  await call.enter((signaling, onJoined) => signaling.join(room, onJoined))
  await settled()
  return call
}

const texts = () => calling.chat.entries.value.map(({ author, text }) => (author ? `${author}: ${text}` : text))
const names = () => calling.peers.value.map(({ name }) => name.value)

/** Has time stand still until the test moves it. */
function stopClock(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  onTestFinished(() => void vi.useRealTimers())
}

describe('the way back', () => {
  test('leads into the room, and into a direct call once somebody is in it', async () => {
    expect(calling.wayBack).toBeUndefined()
    await calling.go(ROOM)
    expect(calling.wayBack).toEqual(ROOM)
    await calling.go(CALL_BOB)
    expect(calling.wayBack).toBeUndefined()
    await bobIn('with-bob')
    const way: Goal = { kind: 'direct', person: BOB, audioOnly: false, isCaller: false, room: 'with-bob' }
    expect(calling.wayBack).toEqual(way)
    calling.closePage()
    await settled()
    expect(host.inRoom('with-bob')).toHaveLength(2)
    expect(await calling.go(way)).toBeUndefined()
    expect(names()).toEqual(['Bob'])
  })
})

describe('going into a room', () => {
  test('shows the way in and then the call, and names the room in the address', async () => {
    await bobIn('standup')
    const going = calling.go(ROOM)
    expect(calling.screen.value).toEqual({ kind: 'joining', goal: ROOM })
    expect(await going).toBeUndefined()
    expect(calling.screen.value).toEqual({ kind: 'call', goal: ROOM })
    expect(names()).toEqual(['Bob'])
    expect(texts()).toEqual([])
    expect(String(vi.mocked(history.replaceState).mock.calls[0]?.[2])).toBe('http://localhost:8080/standup')
  })

  test.each<CallErrorCode>(['room-full', 'room-locked'])('where it is not to be entered, says so: %s', async (code) => {
    host.refusals.set('ann', code)
    expect(await calling.go(ROOM)).toBeUndefined()
    expect(calling.screen.value).toEqual({ kind: 'over', goal: ROOM, why: code })
  })

  test.each<CallErrorCode>(['too-fast', 'bad-request'])('that fails gives the start screen why: %s', async (code) => {
    host.refusals.set('ann', code)
    expect(await calling.go(ROOM)).toBe(code)
    expect(calling.screen.value).toEqual({ kind: 'start' })
  })

  test('that takes too long is told in a sentence, and leaves nobody in the room', async () => {
    host.kill()
    expect(await calling.go(ROOM)).toBe('host-silent')
    expect(t('problems/host-silent')).toBe('The host did not answer in time. Try again.')
    expect(host.inRoom('standup')).toEqual([])
  })

  test('gives the start screen why the host cannot be reached', async () => {
    unreachable = 'host-unreachable'
    expect(await calling.go(ROOM)).toBe('host-unreachable')
    expect(calling.screen.value).toEqual({ kind: 'start' })
  })

  test('leads nowhere once the person has gone elsewhere', async () => {
    let open: () => void = () => {}
    host.gate = new Promise((resolve) => (open = resolve))
    const first = calling.go(ROOM)
    await settled()
    host.gate = undefined
    const second = calling.go({ kind: 'room', room: 'retro' })
    open()
    expect(await Promise.all([first, second])).toEqual([undefined, undefined])
    expect(calling.screen.value).toMatchObject({ kind: 'call', goal: { room: 'retro' } })
    await bobIn('standup')
    expect(names()).toEqual([])
    await bobIn('retro')
    expect(names()).toEqual(['Bob'])
  })

  test('is called off by the person before the host answers', async () => {
    let open: () => void = () => {}
    host.gate = new Promise((resolve) => (open = resolve))
    const going = calling.go(ROOM)
    await settled()
    calling.end({ kind: 'start' })
    open()
    expect(await going).toBeUndefined()
    expect(calling.screen.value).toEqual({ kind: 'start' })
    expect(history.replaceState).not.toHaveBeenCalled()
  })

  test('a room of a computer that is called without a picture is entered without one, until that is over', async () => {
    const { camera } = outgoing
    await calling.go({ ...ROOM, audioOnly: true })
    expect(camera.wanted.value).toBe(false)
    calling.end({ kind: 'start' })
    expect(camera.wanted.value).toBe(true)
  })

  test('after a voice call the camera is as it was before, unless it was turned on meanwhile', async () => {
    const { camera } = outgoing
    const voice = { ...CALL_BOB, audioOnly: true }
    await calling.go(voice)
    calling.end({ kind: 'start' })
    expect(camera.wanted.value).toBe(true)

    await calling.go(voice)
    camera.turn(true)
    camera.turn(false)
    calling.end({ kind: 'start' })
    expect(camera.wanted.value).toBe(false)

    await calling.go(voice)
    calling.end({ kind: 'start' })
    expect(camera.wanted.value).toBe(false)
  })
})

describe('in a room', () => {
  beforeEach(() => calling.go(ROOM))

  test('who comes and goes is noted, and who went last is known while nobody is there', async () => {
    const call = await bobIn('standup')
    expect(names()).toEqual(['Bob'])
    call.leave()
    await settled()
    expect(names()).toEqual([])
    expect(calling.lastGone.value).toBe('Bob')
    expect(texts()).toEqual(['Bob came in.', 'Bob left.'])
    await bobIn('standup')
    expect(calling.lastGone.value).toBeUndefined()
    expect(calling.screen.value.kind).toBe('call')
  })

  test('someone who only comes by another link is not noted', async () => {
    await bobIn('standup')
    bob = host.page('Bob')
    await bobIn('standup')
    expect(texts()).toEqual(['Bob came in.'])
  })

  test('chat is shown with who wrote it, and one’s own where it was sent', async () => {
    const call = await bobIn('standup')
    await call.chat('hello')
    await settled()
    expect(calling.news.value).toEqual({ kind: 'message', from: 'bob', author: 'Bob', text: 'hello' })
    calling.chat.draft.value = 'hello Bob'
    await calling.chat.send()
    expect(texts()).toEqual(['Bob came in.', 'Bob: hello', 'hello Bob'])
    await calling.go({ kind: 'room', room: 'retro' })
    expect(texts()).toEqual([])
  })

  test('what was to be sent in one conversation does not get into the next', async () => {
    calling.chat.draft.value = 'for standup alone'
    await calling.go({ kind: 'room', room: 'retro' })
    expect(calling.chat.draft.value).toBe('')
  })

  test('a message of one conversation does not get into the next', async () => {
    let deliver: () => void = () => {}
    vi.spyOn(ann, 'chat').mockReturnValue(new Promise((resolve) => (deliver = resolve)))
    calling.chat.draft.value = 'for standup alone'
    const sending = calling.chat.send()
    await calling.go({ kind: 'room', room: 'retro' })
    deliver()
    await sending
    expect(texts()).toEqual([])
    expect(calling.chat.draft.value).toBe('')
  })

  test('the lock is shown and noted, and why it could not be changed until it is', async () => {
    const call = await bobIn('standup')
    vi.spyOn(ann, 'lock').mockRejectedValueOnce(new CallError('not-allowed', 'No.'))
    await calling.lock(true)
    expect([calling.isLocked.value, calling.lockProblem.value]).toEqual([false, 'not-allowed'])
    await call.lock(true)
    expect([calling.isLocked.value, calling.lockProblem.value]).toEqual([true, undefined])
    await calling.lock(false)
    expect(calling.isLocked.value).toBe(false)
    expect(texts().slice(1)).toEqual(['Bob locked the room.', 'You unlocked the room.'])
  })

  test('why a lock failed is not shown in the next call', async () => {
    let refuse: (error: CallError) => void = () => {}
    vi.spyOn(ann, 'lock').mockReturnValue(new Promise((_, reject) => (refuse = reject)))
    const locked = calling.lock(true)
    await calling.go({ kind: 'room', room: 'retro' })
    refuse(new CallError('host-silent', 'No answer.'))
    await locked
    expect(calling.lockProblem.value).toBeUndefined()
  })

  test('a host that does not let the page back in ends the call', async () => {
    host.kill()
    host.refusals.set('ann', 'room-full')
    host.start()
    await settled()
    expect(calling.screen.value).toEqual({ kind: 'over', goal: ROOM, why: 'room-full' })
    expect(names()).toEqual([])
  })

  test('who is removed from the host is told so', () => {
    ann.turnAway(new CallError('removed', 'Removed.'))
    expect(calling.screen.value).toEqual({ kind: 'removed' })
  })

  test('the links look for a path anew where the network may be another', async () => {
    await bobIn('standup')
    calling.wake()
    await settled()
    expect(network.connections.map(({ restarts }) => restarts)).toEqual([0, 1])
  })

  test('leaving says so at once, and nothing of the call is left', async () => {
    const call = await bobIn('standup')
    calling.end({ kind: 'start' })
    await settled()
    expect(call.peers.value).toEqual([])
    expect([names(), calling.isLocked.value, calling.lastGone.value]).toEqual([[], false, undefined])
    expect(texts()).toEqual(['Bob came in.'])
  })
})

describe('calling a person', () => {
  test('rings them, and with audio only turns the camera off', async () => {
    const rings: unknown[] = []
    bob.on('call', (ring) => rings.push(ring))
    await calling.go({ ...CALL_BOB, audioOnly: true })
    expect(rings).toEqual([{ from: ann.self, room: 'with-bob', audioOnly: true }])
    expect(outgoing.camera.turn).toHaveBeenCalledExactlyOnceWith(false)
    expect(history.replaceState).not.toHaveBeenCalled()
  })

  test.each([
    [undefined, 'declined'],
    ['busy', 'busy'],
    ['gone', 'gone'],
    ['no-answer', 'no-answer'],
  ] as const)('is over where they do not come: %s', async (reason, why) => {
    await calling.go(CALL_BOB)
    ann.hear('refuse', { from: 'cem', reason })
    expect(calling.screen.value.kind).toBe('call')
    ann.hear('refuse', { from: 'bob', reason })
    expect(calling.screen.value).toEqual({ kind: 'over', goal: CALL_BOB, why })
  })

  test('that was taken is not ended by a refusal that comes late', async () => {
    await calling.go(CALL_BOB)
    await bobIn('with-bob')
    ann.hear('refuse', { from: 'bob', reason: 'no-answer' })
    expect(calling.screen.value.kind).toBe('call')
  })

  test('rings for a while and no longer, though the host that was to end it is gone', async () => {
    stopClock()
    await calling.go(CALL_BOB)
    host.kill()
    vi.advanceTimersByTime(LIMITS.ringMs)
    expect(calling.screen.value.kind).toBe('call')
    vi.advanceTimersByTime(5_000)
    expect(calling.screen.value).toEqual({ kind: 'over', goal: CALL_BOB, why: 'no-answer' })
  })

  test('goes on however long it takes, once they are there', async () => {
    stopClock()
    await calling.go(CALL_BOB)
    await bobIn('with-bob')
    vi.advanceTimersByTime(LIMITS.ringMs + 5_000)
    expect(calling.screen.value.kind).toBe('call')
  })

  test('is over when they hang up', async () => {
    await calling.go(CALL_BOB)
    const call = await bobIn('with-bob')
    call.leave()
    await settled()
    expect(calling.screen.value).toEqual({ kind: 'over', goal: CALL_BOB, why: 'hung-up' })
  })

  test('waits for a moment for someone who may only have loaded the page anew', async () => {
    stopClock()
    await calling.go(CALL_BOB)
    ;(await bobIn('with-bob')).closePage()
    await settled()
    expect([names(), calling.lastGone.value]).toEqual([[], 'Bob'])
    bob.room = ''
    vi.advanceTimersByTime(4_999)
    const again = await bobIn('with-bob')
    vi.advanceTimersByTime(60_000)
    expect([names(), calling.screen.value.kind]).toEqual([['Bob'], 'call'])
    again.closePage()
    await settled()
    vi.advanceTimersByTime(5_000)
    expect(calling.screen.value).toEqual({ kind: 'over', goal: CALL_BOB, why: 'hung-up' })
  })

  test('is over when they are lost, which is not hanging up', async () => {
    await calling.go(CALL_BOB)
    await bobIn('with-bob')
    network.cut()
    host.lose(bob)
    expect(calling.screen.value).toEqual({ kind: 'over', goal: CALL_BOB, why: 'gone' })
  })

  test('that the host refuses is over, with the reason', async () => {
    host.refusals.set('ann', 'no-such-peer')
    expect(await calling.go(CALL_BOB)).toBeUndefined()
    expect(calling.screen.value).toEqual({ kind: 'over', goal: CALL_BOB, why: 'no-such-peer' })
  })
})

describe('taking a call', () => {
  const TAKE: Goal = { kind: 'direct', person: BOB, audioOnly: false, isCaller: false, room: 'with-ann' }

  test('leads to the caller', async () => {
    await bobIn('with-ann')
    await calling.go(TAKE)
    expect(calling.screen.value).toEqual({ kind: 'call', goal: TAKE })
    expect(names()).toEqual(['Bob'])
  })

  test('of someone who has hung up meanwhile leads to nobody, and leaves no room behind', async () => {
    await calling.go(TAKE)
    expect(calling.screen.value).toEqual({ kind: 'over', goal: TAKE, why: 'hung-up' })
    expect(host.inRoom('with-ann')).toEqual([])
  })
})

describe('the operator of the host', () => {
  const by = { id: 'bob', name: 'Bob' }

  test('has this person muted at once, who is told by whom, and turns it on again when they like', async () => {
    await calling.go(ROOM)
    ann.hear('mute', { by })
    expect(outgoing.microphone.wanted.value).toBe(false)
    expect(calling.news.value).toEqual({ kind: 'muted', name: 'Bob' })
    expect(texts()).toEqual(['Bob has muted you.'])
    outgoing.microphone.turn(true)
    ann.hear('mute', { by })
    expect(outgoing.microphone.wanted.value).toBe(false)
  })

  test('changes nothing about whoever is muted, or in no call', async () => {
    ann.hear('mute', { by })
    expect(outgoing.microphone.turn).not.toHaveBeenCalled()
    await calling.go(ROOM)
    outgoing.microphone.turn(false)
    ann.hear('mute', { by })
    expect(outgoing.microphone.turn).toHaveBeenCalledOnce()
    expect(texts()).toEqual([])
  })
})
