import '../../../helpers/page-globals.js'
import { setImmediate as settled } from 'node:timers/promises'
import { type Signal, signal } from '@preact/signals-core'
import { beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { Call } from '../../../../renderer/call/call.js'
import { Devices } from '../../../../renderer/call/devices/devices.js'
import { CallError } from '../../../../renderer/call/errors.js'
import { Calling } from '../../../../renderer/state/calling.js'
import type { Goal } from '../../../../renderer/state/goal.js'
import type { HostConnection } from '../../../../renderer/state/host-connection.js'
import { followScreen } from '../../../../renderer/state/own-picture.js'
import { speakEnglish } from '../../../helpers/english.js'
import { FakeNetwork } from '../../../helpers/fake-connection.js'
import { type FakeMedia, stubMedia } from '../../../helpers/fake-media.js'
import { fakeOutgoing } from '../../../helpers/fake-outgoing.js'
import { FakeHost, type FakeSignaling } from '../../../helpers/fake-signaling.js'

const ROOM: Goal = { kind: 'room', room: 'standup' }
const CALL_BOB: Goal = { kind: 'direct', person: { id: 'bob', name: 'Bob' }, audioOnly: false, isCaller: true }

interface World {
  readonly host: FakeHost
  readonly ann: FakeSignaling
  readonly calling: Calling
}

let media: FakeMedia
let world: World
let isSeen: Signal<boolean>

beforeAll(speakEnglish)

beforeEach(async () => {
  FakeNetwork.install()
  media = stubMedia()
  const host = new FakeHost()
  const ann = host.page('Ann')
  const connection = { isAtOwn: signal(true), get: async () => ann.signaling }
  const calling = new Calling(connection as unknown as HostConnection, fakeOutgoing().outgoing, async () => [])
  calling.listenTo(ann.signaling)
  world = { host, ann, calling }
  isSeen = signal(true)
  const devices = new Devices()
  const stop = followScreen(devices, calling.screen, isSeen)
  onTestFinished(() => {
    stop()
    calling.end({ kind: 'start' })
    devices.close()
    vi.unstubAllGlobals()
  })
  await settled()
  expect(media.live).toEqual(['audio', 'video'])
})

/** Bob's page, which is in the room from then on. */
async function bobIn(room: string): Promise<Call> {
  const call = new Call(world.host.page('Bob').signaling, fakeOutgoing().outgoing)
  onTestFinished(() => call.leave())
  await call.enter((signaling, onJoined) => signaling.join(room, onJoined))
  await settled()
  return call
}

const refused =
  (reason?: 'busy' | 'gone' | 'no-answer') =>
  async ({ ann, calling }: World) => {
    await calling.go(CALL_BOB)
    ann.hear('refuse', { from: 'bob', reason })
  }
const keptOut =
  (code: 'room-full' | 'room-locked') =>
  async ({ host, calling }: World) => {
    host.refusals.set('ann', code)
    await calling.go(ROOM)
  }

test.each<[string, (world: World) => Promise<unknown>, object]>([
  ['the other person has declined', refused(), { kind: 'over', why: 'declined' }],
  ['the other person is busy', refused('busy'), { kind: 'over', why: 'busy' }],
  ['the other person is gone', refused('gone'), { kind: 'over', why: 'gone' }],
  ['nobody has answered', refused('no-answer'), { kind: 'over', why: 'no-answer' }],
  [
    'the other person has hung up',
    async ({ calling }) => {
      await calling.go(CALL_BOB)
      ;(await bobIn('with-bob')).leave()
      await settled()
    },
    { kind: 'over', why: 'hung-up' },
  ],
  ['the room is full', keptOut('room-full'), { kind: 'over', why: 'room-full' }],
  ['the room is locked', keptOut('room-locked'), { kind: 'over', why: 'room-locked' }],
  [
    'the host does not let the person back into the room',
    async ({ host, calling }) => {
      await calling.go(ROOM)
      host.kill()
      host.refusals.set('ann', 'room-full')
      host.start()
      await settled()
    },
    { kind: 'over', why: 'room-full' },
  ],
  [
    'the person has hung up',
    async ({ calling }) => {
      await calling.go(ROOM)
      await bobIn('standup')
      calling.hangUp()
    },
    { kind: 'left' },
  ],
  ['the person was removed', async ({ ann }) => ann.turnAway(new CallError('removed', '')), { kind: 'removed' }],
  [
    'the call goes on in another tab',
    async ({ calling }) => {
      await calling.go(ROOM)
      calling.closePage({ kind: 'elsewhere', goal: ROOM as Extract<Goal, { kind: 'room' }> })
    },
    { kind: 'elsewhere' },
  ],
])('where %s, neither camera nor microphone is live', async (_, happen, screen) => {
  await happen(world)
  expect(world.calling.screen.value).toMatchObject(screen)
  expect(media.live).toEqual([])

  world.calling.end({ kind: 'start' })
  await settled()
  expect(media.live).toEqual(['audio', 'video'])
})

test('on the way into a call and in it both stay live, without being asked for again', async () => {
  const going = world.calling.go(ROOM)
  expect([world.calling.screen.value.kind, media.live]).toEqual(['joining', ['audio', 'video']])
  await going
  expect([world.calling.screen.value.kind, media.live]).toEqual(['call', ['audio', 'video']])
  expect(media.asked).toEqual(['audio+video'])
})

test('neither is live while nobody sees the start screen, and a call goes on unseen', async () => {
  isSeen.value = false
  expect(media.live).toEqual([])
  await world.calling.go(ROOM)
  await settled()
  expect(media.live).toEqual(['audio', 'video'])
  world.calling.end({ kind: 'start' })
  expect(media.live).toEqual([])
})
