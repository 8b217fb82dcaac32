import { signal } from '@preact/signals'
import { h, render } from 'preact'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { App } from '../../../../renderer/state/app.js'
import { MoreMenu } from '../../../../renderer/ui/call-menus.js'
import type { MenuGroup, MenuItem } from '../../../../renderer/ui/Menu.js'
import { speakEnglish } from '../../../helpers/english.js'
import { fakeDocument } from '../../../helpers/fake-document.js'

const shown = vi.hoisted(() => ({ items: [] as MenuItem[], groups: [] as MenuGroup[] }))
vi.mock('../../../../renderer/ui/Menu.js', () => ({
  Menu: (menu: { items: MenuItem[]; groups: MenuGroup[] }) => {
    Object.assign(shown, menu)
    return null
  },
}))

beforeAll(speakEnglish)

const peers = signal<object[]>([{}])

let isPhone = false

beforeEach(() => {
  peers.value = [{}]
  isPhone = false
})

/** The menu of a call where the document is as this says. */
function open(facts: object): Map<string, () => void> {
  const root = fakeDocument()
  vi.stubGlobal('matchMedia', () => ({ matches: isPhone }))
  Object.assign(document, { fullscreenElement: null, pictureInPictureEnabled: true }, facts)
  const callView = { layout: signal('grid'), isSelfHidden: signal(false), files: { open: () => {} } }
  const calling = { peers, isLocked: signal(false), outgoing: { hand: signal(false) } }
  const rest = { settings: {}, doctor: {}, statistics: {}, signalLog: {}, store: { inApp: signal(undefined) } }
  const app = { callView, calling, deviceControls, ...rest } as unknown as App
  render(h(MoreMenu, { app, goal: { kind: 'room', room: 'standup' }, label: 'More', close: () => {} }), root)
  render(null, root)
  return new Map(shown.items.map(({ label, onSelect }) => [label, onSelect]))
}

const device = (deviceId: string, label: string) => ({ deviceId, label })
const DEVICES: Record<string, object[]> = {
  video: [device('front', 'Front camera'), device('back', 'Back camera')],
  audio: [device('built-in', 'Built-in')],
  output: [],
}
const choose = vi.fn()
const deviceControls = { available: (kind: string) => DEVICES[kind], inUse: () => 'front', choose }

const SMALL = 'Picture in picture'

test('the largest picture that there is leaves the window, and a browser that refuses changes nothing', () => {
  const picture = (clientWidth: number, srcObject: object | null = {}) => ({
    clientWidth,
    srcObject,
    requestPictureInPicture: vi.fn(() => Promise.reject(new DOMException('', 'NotAllowedError'))),
  })
  const [empty, small, large] = [picture(900, null), picture(200), picture(640)]
  const found = vi.fn((_selector: string) => [empty, small, large])
  open({ querySelectorAll: found }).get(SMALL)?.()
  expect(found).toHaveBeenCalledExactlyOnceWith('[data-testid^="remote-"]')
  expect(large.requestPictureInPicture).toHaveBeenCalledOnce()
  for (const other of [empty, small]) expect(other.requestPictureInPicture).not.toHaveBeenCalled()
})

test('where nothing can leave the window, it is not offered', () => {
  expect([...open({ pictureInPictureEnabled: false }).keys()]).not.toContain(SMALL)
  peers.value = []
  expect([...open({}).keys()]).not.toContain(SMALL)
})

test('the call is shown on all of the screen, and in its window again', () => {
  const requestFullscreen = vi.fn(async () => {})
  const exitFullscreen = vi.fn(async () => {})
  open({ documentElement: { requestFullscreen }, exitFullscreen }).get('Full screen')?.()
  expect(requestFullscreen).toHaveBeenCalledOnce()
  open({ documentElement: { requestFullscreen }, exitFullscreen, fullscreenElement: {} }).get('Leave full screen')?.()
  expect(exitFullscreen).toHaveBeenCalledOnce()
  expect(requestFullscreen).toHaveBeenCalledOnce()
})

test('on a phone, whose bar has no room for lists of devices, these are in the menu', () => {
  open({})
  expect(shown.groups).toEqual([])
  isPhone = true
  open({})
  const groups = shown.groups.map(({ headline, items }) => [headline, items.map(({ label }) => label)])
  expect(groups).toEqual([
    ['Camera', ['Front camera', 'Back camera']],
    ['Microphone', ['Built-in']],
  ])
  const [front, back] = shown.groups[0]?.items ?? []
  expect([front?.isChosen, back?.isChosen]).toEqual([true, false])
  back?.onSelect()
  expect(choose).toHaveBeenCalledExactlyOnceWith('video', 'back')
})

test('beside what the bar has there are the picture, the room and help', () => {
  expect([...open({}).keys()]).toEqual([
    'Raise hand',
    'Full screen',
    'One person large',
    'Hide my picture',
    'Picture in picture',
    'Send files…',
    'Settings',
    'Lock room',
    'Help: check my network',
    'Connection in numbers',
    'Signaling log',
  ])
})
