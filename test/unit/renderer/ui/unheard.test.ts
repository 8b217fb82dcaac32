import { setImmediate as settled } from 'node:timers/promises'
import { signal } from '@preact/signals'
import { h, render } from 'preact'
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import type { ScreenHint } from '../../../../renderer/call/uplink.js'
import type { App } from '../../../../renderer/state/app.js'
import type { Sharing } from '../../../../renderer/state/sharing.js'
import { ShareNote } from '../../../../renderer/ui/ShareNote.js'
import { remedyFor } from '../../../../renderer/ui/unheard.js'
import { speakEnglish } from '../../../helpers/english.js'
import { fakeDocument } from '../../../helpers/fake-document.js'

vi.mock('../../../../renderer/ui/Video.js', () => ({ Video: () => null }))

beforeAll(speakEnglish)

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36'
const MAC = CHROME.replace('X11; Linux x86_64', 'Macintosh; Intel Mac OS X 10_15_7')
const EDGE = `${CHROME} Edg/150.0.0.0`
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0'
const SAFARI =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15'

interface Shared {
  hasSound?: boolean
  surface?: string
  isApp?: boolean
  /** What the app's list offered; undefined where the system's own was shown. */
  canShareSound?: boolean
  /** Whether the person picked it there. */
  withSound?: boolean
}

function share({ hasSound = false, surface = 'window', canShareSound, withSound = false }: Shared) {
  const picture = { getSettings: () => ({ displaySurface: surface }) }
  const stream = { getAudioTracks: () => (hasSound ? [{}] : []), getVideoTracks: () => [picture] }
  const picker = { asked: canShareSound === undefined ? undefined : { sources: [], canShareSound }, withSound }
  return { state: signal('on'), stream, picker, toggle: () => {} } as unknown as Sharing
}

test.each<[string, Shared, string, string | undefined]>([
  ['a window in Chrome', {}, CHROME, 'tab'],
  ['a screen in Edge', { surface: 'monitor' }, EDGE, 'tab'],
  ['a tab in Chrome whose sound the person left out', { surface: 'browser' }, CHROME, undefined],
  ['a window with its sound', { hasSound: true }, CHROME, undefined],
  ['a window in Firefox', {}, FIREFOX, 'browser'],
  ['a screen in Safari', { surface: 'monitor' }, SAFARI, 'browser'],
  ['a screen in the app, by the portal of Linux', { isApp: true, surface: 'monitor' }, CHROME, 'browser'],
  ['a window in the app, which had no sound to offer', { isApp: true, canShareSound: false }, CHROME, 'browser'],
  ['a window in the app whose sound the person left out', { isApp: true, canShareSound: true }, CHROME, undefined],
  [
    'a window in the app whose sound was lost',
    { isApp: true, canShareSound: true, withSound: true },
    CHROME,
    'browser',
  ],
  ['a window in the app on macOS, by its own picker', { isApp: true }, MAC, 'permission'],
  ['the same whose sound macOS refuses', { isApp: true, canShareSound: true, withSound: true }, MAC, 'permission'],
  ['the same whose sound the person left out', { isApp: true, canShareSound: true }, MAC, undefined],
  ['the same on a macOS that gives none', { isApp: true, canShareSound: false }, MAC, 'browser'],
  ['a screen in the app with its sound', { isApp: true, canShareSound: true, hasSound: true }, CHROME, undefined],
])('what helps where others do not hear: %s', (_what, shared, userAgent, remedy) => {
  expect(remedyFor(share(shared), shared.isApp ?? false, userAgent)).toBe(remedy)
})

/** What the note says of the sound, each time that one looks. */
function draw(shared: Shared, userAgent = CHROME) {
  vi.stubGlobal('navigator', { userAgent })
  const hint = signal<ScreenHint>('detail')
  const rest = { calling: { outgoing: { screen: { hint } } }, store: { inApp: signal(shared.isApp ? {} : undefined) } }
  const app = { sharing: share(shared), ...rest } as unknown as App
  const root = fakeDocument()
  render(h(ShareNote, { app }), root)
  const look = async () => {
    await settled()
    return textsOf(root)
      .filter((text) => text !== 'You are sharing your screen' && text !== 'Stop')
      .join('')
  }
  onTestFinished(() => render(null, root))
  return { hint, look }
}

function textsOf(node: Node): string[] {
  const { data } = node as Text
  return [...(data ? [data] : []), ...[...node.childNodes].flatMap(textsOf)]
}

test('of text nothing is said; once a film is shown it is said until sharing ends', async () => {
  const { hint, look } = draw({})
  expect(await look()).toBe('')
  hint.value = 'motion'
  const said =
    'The others do not hear the sound of this computer. They do if you share the tab that plays it, with its sound.'
  expect(await look()).toBe(said)
  hint.value = 'detail'
  expect(await look()).toBe(said)
})

test('on macOS the way to allow it stands beside', async () => {
  const { hint, look } = draw({ isApp: true }, MAC)
  hint.value = 'motion'
  expect(await look()).toMatch(/record the screen and its sound in the system’s settings.* Open system settings$/)
})

test('of a film with its sound nothing is said', async () => {
  const { hint, look } = draw({ hasSound: true })
  hint.value = 'motion'
  expect(await look()).toBe('')
})
