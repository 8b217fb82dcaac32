import type { Page } from 'playwright'
import ko from '../../common/locales/ko/page.js'
import ru from '../../common/locales/ru/page.js'
import { expectPictureMoves, openField } from '../helpers/call-page.js'
import { type FontSet, fontsMissing } from '../helpers/font-sets.js'
import { expectLayoutHolds, WINDOW_SIZES } from '../helpers/layout.js'
import { expect, test } from './support/fixtures.js'
import { hostOfFile } from './support/hosts.js'
import { pageOpener } from './support/pages.js'
import { keepWhatPasses, silentPeople } from './support/silent-people.js'

/** A name as long as names may be. */
const LONG_NAME = 'Wilhelmina Montgomery-Hohenzollern Wesel'

const host = hostOfFile({ capacity: 4 })
const newPage = pageOpener()
const addSilent = silentPeople(host)

interface Look {
  fonts: FontSet
  locale: string
  data: typeof ru.data
}

const LOOKS: readonly Look[] = [
  { fonts: 'dejavu', locale: 'ru-RU', data: ru.data },
  { fonts: 'noto', locale: 'ko-KR', data: ko.data },
]

/** Someone in a browser that has these fonts alone. */
async function open({ fonts, locale }: Look, origin?: string): Promise<Page> {
  const page = await newPage({ locale }, { fonts })
  await keepWhatPasses(page)
  await page.goto(origin === undefined ? host.page() : `${origin}/`)
  return page
}

async function join(page: Page, { data }: Look, name: string, room: string): Promise<void> {
  await page.getByLabel(data['start/your-name'], { exact: true }).fill(name)
  const field = page.getByLabel(data['start/room'], { exact: true })
  await openField(button(page, data['start/enter-a-room']), field)
  await field.fill(room)
  await button(page, data['start/join-room']).click()
  await expect(button(page, data['call/hang-up'])).toBeVisible()
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

async function choose(page: Page, { data }: Look, item: 'panels/unlock-room' | 'start/signaling-log'): Promise<void> {
  await button(page, data['call/more']).click()
  await page.getByRole('menuitem', { name: data[item] }).click()
}

/** Shares a small picture that changes, which costs far less than the screen that a browser pretends. */
async function share(page: Page, { data }: Look): Promise<void> {
  await page.evaluate(() => {
    const screen = document.createElement('canvas')
    const context = screen.getContext('2d')
    setInterval(() => context?.fillRect(0, 0, screen.width * Math.random(), screen.height), 200)
    navigator.mediaDevices.getDisplayMedia = async () => screen.captureStream()
  })
  await button(page, data['call/share-screen']).click()
  await expect(page.getByText(data['call/you-share-screen'])).toBeVisible()
}

for (const look of LOOKS) {
  const { fonts, data } = look

  test.describe(`with the fonts ${fonts}`, () => {
    test.skip(() => fontsMissing(fonts) !== undefined, fontsMissing(fonts))

    test('nothing lies over another thing before a call, and when someone rings', async () => {
      const ann = await open(look)
      await expect(ann.getByTestId('lan-address').or(ann.getByText(data['host/no-network']))).toBeVisible()
      await expectLayoutHolds(ann, 'start')
      for (const what of ['start/settings', 'host/change-who-may', 'call/chat'] as const) {
        await button(ann, data[what]).click()
        await expect(ann.getByRole('dialog')).toBeVisible()
        await expectLayoutHolds(ann, what)
        await ann.keyboard.press('Escape')
      }
      for (const what of ['start/check-network', 'start/signaling-log'] as const) {
        await button(ann, data['start/help']).click()
        await ann.getByRole('menuitem', { name: data[what] }).click()
        await expect(ann.getByRole('dialog')).toBeVisible()
        await expectLayoutHolds(ann, what)
        await ann.keyboard.press('Escape')
      }
      const bob = await addSilent(LONG_NAME)
      const called = new Promise<string>((resolve) => bob.once('call', ({ from }) => resolve(from.id)))
      await button(ann, data['host/call-person'].replace('{name}', LONG_NAME)).click()
      await expect(button(ann, data['call/hang-up'])).toBeVisible()
      await expectLayoutHolds(ann, 'ringing')
      const to = await called
      await bob.emitWithAck('refuse', { to })
      await button(ann, data['ending/back']).click()
      await bob.emitWithAck('call', { to })
      await expect(ann.getByRole('dialog')).toBeVisible()
      await expectLayoutHolds(ann, 'who rings')
    })

    test('nothing lies over another thing in a call', async () => {
      const [ann, bob] = [await open(look), await open(look)]
      const room = `call-${fonts}`

      await test.step('while nobody else is there', async () => {
        await join(ann, look, 'Ann', room)
        await expect(button(ann, data['action/copy-link'])).toBeVisible()
        await expectLayoutHolds(ann, 'waiting')
      })

      await test.step('of two', async () => {
        await join(bob, look, LONG_NAME, room)
        await expectPictureMoves(ann)
        await expectLayoutHolds(ann, 'a call of two')
        await button(ann, data['call/more']).click()
        await expectLayoutHolds(ann, 'menu')
        await ann.getByRole('menuitem', { name: data['panels/lock-room'] }).click()
        await expect(ann.getByText(data['call/locked'])).toBeVisible()
        await share(ann, look)
        await expectLayoutHolds(ann, 'locked and sharing')
        for (const size of WINDOW_SIZES) {
          await ann.setViewportSize(size)
          await expect(button(ann, data['panels/stop'])).toBeInViewport({ ratio: 1 })
          await expect(ann.getByTestId('shared-screen')).toBeInViewport({ ratio: 1 })
        }
        await ann.setViewportSize(WINDOW_SIZES[0])
        await expectPictureMoves(bob, 'remote-screen')
        await expectLayoutHolds(bob, 'a shared screen')
        await button(ann, data['panels/stop']).click()
        await choose(ann, look, 'panels/unlock-room')
        await expect(ann.getByText(data['call/locked'])).toHaveCount(0)
      })

      await test.step('beside the chat and the log', async () => {
        await button(ann, data['call/chat']).click()
        await expectLayoutHolds(ann, 'chat')
        await button(ann, data['action/close']).click()
        await choose(ann, look, 'start/signaling-log')
        await expectLayoutHolds(ann, 'log')
        await button(ann, data['action/close']).click()
      })

      await test.step('of four', async () => {
        for (const name of ['Carl', 'Dan']) await addSilent(name, room)
        await expect(ann.getByTestId('remote-video')).toHaveCount(3)
        await expectLayoutHolds(ann, 'a call of four')
        await share(bob, look)
        await expect(ann.getByTestId('remote-screen')).toBeVisible()
        await expectLayoutHolds(ann, 'a shared screen among four')
      })
    })

    test('nothing lies over another thing for a guest whom the browser gives no camera', async () => {
      const [address] = host.addresses
      test.skip(address === undefined, 'this machine has no network')
      const guest = await open(look, `http://${address}:${host.port}`)
      await expect(button(guest, data['start/use-devices'])).toBeVisible()
      await expectLayoutHolds(guest, 'start')
      await join(guest, look, 'Ann', `guest-${fonts}`)
      await expect(button(guest, data['action/copy-link'])).toBeVisible()
      await expectLayoutHolds(guest, 'waiting')
    })
  })
}
