import { signal } from '@preact/signals'
import { beforeEach, expect, test } from 'vitest'
import type { App } from '../../../../renderer/state/app.js'
import { arrange } from '../../../../renderer/ui/arrange.js'

const DESKTOP = { width: 1280, height: 800 }
const PHONE = { width: 390, height: 844 }

const person = (id: string) => ({ id, state: signal('connected'), media: signal({ screen: false }) })
type Person = ReturnType<typeof person>

const peers = signal<readonly Person[]>([])
const isInsecure = signal(false)
const view = {
  layout: signal('grid'),
  pinned: signal<string | undefined>(undefined),
  activeSpeaker: signal<string | undefined>(undefined),
  isSelfHidden: signal(false),
  isSwapped: signal(false),
}
const app = { calling: { peers }, callView: view, deviceControls: { isInsecure } } as unknown as App

beforeEach(() => {
  peers.value = [person('bob')]
  isInsecure.value = false
  view.layout.value = 'grid'
  view.pinned.value = undefined
  view.activeSpeaker.value = undefined
  view.isSelfHidden.value = false
  view.isSwapped.value = false
})

const whoseTiles = (size = DESKTOP) => arrange(app, size).tiles.map(([peer]) => peer?.id ?? 'own')

test('of two people one is all over the window and oneself floats, unless the phone is upright', () => {
  expect(whoseTiles()).toEqual(['bob'])
  expect(arrange(app, DESKTOP)).toMatchObject({ hasFloat: true, swapsWith: { id: 'bob' } })
  expect(whoseTiles(PHONE)).toEqual(['bob', 'own'])
  expect(arrange(app, PHONE)).toMatchObject({ hasFloat: false, swapsWith: undefined })
})

test('swapped, oneself is all over the window and the other person floats', () => {
  view.isSwapped.value = true
  expect(whoseTiles()).toEqual(['own'])
  expect(arrange(app, DESKTOP).tiles[0]?.[1]).toEqual({ x: 0, y: 0, ...DESKTOP })
  expect(arrange(app, DESKTOP).hasFloat).toBe(true)
})

test('from three people on oneself is among the others, and nothing is swapped', () => {
  peers.value = [person('bob'), person('carl')]
  view.isSwapped.value = true
  expect(whoseTiles()).toEqual(['bob', 'carl', 'own'])
  expect(arrange(app, DESKTOP)).toMatchObject({ hasFloat: false, swapsWith: undefined })
})

test('whoever hides their picture, or has none to show, is nowhere', () => {
  view.isSelfHidden.value = true
  expect(arrange(app, DESKTOP)).toMatchObject({ hasFloat: false })
  expect(whoseTiles(PHONE)).toEqual(['bob'])
  view.isSelfHidden.value = false
  isInsecure.value = true
  expect(arrange(app, DESKTOP)).toMatchObject({ hasFloat: false })
})

test('one person large has most of the window, and the order of tiles stays', () => {
  peers.value = [person('bob'), person('carl'), person('dan')]
  view.layout.value = 'speaker'
  expect(arrange(app, DESKTOP).large?.id).toBe('bob')
  view.activeSpeaker.value = 'dan'
  expect(arrange(app, DESKTOP).large?.id).toBe('dan')
  view.pinned.value = 'carl'
  expect(arrange(app, DESKTOP).large?.id).toBe('carl')
  expect(whoseTiles()).toEqual(['bob', 'carl', 'dan', 'own'])
  const areas = arrange(app, DESKTOP).tiles.map(([, { width, height }]) => width * height)
  expect(areas.indexOf(Math.max(...areas))).toBe(1)
})

test('shared screens have most of the window, side by side', () => {
  peers.value = [person('bob'), person('carl')]
  for (const { media } of peers.value) media.value = { screen: true }
  const { screens, tiles } = arrange(app, DESKTOP)
  expect(screens.map(([peer]) => peer.id)).toEqual(['bob', 'carl'])
  expect(screens[0]?.[1].width).toBe(screens[1]?.[1].width)
  expect(tiles.every(([, { width }]) => width < DESKTOP.width / 4)).toBe(true)
  for (const { state } of peers.value.slice(0, 1)) state.value = 'connecting'
  expect(arrange(app, DESKTOP).screens.map(([peer]) => peer.id)).toEqual(['carl'])
})
