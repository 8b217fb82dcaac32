import type { MenuItemConstructorOptions } from 'electron'
import { afterEach, expect, test } from 'vitest'
import { speak, t } from '../../../../main/app/language.js'
import { appMenu } from '../../../../main/app/menu.js'
import { statusLine } from '../../../../main/app/tray.js'

afterEach(() => void speak('en', 'en'))

test.each([
  [undefined, 'en-US', 'Quit'],
  [undefined, 'ru-RU', 'Выйти'],
  [undefined, 'ko', '종료'],
  [undefined, 'de-AT', 'Quit'],
  ['ru', 'ko', 'Выйти'],
  ['en', 'ko', 'Quit'],
] as const)(
  'of a person who chose %s on a system that speaks %s the app speaks the language of "%s"',
  (chosen, system, word) => {
    speak(chosen, system)
    expect(t('app/quit')).toBe(word)
  },
)

test('tells whether the language has become another, so that what stands there is said anew', () => {
  expect(speak(undefined, 'en-GB')).toBe(false)
  expect(speak('ko', 'en-GB')).toBe(true)
  expect(speak('ko', 'ru')).toBe(false)
})

const words = (items: MenuItemConstructorOptions[]): (string | undefined)[] =>
  items
    .filter(({ type, visible, role }) => type !== 'separator' && visible !== false && role !== 'appMenu')
    .map(({ label }) => label)
    .concat(items.flatMap(({ submenu }) => words((submenu ?? []) as MenuItemConstructorOptions[])))

test.each(['darwin', 'win32', 'linux'] as const)('on %s no word of the menu is left to Electron', (platform) => {
  speak('ru', 'en')
  const menu = words(appMenu({ showSettings: () => {}, isDevelopment: true }, platform))
  expect(menu.length).toBeGreaterThan(20)
  for (const word of menu) expect(word).toMatch(/\p{Script=Cyrillic}/u)
})

test('the tray says how the person is doing', () => {
  speak('ru', 'en')
  const status = { activity: 'in-call', room: 'standup', microphone: 'on', unread: 0 } as const
  expect(statusLine({ status, address: undefined })).toBe('Идёт звонок в комнате standup')
})
