import type { Locator, Page } from 'playwright'
import { expectNoViolations, SIZES } from '../helpers/accessibility.js'
import { expectPictureMoves, expectWaiting, join } from '../helpers/call-page.js'
import { WINDOW_SIZES } from '../helpers/layout.js'
import { expect, test } from './support/fixtures.js'
import { hostOfFile, LocalHost } from './support/hosts.js'
import { pageOpener } from './support/pages.js'
import { silentPeople } from './support/silent-people.js'
import { chooseHelp, openAccess } from './support/start-screen.js'

const host = hostOfFile()
const newPage = pageOpener()
const addSilent = silentPeople(host)
/** Nobody of the other tests is here. */
const quiet = new LocalHost()
const addQuiet = silentPeople(quiet)

async function open(path = '/'): Promise<Page> {
  const page = await newPage()
  await page.goto(host.page(path))
  return page
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

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
  const path = new URL(page.url()).pathname
  await expect((await open(path)).getByLabel('Room', { exact: true })).toHaveValue('what/ever?#')
  // Loaded anew, the page is back in the room.
  await page.reload()
  await expectWaiting(page)
  await expect(page).toHaveTitle('what/ever?# · Lanline')
})

test('the start screen shows the addresses of the host', async () => {
  const page = await open()
  const [best] = host.addresses
  test.skip(best === undefined, 'this machine has no network')
  const address = page.getByTestId('lan-address')
  await expect(address).toHaveText(`${best}:${host.port}`)
  // Large enough to be read from across a table.
  await expect(address).toHaveCSS('font-size', '24px')
})

test('one press starts a call, in which the link to give away stands first', async () => {
  const page = await open()
  const start = button(page, 'Start a call')
  await expect(start).toHaveCSS('min-height', '52px')
  for (const size of WINDOW_SIZES) {
    await page.setViewportSize(size)
    await expect(start, `${size.width}×${size.height}`).toBeInViewport({ ratio: 1 })
  }
  await start.click()
  await expectWaiting(page)
  await expect(page).toHaveURL(/\/[a-z]+-[a-z]+$/)
  await expect(button(page, 'Copy link').or(page.getByText('This computer is on no network'))).toBeVisible()
})

test('with four people nothing scrolls on a desktop, and a phone shows them before the choice of devices', async () => {
  await quiet.start()
  const names = ['Bob', 'Carl', 'Dora', 'Eve']
  const others = await Promise.all(names.map((name) => addQuiet(name)))
  const page = await newPage()
  await page.goto(quiet.page())
  for (const name of names) await expect(button(page, `Call ${name}`)).toBeVisible()
  await page.setViewportSize(SIZES.desktop)
  const height = () => page.evaluate(() => document.documentElement.scrollHeight)
  expect(await height()).toBeLessThanOrEqual(SIZES.desktop.height)
  await page.setViewportSize(SIZES.phone)
  const topOf = async (locator: Locator) => (await locator.boundingBox())?.y ?? Number.NaN
  const network = await topOf(page.getByRole('region', { name: 'On this network' }))
  expect(network).toBeLessThan(await topOf(page.getByRole('combobox', { name: 'Camera' })))
  const inOneRow = await Promise.all(['Call Bob', 'More about Bob'].map((name) => topOf(button(page, name))))
  expect(inOneRow[0]).toBe(inOneRow[1])
  for (const other of others) other.disconnect()
  await expect(page.getByText('Nobody else yet.')).toBeVisible()
  expect(await height()).toBeLessThanOrEqual(1_000)
  await quiet.stop()
})

test('what is said in the lobby is counted on the button of its chat', async () => {
  const page = await open()
  const [zoe, chat] = [await addSilent('Zoe'), page.getByRole('button', { name: /^Chat/ })]
  await expect(button(page, 'Call Zoe')).toBeVisible()
  for (const message of ['Hello', 'Anyone there?']) await zoe.emitWithAck('send', { message })
  await expect(chat.getByRole('img', { name: '2 unread' })).toHaveText('2')
  await chat.click()
  await expect(page.getByRole('log')).toContainText('Anyone there?')
  await expect(chat.getByRole('img')).toHaveCount(0)
})

test('a guest by link on plain http sees the room alone, and is told the way to camera and microphone', async () => {
  test.slow()
  const [address] = host.addresses
  test.skip(address === undefined, 'this machine has no network')
  const ann = await newPage({}, { devices: false })
  await ann.goto(host.page('/guests'))
  await join(ann, 'Ann')
  await expectWaiting(ann)
  const guest = await newPage({ ignoreHTTPSErrors: true })
  await guest.goto(`http://${address}:${host.port}/guests`)
  await expect(guest.getByRole('heading', { name: 'Ann is in guests' })).toBeVisible()
  await expect(guest.getByText(/^1 of 2 people · on /)).toBeVisible()
  await expect(guest.getByLabel('Your name')).toBeFocused()
  const card = await guest.getByRole('region', { name: 'Join a room' }).boundingBox()
  expect(card).toMatchObject({ x: (SIZES.desktop.width - 440) / 2, width: 440 })
  await expectNoViolations(guest)
  const [withDevices, toWatch] = [
    button(guest, 'Join with camera and microphone'),
    button(guest, 'Join to watch and listen'),
  ]
  const goOn = guest.getByRole('link', { name: 'Continue' })
  for (const size of WINDOW_SIZES) {
    await guest.setViewportSize(size)
    for (const one of [withDevices, toWatch]) await expect(one).toBeInViewport({ ratio: 1 })
    await withDevices.click()
    await expect(goOn).toBeInViewport({ ratio: 1 })
    await guest.keyboard.press('Escape')
  }
  await withDevices.click()
  await expect(guest.getByRole('dialog')).toContainText('Your browser will warn you once')
  await goOn.click()
  await expect(guest).toHaveURL(/^https:/)
  await expectPictureMoves(ann)
})

test('a guest by link on https is in by one press', async () => {
  const [address] = host.addresses
  test.skip(address === undefined, 'this machine has no network')
  const guest = await newPage({ ignoreHTTPSErrors: true })
  await guest.goto(`https://${address}:${host.securePort}/secure-guests`)
  await button(guest, 'Join room').click()
  await expectWaiting(guest)
})

test('someone who is busy has no menu for a guest, who could choose nothing from it', async () => {
  const [address] = host.addresses
  test.skip(address === undefined, 'this machine has no network')
  const [dan, eve] = [await addSilent('Dan'), await addSilent('Eve')]
  const idOf = (socket: typeof dan) => new Promise<string>((resolve) => socket.on('welcome', ({ id }) => resolve(id)))
  const [, id] = await Promise.all([idOf(dan), idOf(eve)])
  const guest = await newPage()
  await guest.goto(`http://${address}:${host.port}/`)
  await expect(button(guest, 'More about Eve')).toBeVisible()
  dan.emit('call', { to: id })
  await expect(button(guest, 'Call Eve')).toBeDisabled()
  await expect(button(guest, 'More about Eve')).toHaveCount(0)
})

test('who may come in is chosen in a sheet', async () => {
  const page = await open()
  await openAccess(page)
  const capacity = page.getByRole('combobox', { name: 'People in a room' })
  await expect(capacity).toHaveValue('2')
  await expect(capacity.getByRole('option')).toHaveText(['2', '3', '4', '5', '6', '7', '8'])
  await expectNoViolations(page)
})

/** The pixels of the page within a box, four bytes each. */
async function pixelsOf(page: Page, clip: { x: number; y: number; width: number; height: number }): Promise<number[]> {
  const picture = (await page.screenshot({ clip })).toString('base64')
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes]))
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
    context?.drawImage(bitmap, 0, 0)
    return [...(context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? [])]
  }, picture)
}

test('the corners of the preview show nothing dark around the picture', async () => {
  const page = await open()
  await page.emulateMedia({ colorScheme: 'light' })
  await expectPictureMoves(page, 'local-video')
  const card = page.getByRole('main').locator('section').first()
  const box = await card.boundingBox()
  if (!box) throw new Error('The card cannot be seen.')
  for (const x of [box.x - 1, box.x + box.width - 13]) {
    const pixels = await pixelsOf(page, { x, y: box.y - 1, width: 14, height: 14 })
    const brightness = pixels.flatMap((_, at) => (at % 4 === 0 ? [Math.max(...pixels.slice(at, at + 3))] : []))
    expect(brightness).toHaveLength(196)
    // The pretend camera's picture is green.
    expect(Math.min(...brightness)).toBeGreaterThan(90)
  }
})

test('on the smallest phone the title of a dialog and what closes it stand in one line', async () => {
  const page = await open()
  await page.setViewportSize({ width: 320, height: 640 })
  const openers = [
    () => button(page, 'Settings').click(),
    () => openAccess(page),
    () => button(page, 'Chat').click(),
    () => chooseHelp(page, 'Check my network'),
    () => chooseHelp(page, 'Signaling log'),
  ]
  for (const openDialog of openers) {
    await openDialog()
    const dialog = page.getByRole('dialog')
    const [title, close] = [dialog.getByRole('heading', { level: 2 }), dialog.getByRole('button', { name: 'Close' })]
    const lines = await title.evaluate((it) => it.clientHeight / Number.parseFloat(getComputedStyle(it).lineHeight))
    expect(lines).toBeLessThan(1.5)
    const [one, other] = [await title.boundingBox(), await close.boundingBox()]
    expect(one && other && one.y < other.y + other.height && other.y < one.y + one.height).toBe(true)
    expect((other?.x ?? 0) + (other?.width ?? 400)).toBeLessThanOrEqual(320)
    await page.keyboard.press('Escape')
  }
})

test('every screen can be read and used by everyone, asks nobody but the host, and breaks no rule of the page', async () => {
  test.slow()
  const requests: string[] = []
  const complaints: string[] = []
  const openWatched = async () => {
    const page = await newPage()
    page.on('request', (request) => requests.push(request.url()))
    page.on('websocket', (socket) => requests.push(socket.url().replace('ws:', 'http:')))
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(host.page('/readable'))
    return page
  }
  const ann = await openWatched()
  await expect(ann.getByTestId('lan-address').or(ann.getByText('No network'))).toBeVisible()
  await join(ann, 'Ann', ' ')
  await expect(ann.getByRole('alert')).toBeVisible()
  await expectNoViolations(ann)
  await join(ann, 'Ann', 'readable')
  await expectWaiting(ann)
  await expectNoViolations(ann)

  const bob = await openWatched()
  await join(bob, 'Bob')
  await expectPictureMoves(ann)
  await expectPictureMoves(bob)
  await button(bob, 'Hang up').click()
  await expectWaiting(ann)
  expect(requests.length).toBeGreaterThan(4)
  expect(requests.filter((url) => new URL(url).host !== `localhost:${host.port}`)).toEqual([])
  expect(complaints).toEqual([])

  await addSilent('Dora', 'readable')
  const carl = await open('/readable')
  await join(carl, 'Carl')
  await expect(carl.getByRole('heading', { name: 'readable is full' })).toBeVisible()
  await expectNoViolations(carl)
})
