import type { BrowserContextOptions, Page } from 'playwright'
import { expectNoViolations, SIZES } from '../helpers/accessibility.js'
import { expectPictureMoves, expectWaiting, join } from '../helpers/call-page.js'
import { expect, test } from './support/fixtures.js'
import { hostOfFile } from './support/hosts.js'
import { pageOpener } from './support/pages.js'

const host = hostOfFile()
const newPage = pageOpener()

async function open(path = '/', look: BrowserContextOptions = {}): Promise<Page> {
  const page = await newPage(look)
  await page.goto(`http://localhost:${host.port}${path}`)
  return page
}

test('the path of the page fills the room in', async () => {
  const page = await open(`/${encodeURIComponent('Küche 방')}`)
  await expect(page.getByLabel('Room', { exact: true })).toHaveValue('Küche 방')
  await page.getByRole('button', { name: 'Join room' }).click()
  await expectWaiting(page)
  await expect(page).toHaveTitle('Küche 방 · Lanline')
  await expect(page).toHaveURL(/\/K%C3%BCche%20%EB%B0%A9$/)
})

test('joining a room puts it into the path', async () => {
  const page = await open()
  await join(page, 'Ann', 'what/ever?#')
  await expectWaiting(page)
  await page.reload()
  await expect(page.getByLabel('Room', { exact: true })).toHaveValue('what/ever?#')
})

test('the start screen shows the addresses of the host', async () => {
  const page = await open()
  const [best] = host.addresses
  test.skip(best === undefined, 'this machine has no network')
  await expect(page.getByTestId('lan-address')).toHaveText(`${best}:${host.port}`)
})

test('a call asks nobody but the host, and breaks no rule of the page', async () => {
  const requests: string[] = []
  const complaints: string[] = []
  const watch = (page: Page) => {
    page.on('request', (request) => requests.push(request.url()))
    page.on('websocket', (socket) => requests.push(socket.url().replace('ws:', 'http:')))
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
  }
  const [ann, bob] = [await newPage(), await newPage()]
  for (const page of [ann, bob]) {
    watch(page)
    await page.goto(`http://localhost:${host.port}/quiet`)
    await join(page, 'Someone')
  }
  await expectPictureMoves(ann)
  await expectPictureMoves(bob)
  await ann.getByRole('button', { name: 'Hang up' }).click()
  await expectWaiting(bob)

  expect(requests.length).toBeGreaterThan(4)
  expect(requests.filter((url) => new URL(url).host !== `localhost:${host.port}`)).toEqual([])
  expect(complaints).toEqual([])
})

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [device, viewport] of Object.entries(SIZES)) {
    test(`every screen can be read and used by everyone: ${device}, ${colorScheme}`, async () => {
      const room = `${device}-${colorScheme}`
      const look = { colorScheme, viewport }
      const [ann, bob] = [await open(`/${room}`, look), await open(`/${room}`, look)]
      await expect(ann.getByTestId('lan-address').or(ann.getByText('No network'))).toBeVisible()
      await expectNoViolations(ann)

      await join(ann, 'Ann', ' ')
      await expect(ann.getByRole('alert')).toBeVisible()
      await expectNoViolations(ann)
      await join(ann, 'Ann', room)
      await expectWaiting(ann)
      await expectNoViolations(ann)
      await join(bob, 'Bob')
      await expectPictureMoves(ann)
      await expectNoViolations(ann)

      const carl = await open(`/${room}`, look)
      await join(carl, 'Carl')
      await expect(carl.getByRole('heading', { name: `${room} is full` })).toBeVisible()
      await expectNoViolations(carl)
    })
  }
}
