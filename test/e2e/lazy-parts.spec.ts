import type { Page } from 'playwright'
import { expectWaiting, join, recordConnections } from '../helpers/call-page.js'
import { expect, test } from './support/fixtures.js'
import { hostOfFile } from './support/hosts.js'
import { pageOpener } from './support/pages.js'
import { silentPeople } from './support/silent-people.js'

const host = hostOfFile()
const newPage = pageOpener()
const addSilent = silentPeople(host)

const settings = (page: Page) => page.getByRole('button', { name: 'Settings', exact: true })

/** The page's scripts and styles that have been asked for, by name without their hash. */
function watchParts(page: Page): string[] {
  const parts: string[] = []
  page.on('request', (request) => {
    const name = /\/assets\/(.+)-[\w-]{6,8}\.(?:js|css)$/.exec(request.url())?.[1]
    if (name !== undefined) parts.push(name)
  })
  return parts
}

test('a page that names a room fetches what it needs first, and the rest while it is idle', async () => {
  const page = await newPage()
  const loaded = watchParts(page)
  await page.addInitScript(() => {
    const observer = new MutationObserver(() => {
      const button = document.querySelector<HTMLButtonElement>('button[type="submit"]')
      if (!button || button.disabled) return
      observer.disconnect()
      const names = performance.getEntriesByType('resource').map(({ name }) => name)
      Object.assign(window, { fetchedFirst: names.filter((name) => name.includes('/assets/')) })
    })
    observer.observe(document, { subtree: true, childList: true })
  })
  await page.goto(host.page('/kitchen'))
  await expect(page.getByRole('button', { name: 'Join room' })).toBeEnabled()
  const fetched = await page.evaluate(() => (window as unknown as { fetchedFirst: string[] }).fetchedFirst)
  const parts = fetched.map((url) => /\/assets\/(.+)-[\w-]{6,8}\.(?:js|css)$/.exec(url)?.[1])
  expect(parts.toSorted()).toEqual(['first-en', 'index', 'index'])

  await test.step('which opens when the host is gone', async () => {
    await join(page, 'Ann')
    await expectWaiting(page)
    await expect.poll(() => loaded).toContain('SignalLogPanel')
    await expect.poll(() => loaded).toContain('SettingsDialog')
    await page.waitForLoadState('networkidle')
    await page.context().setOffline(true)
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Settings' }).click()
    await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible()
  })
})

test('a page whose script did not come says so, and comes by itself', async () => {
  const page = await newPage()
  await page.route(/\/assets\/index-.*\.js/, (route) => route.abort(), { times: 1 })
  await page.goto(host.page('/anew'))
  await expect(page.getByText('Lanline could not be loaded. Trying again.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Join room' })).toBeEnabled()
})

test('a page whose script did not come stays to say so while the host is gone, and comes once it is back', async () => {
  const page = await newPage()
  await page.route(/\/assets\/index-.*\.js/, (route) => route.abort(), { times: 1 })
  await page.goto(host.page('/anew'))
  const sentence = page.getByText('Lanline could not be loaded. Trying again.')
  await expect(sentence).toBeVisible()
  const hasFailed = page.waitForEvent('requestfailed')
  await page.context().setOffline(true)
  await hasFailed
  await expect(sentence).toBeVisible()
  await page.context().setOffline(false)
  await expect(page.getByRole('button', { name: 'Join room' })).toBeEnabled()
})

test('a page whose styles did not come gets them by itself', async () => {
  const page = await newPage()
  await page.route(/\/assets\/index-.*\.css/, (route) => route.abort(), { times: 1 })
  await page.goto(host.page('/anew'))
  await expect(page.getByRole('button', { name: 'Join room' })).toHaveCSS('min-height', '52px')
})

test('the connection to the host comes before the page, which takes it over', async () => {
  const page = await newPage()
  const sockets: string[] = []
  const heard = new Promise<void>((resolve) =>
    page.on('websocket', (socket) => {
      sockets.push(socket.url())
      socket.on('framereceived', () => resolve())
    }),
  )
  await page.route(/\/assets\/index-.*\.js/, async (route) => {
    await heard
    await route.continue()
  })
  await page.addInitScript(() => Object.assign(window, { requestIdleCallback: () => 0 }))
  await page.goto(host.page('/early'))
  await join(page, 'Ann')
  await expectWaiting(page)
  expect(sockets).toHaveLength(1)
})

test('nobody waits for the browser to know how numbers and lists are written on the way into a call', async () => {
  await addSilent('Ann', 'count')
  const page = await newPage()
  await page.addInitScript(() => {
    const used: string[] = []
    for (const name of ['NumberFormat', 'ListFormat', 'DateTimeFormat', 'Collator', 'Segmenter'] as const)
      Object.assign(Intl, {
        [name]: new Proxy(Intl[name], {
          construct: (format, args) => {
            used.push(name)
            return Reflect.construct(format, args)
          },
        }),
      })
    const Connection = RTCPeerConnection
    Object.assign(window, {
      requestIdleCallback: () => 0,
      RTCPeerConnection: class extends Connection {
        constructor(configuration?: RTCConfiguration) {
          super(configuration)
          Object.assign(window, { usedFirst: [...used] })
        }
      },
    })
  })
  await page.goto(host.page('/count'))
  // What others have left stays listed for a moment.
  await expect(page.getByRole('listitem').filter({ hasText: /^count/ })).toContainText('1 of 2 people')
  await join(page, 'Bob')
  await expect(page.getByRole('button', { name: 'Hang up' })).toBeVisible()
  const usedFirst = () => page.evaluate(() => (window as unknown as { usedFirst: string[] }).usedFirst)
  await expect.poll(usedFirst).toEqual([])
})

test('what the host tells of itself is asked for once there is nothing else to do, and nobody waits for it', async () => {
  const page = await newPage()
  const sockets: string[] = []
  page.on('websocket', (socket) => sockets.push(socket.url()))
  await page.addInitScript(() => {
    const waiting: (() => void)[] = []
    Object.assign(window, {
      requestIdleCallback: (act: () => void) => waiting.push(act),
      beIdle: () => {
        for (const act of waiting.splice(0)) act()
      },
    })
  })
  await page.goto(host.page('/hurry'))
  await page.getByRole('button', { name: 'Join room' }).click()
  await expect(page.getByRole('button', { name: 'Hang up' })).toBeVisible()
  expect(sockets).toHaveLength(1)
  // A page that has just gone into a call lets some idle moments go by.
  await expect(async () => {
    await page.evaluate(() => (window as unknown as { beIdle(): void }).beIdle())
    expect(sockets).toHaveLength(2)
  }).toPass()
})

test('that what is there already is not preloaded again, as Firefox says, is no reason to load the page anew', async () => {
  const page = await newPage()
  await page.goto(host.page())
  const start = page.getByRole('button', { name: 'Start a call' })
  await expect(start).toBeVisible()
  await page.evaluate(() => {
    const link = document.createElement('link')
    const href = document.querySelector<HTMLScriptElement>('script[src]')?.src
    document.head.append(Object.assign(link, { rel: 'modulepreload', href }))
    link.dispatchEvent(new Event('error'))
  })
  expect(await start.isVisible()).toBe(true)
})

test('a part that cannot be fetched says so, and is there once it can be', async () => {
  const page = await newPage()
  const files = /\/assets\/SettingsDialog-/
  await page.route(files, (route) => route.abort())
  await page.goto(host.page())
  await settings(page).click()
  await expect(page.getByRole('alert')).toContainText('could not be fetched from the host')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('alert')).toContainText('could not be fetched from the host')
  await page.unroute(files)
  const [again, dialog] = [
    page.getByRole('button', { name: 'Try again' }),
    page.getByRole('dialog', { name: 'Settings' }),
  ]
  // The attempt before may still be under way, and come about now.
  await expect(async () => {
    if (await again.isVisible()) await again.click({ timeout: 2_000 })
    await expect(dialog).toBeVisible({ timeout: 2_000 })
  }).toPass()
})

test('what goes on in a call unseen is fetched again by itself: the camera is sent as it should be once that is there', async () => {
  const [ann, bob] = [await newPage(), await newPage({}, { devices: false })]
  await recordConnections(ann)
  const files = /\/assets\/occasional-/
  await ann.route(files, (route) => route.abort())
  for (const [page, name] of [
    [ann, 'Ann'],
    [bob, 'Bob'],
  ] as const) {
    await page.goto(host.page('/tuned'))
    await join(page, name)
  }
  await expect(ann.getByTestId('remote-video')).toBeVisible()
  await expect(ann.getByRole('alert').filter({ hasText: 'could not be fetched from the host' })).not.toHaveCount(0)
  const isTuned = () =>
    ann.evaluate(() => {
      const senders = window.connections.flatMap((connection) => connection.getSenders())
      const cameras = senders.filter(({ track }) => track?.kind === 'video')
      return cameras.some((sender) => sender.getParameters().encodings[0]?.maxBitrate !== undefined)
    })
  expect(await isTuned()).toBe(false)
  await ann.unroute(files)
  await expect.poll(isTuned).toBe(true)
})
