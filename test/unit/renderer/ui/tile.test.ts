import { setImmediate as settled } from 'node:timers/promises'
import { signal } from '@preact/signals'
import { h, render } from 'preact'
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { NO_MEDIA } from '../../../../common/channels.js'
import type { RemotePeer } from '../../../../renderer/call/call.js'
import { ControlChannel } from '../../../../renderer/call/control-channel.js'
import type { LinkState } from '../../../../renderer/call/peer-link.js'
import type { App } from '../../../../renderer/state/app.js'
import { OwnTile } from '../../../../renderer/ui/OwnTile.js'
import { ScreenTile } from '../../../../renderer/ui/ScreenTile.js'
import { Tile } from '../../../../renderer/ui/Tile.js'
import { speakEnglish } from '../../../helpers/english.js'
import { fakeDocument } from '../../../helpers/fake-document.js'

beforeAll(speakEnglish)

const drawn = vi.hoisted(() => vi.fn())

// Drawn along with a tile each time, since it reads no signals.
const draw = vi.hoisted(() => ({ label }: { label: string }) => {
  drawn(label)
  return null
})
vi.mock('../../../../renderer/ui/Picture.js', () => ({ Picture: draw }))
vi.mock('../../../../renderer/ui/Video.js', () => ({ Video: draw }))
vi.mock('../../../../renderer/ui/Sound.js', () => ({ Sound: () => null }))
vi.mock('../../../../renderer/ui/parts.js', () => ({ TileMarks: () => null }))

// What else a tile asks of it is in parts that are fetched later.
const app = { callView: { volumes: signal(new Map()) } } as unknown as App

function peer(id: string, name: string) {
  const stream = {} as MediaStream
  const media = signal({ ...NO_MEDIA, microphone: true, camera: true })
  const streams = { stream, sound: stream, screen: stream, screenSound: stream }
  return {
    id,
    name: signal(name),
    state: signal<LinkState>('connected'),
    media,
    relayedBy: signal<string | undefined>(undefined),
    ...streams,
    transceiver: () => undefined,
    report: async () => undefined,
    link: {} as RemotePeer['link'],
    renew: () => {},
    control: new ControlChannel(),
    mayReturn: signal(false),
  }
}

test('a change of one person draws their tiles anew, and those of nobody else', async () => {
  const people = [peer('ann', 'Ann'), peer('bob', 'Bob')] as const
  const [ann] = people
  const parent = vi.fn()
  // As the stage does, which looks who shares a screen.
  const Everyone = () => {
    parent(people.map(({ media, state }) => [media.value, state.value]))
    return h('div', {}, [
      ...people.map((one) => h(ScreenTile, { key: `${one.id} screen`, peer: one })),
      ...people.map((one) => h(Tile, { key: one.id, app, peer: one, width: 640, height: 360 })),
    ])
  }
  const root = fakeDocument()
  render(h(Everyone, {}), root)
  onTestFinished(() => render(null, root))
  expect(drawn.mock.calls.flat().sort()).toEqual(['Picture of Ann', 'Picture of Bob', 'Screen of Ann', 'Screen of Bob'])

  const change = async (make: () => void) => {
    drawn.mockClear()
    parent.mockClear()
    make()
    await settled()
    return { tiles: drawn.mock.calls.flat().sort(), isParentDrawn: parent.mock.calls.length > 0 }
  }
  expect(
    await change(() => {
      ann.media.value = { ...ann.media.value, camera: false }
    }),
  ).toEqual({ tiles: ['Picture of Ann'], isParentDrawn: true })
  expect(
    await change(() => {
      ann.state.value = 'interrupted'
    }),
  ).toEqual({ tiles: ['Picture of Ann', 'Screen of Ann'], isParentDrawn: true })
  expect(
    await change(() => {
      ann.name.value = 'Anna'
    }),
  ).toEqual({ tiles: ['Picture of Anna', 'Screen of Anna'], isParentDrawn: false })
  expect(
    await change(() => {
      ann.relayedBy.value = 'Cem’s computer'
    }),
  ).toEqual({ tiles: ['Picture of Anna'], isParentDrawn: false })
})

test('behind each picture, one’s own too, there is the person’s letter until the first frame', () => {
  const input = (state: string) => ({ state: signal(state) })
  const own = {
    deviceControls: { inputs: { audio: input('on'), video: input('on') } },
    lobby: { selfId: signal('dan') },
    name: signal('Dan'),
    store: { person: { mirrored: true } },
  } as unknown as App
  const root = fakeDocument()
  const size = { width: 640, height: 360 }
  render(h('div', {}, [h(Tile, { app, peer: peer('ann', 'Ann'), ...size }), h(OwnTile, { app: own, ...size })]), root)
  onTestFinished(() => render(null, root))
  expect(textOf(root)).toBe('AAnnDYou')
})

test('a tile tells since when the connection is lost, also once nobody can be reached', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const ann = peer('ann', 'Ann')
  const root = fakeDocument()
  render(h(Tile, { app, peer: ann, width: 640, height: 360 }), root)
  onTestFinished(() => render(null, root))
  ann.state.value = 'interrupted'
  await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1))
  vi.advanceTimersByTime(8_000)
  await settled()
  expect(textOf(root)).toMatch(/Connection lost · 0:0[89]/)
  ann.state.value = 'unreachable'
  await settled()
  expect(textOf(root)).toMatch(/Cannot be reached · 0:0[89]/)
})

/** What is written in a node and in all beneath it. */
const textOf = (node: Node): string =>
  [(node as Text).data ?? '', ...[...node.childNodes].map((child) => textOf(child))].join('')
