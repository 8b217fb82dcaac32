import type { Page } from 'playwright'
import ko from '../../common/locales/ko/page.js'
import ru from '../../common/locales/ru/page.js'
import { expectPictureMoves, openField } from '../helpers/call-page.js'
import { type FontSet, fontsMissing } from '../helpers/font-sets.js'
import { expectLayoutHolds, WINDOW_SIZES } from '../helpers/layout.js'
import { expect, test } from './support/fixtures.js'
import { hostOfFile } from './support/hosts.js'
import { pageOpener } from './support/pages.js'

/** A name as long as names may be. */
const LONG_NAME = 'Wilhelmina Montgomery-Hohenzollern Wesel'

const host = hostOfFile({ capacity: 4 })
const newPage = pageOpener()

interface Look {
  fonts: FontSet
  locale: string
  data: typeof ru.data
}

const LOOKS: readonly Look[] = [
  { fonts: 'dejavu', locale: 'ru-RU', data: ru.data },
  { fonts: 'noto', locale: 'ko-KR', data: ko.data },
]

interface Person {
  origin?: string
  /** Pictures that nobody looks at cost time. */
  hasCamera?: boolean
}

/** Someone in a browser that has these fonts alone. */
async function open({ fonts, locale }: Look, person: Person = {}): Promise<Page> {
  const { origin, hasCamera = true } = person
  const page = await newPage({ locale }, { fonts, devices: hasCamera })
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

/** Ann, and someone whose name is long, who see each other. */
async function callOfTwo(look: Look, room: string): Promise<{ ann: Page; bob: Page }> {
  const [ann, bob] = [await open(look), await open(look)]
  await join(ann, look, 'Ann', room)
  await join(bob, look, LONG_NAME, room)
  await expectPictureMoves(ann)
  return { ann, bob }
}

async function share(page: Page, { data }: Look): Promise<void> {
  await button(page, data['call/share-screen']).click()
  await expect(page.getByText(data['call/you-share-screen'])).toBeVisible()
}

for (const look of LOOKS) {
  const { fonts, data } = look

  test.describe(`with the fonts ${fonts}`, () => {
    test.skip(() => fontsMissing(fonts) !== undefined, fontsMissing(fonts))

    test('nothing lies over another thing before a call', async () => {
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
    })

    test('nothing lies over another thing when someone rings', async () => {
      const [ann, bob] = [await open(look), await open(look)]
      await bob.getByLabel(data['start/your-name'], { exact: true }).fill(LONG_NAME)
      await button(ann, data['host/call-person'].replace('{name}', LONG_NAME)).click()
      await expect(bob.getByRole('dialog')).toBeVisible()
      await expectLayoutHolds(ann, 'ringing')
      await expectLayoutHolds(bob, 'who rings')
    })

    test('nothing lies over another thing in a call of two', async () => {
      test.slow()
      const { ann, bob } = await callOfTwo(look, `two-${fonts}`)
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
      await expectPictureMoves(bob, 'remote-screen')
      await expectLayoutHolds(bob, 'a shared screen')
    })

    test('nothing lies over another thing beside the chat and the log', async () => {
      test.slow()
      const { ann } = await callOfTwo(look, `beside-${fonts}`)
      await button(ann, data['call/chat']).click()
      await expectLayoutHolds(ann, 'chat')
      await button(ann, data['action/close']).click()
      await button(ann, data['call/more']).click()
      await ann.getByRole('menuitem', { name: data['start/signaling-log'] }).click()
      await expectLayoutHolds(ann, 'log')
    })

    test('nothing lies over another thing in a call of four', async () => {
      test.slow()
      const ann = await open(look)
      await join(ann, look, 'Ann', `four-${fonts}`)
      const others: Page[] = []
      for (const person of ['Bob', LONG_NAME, 'Dan']) {
        const page = await open(look, { hasCamera: false })
        await join(page, look, person, `four-${fonts}`)
        others.push(page)
      }
      await expect(ann.getByTestId('remote-video')).toHaveCount(3)
      await expectLayoutHolds(ann, 'a call of four')

      const [bob] = others as [Page]
      await bob.evaluate(() => {
        const still = document.createElement('canvas')
        still.getContext('2d')?.fillRect(0, 0, 160, 90)
        navigator.mediaDevices.getDisplayMedia = async () => still.captureStream()
      })
      await share(bob, look)
      await expect(ann.getByTestId('remote-screen')).toBeVisible()
      await expectLayoutHolds(ann, 'a shared screen among four')
    })

    test('nothing lies over another thing while nobody else is there', async () => {
      const ann = await open(look)
      await join(ann, look, 'Ann', `alone-${fonts}`)
      await expect(button(ann, data['action/copy-link'])).toBeVisible()
      await expectLayoutHolds(ann, 'waiting')
    })

    test('nothing lies over another thing for a guest whom the browser gives no camera', async () => {
      const [address] = host.addresses
      test.skip(address === undefined, 'this machine has no network')
      const guest = await open(look, { origin: `http://${address}:${host.port}` })
      await expect(button(guest, data['start/use-devices'])).toBeVisible()
      await expectLayoutHolds(guest, 'start')
      await join(guest, look, 'Ann', `guest-${fonts}`)
      await expect(button(guest, data['action/copy-link'])).toBeVisible()
      await expectLayoutHolds(guest, 'waiting')
    })
  })
}
