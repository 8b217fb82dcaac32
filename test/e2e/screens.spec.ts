import type { Page } from 'playwright'
import { io, type Socket } from 'socket.io-client'
import en from '../../common/locales/en/page.js'
import ko from '../../common/locales/ko/page.js'
import ru from '../../common/locales/ru/page.js'
import { DEFAULT_SETTINGS } from '../../common/settings.js'
import { askBeforeDevices } from '../helpers/ask-before-devices.js'
import { KEPT, stubBridge, stubScreens } from '../helpers/bridge-stub.js'
import { expectPictureMoves } from '../helpers/call-page.js'
import type { ChromiumOptions } from '../helpers/chromium.js'
import { type FontSet, fontsMissing } from '../helpers/font-sets.js'
import { keepScreens } from '../helpers/screenshot.js'
import { showSilentFilm } from '../helpers/silent-film.js'
import { syllables, writeSound } from '../helpers/sound-file.js'
import { expect, test } from './support/fixtures.js'
import { hostOfFile, hostOfTest, type LocalHost } from './support/hosts.js'
import { pageOpener } from './support/pages.js'

// Every screen in every look, to be looked at: see test-results/screens.

type Texts = typeof ru.data
type Id = keyof Texts

interface Look {
  readonly fonts: FontSet
  readonly locale: string
  readonly data: Texts
}

const TEXTS = { en: en.data as unknown as Texts, ko: ko.data, ru: ru.data }

// DejaVu has no letters for Korean.
const LOOKS: readonly Look[] = [
  { fonts: 'dejavu', locale: 'en', data: TEXTS.en },
  { fonts: 'dejavu', locale: 'ru', data: TEXTS.ru },
  { fonts: 'noto', locale: 'en', data: TEXTS.en },
  { fonts: 'noto', locale: 'ko', data: TEXTS.ko },
  { fonts: 'noto', locale: 'ru', data: TEXTS.ru },
]

const PASSCODE = 'open sesame'

const host = hostOfTest({ capacity: 8 })
const protectedHost = hostOfFile({ args: ['--passcode', PASSCODE] })
const newPage = pageOpener()
// Pictures to be looked at.
test.use({ hasSmallPictures: false })

/** As where the person, or the system, does not allow them. */
const refuseDevices = (page: Page) =>
  page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'))
  })

/** Files of this page are read no further than here, so that one stays under way for as long as it is looked at. */
const holdFiles = (page: Page) =>
  page.addInitScript(() => {
    const { read } = ReadableStreamBYOBReader.prototype
    let left = 3 * 1024 * 1024
    ReadableStreamBYOBReader.prototype.read = function (
      this: ReadableStreamBYOBReader,
      view: ArrayBufferView<ArrayBuffer>,
    ) {
      left -= view.byteLength
      return left < 0 ? new Promise(() => {}) : read.call(this, view)
    } as typeof read
  })

/** As where the computer has lost its power: nobody is told. */
async function crash(page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash')
  const session = await page.context().newCDPSession(page)
  session.send('Page.crash').catch(() => undefined) // No answer comes of it.
  await crashed
}

/** What the app shows of a screen or a window to choose it by. */
function thumbnail(color: string): string {
  const lines = [30, 60, 80, 100, 120].map((y) => `<rect x="24" y="${y}" width="${200 - y}" height="8" fill="#888"/>`)
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="180"><rect width="320" height="180" fill="${color}"/>${lines.join('')}</svg>`
  return `data:image/svg+xml,${encodeURIComponent(picture)}`
}

const sockets: Socket[] = []

/** Someone with a page of their own, as far as the host knows. */
function connect(name: string): Socket {
  const socket = io(`http://localhost:${host.port}/`, { auth: { name }, forceNew: true })
  sockets.push(socket)
  return socket
}

test.afterEach(() => {
  for (const socket of sockets.splice(0)) socket.disconnect()
})

for (const look of LOOKS) {
  const { fonts, locale, data } = look

  interface Visit {
    readonly at?: LocalHost
    readonly path?: string
    readonly hostname?: string
    readonly prepare?: (page: Page) => Promise<unknown>
    readonly browser?: ChromiumOptions
  }

  async function open({ at = host, path = '/', hostname, prepare, browser }: Visit = {}): Promise<Page> {
    const page = await newPage({ locale, ignoreHTTPSErrors: true }, { fonts, ...browser })
    await prepare?.(page)
    await page.goto(hostname === undefined ? at.page(path) : `http://${hostname}:${at.port}${path}`)
    return page
  }

  const say = (id: Id, values: Record<string, string> = {}) =>
    Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), String(data[id]))
  const button = (page: Page, id: Id, values?: Record<string, string>) =>
    page.getByRole('button', { name: say(id, values), exact: true })
  const dialog = (page: Page) => page.getByRole('dialog').last()
  const progress = (page: Page, file: string) =>
    page.getByRole('progressbar', { name: say('files/progress', { file }) })
  const keep = (page: Page, name: string) => keepScreens(page, `${fonts}-${locale}`, name)
  const nameOneself = (page: Page, name: string) => page.getByLabel(say('start/your-name'), { exact: true }).fill(name)

  async function choose(page: Page, opener: Id, item: Id, values?: Record<string, string>): Promise<void> {
    await button(page, opener, values).click()
    await page.getByRole('menuitem', { name: say(item) }).click()
  }

  async function join(page: Page, name: string, room: string): Promise<void> {
    await nameOneself(page, name)
    if (await button(page, 'start/enter-a-room').isVisible()) await button(page, 'start/enter-a-room').click()
    const field = page.getByLabel(say('start/room'), { exact: true })
    if (await field.isVisible()) await field.fill(room)
    await button(page, 'start/join-room').click()
    await expect(button(page, 'call/hang-up')).toBeVisible()
  }

  async function write(page: Page, text: string): Promise<void> {
    await page.getByRole('textbox', { name: say('chat/message') }).fill(text)
    await button(page, 'chat/send').click()
  }

  test.describe(`in ${locale} with the fonts ${fonts}`, () => {
    test.skip(() => fontsMissing(fonts) !== undefined, fontsMissing(fonts))
    test.slow()

    test('the screens before a call', async () => {
      const ann = await open()
      await nameOneself(ann, 'Ann')
      await expect(ann.getByText(say('host/nobody-else'))).toBeVisible()
      await keep(ann, 'start alone')
      const [bob, carl] = [connect('Bob'), connect('Carl')]
      await carl.emitWithAck('create or join', 'standup')
      await expect(button(ann, 'host/call-person', { name: 'Bob' })).toBeVisible()
      await expect(button(ann, 'host/enter-room', { room: 'standup' })).toBeVisible()
      await button(ann, 'start/enter-a-room').click()
      await button(ann, 'start/join-room').click()
      await button(ann, 'host/another-address').click()
      await ann.getByRole('textbox', { name: say('dialogs/host-address'), exact: true }).fill('bob?')
      await button(ann, 'host/connect').click()
      await expect(ann.getByRole('alert')).toHaveCount(2)
      await keep(ann, 'start with others')
      await button(ann, 'host/more-about', { name: 'Bob' }).click()
      await keep(ann, 'start menu')
      await ann.keyboard.press('Escape')
      await choose(ann, 'host/more-about', 'action/remove', { name: 'Bob' })
      await expect(dialog(ann)).toBeVisible()
      await keep(ann, 'removing')
      await ann.keyboard.press('Escape')
      await button(ann, 'host/change-who-may').click()
      await dialog(ann).locator('summary').click()
      await keep(ann, 'access')
      await button(ann, 'dialogs/ask-for-a-passcode').click()
      await keep(ann, 'access with a passcode to be')
      await ann.keyboard.press('Escape')
      await button(ann, 'call/chat').click()
      await bob.emitWithAck('send', { message: 'Anyone up for a call? See http://example.com/agenda' })
      await write(ann, 'In a minute.')
      await expect(ann.getByRole('log')).toContainText('In a minute.')
      await keep(ann, 'lobby chat')
      await ann.keyboard.press('Escape')
      await button(ann, 'start/help').click()
      await keep(ann, 'help menu')
      await ann.getByRole('menuitem', { name: say('start/check-network') }).click()
      await expect(ann.getByRole('region', { name: say('findings/title') })).toHaveAttribute('aria-busy', 'false')
      await keep(ann, 'network check')
      await ann.keyboard.press('Escape')
      await choose(ann, 'start/help', 'start/signaling-log')
      await keep(ann, 'signaling log')
    })

    test('the settings, and what the app says', async () => {
      const host = { ...DEFAULT_SETTINGS.host, passcode: PASSCODE }
      const kept = { ...KEPT, settings: { ...DEFAULT_SETTINGS, host }, hasNewPasscode: true }
      const ann = await open({
        prepare: async (page) => {
          await stubBridge(page, { settings: [kept], hostPasscode: [PASSCODE], wayTo: [{ kind: 'changed' }] })
          await stubScreens(page, {
            sources: [
              { id: 'screen:1', name: 'Screen 1', kind: 'screen', thumbnail: thumbnail('#2f6f5e') },
              { id: 'screen:2', name: 'Screen 2', kind: 'screen', thumbnail: thumbnail('#6b4a2f') },
              { id: 'window:1', name: 'Quarterly report', kind: 'window', thumbnail: thumbnail('#f4f4f0') },
              {
                id: 'window:2',
                name: 'Reise nach Niederösterreich – Fotos',
                kind: 'window',
                thumbnail: thumbnail('#39508f'),
              },
            ],
            canShareSound: true,
          } as never)
        },
      })
      await expect(ann.getByText(PASSCODE)).toBeVisible()
      await keep(ann, 'start in the app')
      await button(ann, 'start/settings').click()
      for (const tab of ['settings/you', 'start/this-computer', 'settings/advanced'] as Id[]) {
        await ann.getByRole('tab', { name: say(tab), exact: true }).click()
        await keep(ann, tab.replace('/', ' '))
      }
      await ann.keyboard.press('Escape')
      await button(ann, 'host/another-address').click()
      await ann.getByRole('textbox', { name: say('dialogs/host-address'), exact: true }).fill('192.168.1.20:8080')
      await button(ann, 'host/connect').click()
      await expect(dialog(ann)).toBeVisible()
      await keep(ann, 'another key than before')
      await ann.keyboard.press('Escape')
      await nameOneself(ann, 'Ann')
      await button(ann, 'start/start-a-call').click()
      await button(ann, 'call/share-screen').click()
      await expect(dialog(ann)).toBeVisible()
      await keep(ann, 'choosing a screen')
    })

    test('a call of two', async () => {
      const [ann, bob] = [await open(), await open({ prepare: (page) => page.addInitScript(showSilentFilm) })]
      await join(ann, 'Ann', `two-${fonts}-${locale}`)
      await expect(ann.getByRole('img', { name: 'QR' })).toBeVisible()
      await keep(ann, 'waiting')
      await join(bob, 'Bob', `two-${fonts}-${locale}`)
      await expectPictureMoves(ann)
      await keep(ann, 'call of two')
      await button(ann, 'call/chat').click()
      await button(bob, 'call/chat').click()
      await write(ann, 'Hello Bob')
      await write(bob, 'Hi Ann. The agenda: http://example.com/a-rather-long-address-that-does-not-break-anywhere')
      await expect(ann.getByRole('link')).toBeVisible()
      await keep(ann, 'chat')
      await button(ann, 'call/people').click()
      await expect(button(ann, 'action/copy-link')).toBeVisible()
      await keep(ann, 'people')
      await button(ann, 'host/remove-person', { name: 'Bob' }).click()
      await expect(dialog(ann)).toBeVisible()
      await keep(ann, 'removing from a call')
      await ann.keyboard.press('Escape')
      await ann.keyboard.press('Escape')
      await button(ann, 'call/more').click()
      await keep(ann, 'more menu')
      await ann.getByRole('menuitem', { name: say('panels/lock-room') }).click()
      await expect(bob.getByText(say('call/locked'), { exact: true })).toBeVisible()
      await button(bob, 'call/chat').click()
      await button(bob, 'call/share-screen').click()
      await expectPictureMoves(ann, 'remote-screen')
      await keep(ann, 'a shared screen')
      await keep(bob, 'sharing')
      await expect(bob.getByText(say('panels/unheard-tab'))).toBeVisible()
      await keep(bob, 'a film without its sound')
      await choose(ann, 'call/more', 'start/settings')
      await expect(dialog(ann)).toBeVisible()
      await keep(ann, 'settings in a call')
      await ann.keyboard.press('Escape')
      await button(ann, 'call/hang-up').click()
      await expect(button(ann, 'ending/rejoin' as Id)).toBeVisible()
      await keep(ann, 'left')
    })

    test('what is opened beside a call', async () => {
      const [ann, bob] = [await open({ prepare: holdFiles }), await open()]
      const room = `beside-${fonts}-${locale}`
      await join(ann, 'Ann', room)
      await join(bob, 'Bob', room)
      await expectPictureMoves(ann)
      await choose(bob, 'call/more', 'talk/raise-hand')
      await expect(ann.getByRole('img', { name: say('talk/hand-up') })).toBeVisible()
      await keep(ann, 'a raised hand')
      await choose(ann, 'call/more', 'stats/title')
      await expect(ann.getByRole('complementary').getByRole('img')).toHaveCount(3)
      await keep(ann, 'statistics')
      await choose(ann, 'call/more', 'files/send')
      const report = 'Отчёт о летней поездке, последний вариант (2)'
      const pick = ann.locator('input[type=file]').first()
      await pick.setInputFiles({ name: 'holiday.zip', mimeType: 'application/zip', buffer: Buffer.alloc(300_000) })
      await expect(bob.getByRole('button', { name: say('files/accept-file', { file: 'holiday.zip' }) })).toBeVisible()
      await pick.setInputFiles([
        { name: `${report}.pdf`, mimeType: 'application/pdf', buffer: Buffer.alloc(9_000) },
        { name: `${report}.txt`, mimeType: 'text/plain', buffer: Buffer.alloc(900) },
      ])
      await keep(ann, 'files offered')
      await keep(bob, 'file to accept')
      await bob.getByRole('button', { name: say('files/decline-file', { file: 'holiday.zip' }) }).click()
      await expect(ann.getByText(say('files/declined-there', { name: 'Bob' }))).toBeVisible()
      await keep(ann, 'files declined')
      await pick.setInputFiles({ name: 'holiday.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(8 * 1024 * 1024) })
      await choose(bob, 'call/more', 'files/send')
      await bob.getByRole('button', { name: say('files/accept-file', { file: 'holiday.mp4' }) }).click()
      await expect(progress(ann, 'holiday.mp4')).toHaveAttribute('value', /[1-9]/)
      await keep(ann, 'a file that goes')
      await expect(progress(bob, 'holiday.mp4')).toHaveAttribute('value', /[1-9]/)
      await keep(bob, 'a file that comes, in the list')
      await bob.keyboard.press('Escape')
      await keep(bob, 'a file that comes')
      await ann.keyboard.press('Escape')
      await button(ann, 'call/choose-microphone').click()
      await keep(ann, 'microphones')
      await ann.keyboard.press('Escape')
      const other = await ann.context().newPage()
      await other.goto(host.page(`/${room}`))
      await button(other, 'start/join-room').click()
      await expect(dialog(other)).toBeVisible()
      await keep(other, 'continue here')
    })

    test('a call of four, and of eight', async () => {
      const room = `four-${fonts}-${locale}`
      const ann = await open()
      await join(ann, 'Ann', room)
      for (const name of ['Bob', 'Wilhelmina Montgomery-Hohenzollern', 'Dan']) {
        const other = await open({ browser: { devices: false } })
        await join(other, name, room)
      }
      await expect(ann.getByTestId('remote-video')).toHaveCount(3)
      await expect(ann.getByText(say('call/tile-connecting'))).toHaveCount(0)
      await keep(ann, 'call of four')
      await choose(ann, 'call/more', 'panels/speaker-layout')
      await keep(ann, 'one person large')
      await choose(ann, 'call/more', 'panels/grid-layout')
      for (const name of ['Fay', 'Gus', 'Hal', 'Ida']) await connect(name).emitWithAck('create or join', room)
      await expect(ann.getByTestId('remote-video')).toHaveCount(7)
      await keep(ann, 'call of eight')
      const eve = await open({ path: `/${room}` })
      await nameOneself(eve, 'Eve')
      await button(eve, 'start/join-room').click()
      await expect(button(eve, 'ending/tell-me' as Id)).toBeVisible()
      await keep(eve, 'full')
    })

    test('what a call says by itself', async () => {
      const room = `says-${fonts}-${locale}`
      const sound = test.info().outputPath('talk.wav')
      writeSound(sound, syllables)
      const browser = { args: [`--use-file-for-fake-audio-capture=${sound}`] }
      const [ann, bob] = [await open({ browser }), await open({ browser })]
      await join(ann, 'Ann', room)
      await join(bob, 'Bob', room)
      await expect(ann.getByText(say('talk/same-room', { name: 'Bob' }))).toBeVisible()
      await keep(ann, 'two in one room')
      await button(ann, 'talk/mute-me' as Id).click()
      await expect(ann.getByRole('button', { name: say('talk/muted-press') })).toBeVisible()
      await keep(ann, 'muted and talking')
      await connect('Fay').emitWithAck('create or join', room)
      await expect(ann.getByRole('complementary', { name: say('call/in-the-way') })).toBeVisible({ timeout: 60_000 })
      await keep(ann, 'somebody who cannot be reached')
      await host.stop()
      await crash(bob)
      await expect(ann.getByText(say('call/tile-lost').split('{')[0] as string).first()).toBeVisible()
      await keep(ann, 'somebody who is lost')
    })

    test('calls from person to person', async () => {
      const ann = await open()
      await nameOneself(ann, 'Ann')
      const bob = connect('Bob')
      const idOfAnn = new Promise<string>((resolve) => {
        bob.on('updateUserlist', ({ users }: { users: { id: string; name: string }[] }) => {
          const found = users.find(({ name }) => name === 'Ann')
          if (found) resolve(found.id)
        })
      })
      await button(ann, 'host/call-person', { name: 'Bob' }).click()
      await expect(button(ann, 'call/hang-up')).toBeVisible()
      await keep(ann, 'ringing')
      await bob.emitWithAck('refuse', { to: await idOfAnn })
      await expect(ann.getByRole('heading', { name: say('ending/declined', { name: 'Bob' }) })).toBeVisible()
      await keep(ann, 'declined')
      await button(ann, 'ending/back' as Id).click()
      for (const audioOnly of [false, true]) {
        await bob.emitWithAck('call', { to: await idOfAnn, audioOnly })
        await expect(dialog(ann)).toBeVisible()
        await keep(ann, audioOnly ? 'who rings for a voice call' : 'who rings')
        await bob.emitWithAck('disconnectPeer', { to: await idOfAnn })
        await expect(dialog(ann)).toHaveCount(0)
        await bob.emitWithAck('leave')
      }
      await expect(button(ann, 'host/call-back')).toBeVisible()
      await keep(ann, 'missed call')
    })

    test('a host that is lost, and someone who is removed', async () => {
      const [ann, bob] = [await open(), await open()]
      await join(ann, 'Ann', 'lost')
      await nameOneself(bob, 'Bob')
      await button(bob, 'start/settings').click()
      await dialog(bob).getByRole('textbox').first().fill('Robert')
      await bob.keyboard.press('Escape')
      await expect(dialog(bob).getByRole('alert')).toBeVisible()
      await keep(bob, 'settings that are not saved')
      await dialog(bob)
        .getByRole('button', { name: say('settings/throw-away') })
        .click()
      await choose(bob, 'host/more-about', 'action/remove', { name: 'Ann' })
      await button(bob, 'dialogs/remove').click()
      await expect(ann.getByRole('heading', { name: say('dialogs/you-are-out') })).toBeVisible()
      await keep(ann, 'removed')
      await host.stop()
      await expect(bob.getByText(say('host/host-away'))).toBeVisible()
      await keep(bob, 'start without a host')
    })

    test('a guest, and what is in the way', async () => {
      const [address] = host.addresses
      test.skip(address === undefined, 'this machine has no network')
      const carl = connect('Carl')
      const room = `guests-${fonts}-${locale}`
      await carl.emitWithAck('create or join', room)
      const guest = await open({ path: `/${room}`, hostname: address as string })
      await expect(guest.getByRole('heading', { name: 'Carl' })).toBeVisible()
      await keep(guest, 'guest')
      await button(guest, 'guest/join-with-devices').click()
      await expect(dialog(guest)).toBeVisible()
      await keep(guest, 'secure door')
      await guest.keyboard.press('Escape')
      await nameOneself(guest, 'Greta')
      await button(guest, 'guest/join-to-watch').click()
      await expect(button(guest, 'call/hang-up')).toBeVisible()
      await keep(guest, 'watching')

      const protectedGuest = await open({ at: protectedHost, path: '/standup', hostname: address as string })
      await expect(dialog(protectedGuest)).toBeVisible()
      await protectedGuest.getByRole('textbox', { name: say('dialogs/passcode') }).fill('not this')
      await button(protectedGuest, 'dialogs/continue').click()
      await expect(dialog(protectedGuest).getByRole('alert')).toBeVisible()
      await keep(protectedGuest, 'passcode')

      const asked = await open({ prepare: askBeforeDevices })
      await expect(asked.getByText(say('start/press-allow'))).toBeVisible()
      await keep(asked, 'the browser asks')
      const refused = await open({ prepare: refuseDevices })
      await nameOneself(refused, 'Ann')
      await expect(refused.getByText(say('problems/devices-refused-in-browser'))).toBeVisible()
      await keep(refused, 'devices refused')
      await button(refused, 'call/turn-on-camera' as Id).click()
      await expect(dialog(refused)).toBeVisible()
      await keep(refused, 'camera refused')
    })
  })
}
