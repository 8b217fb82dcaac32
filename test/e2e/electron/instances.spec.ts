import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join as joinPath } from 'node:path'
import { expectWaiting, join } from '../../helpers/call-page.js'
import type { LaunchedApp } from '../support/electron-apps.js'
import { expect, test } from '../support/fixtures.js'

const hostOf = ({ page }: LaunchedApp) => new URL(page.url()).host
const isShown = ({ app }: LaunchedApp) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())

test('two profiles run side by side, each with a host of its own', async ({ apps }) => {
  const [first, second] = [await apps.launch(), await apps.launch()]
  expect(hostOf(first)).not.toBe(hostOf(second))
  for (const { page } of [first, second]) await expect(page.getByText('Hosting')).toBeVisible()
})

test('a second start brings the window of the first to the front, and ends', async ({ apps }) => {
  const first = await apps.launch()
  await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide())
  await expect.poll(() => isShown(first)).toBe(false)
  expect(await first.startAgain()).toBe(0)
  await expect.poll(() => isShown(first)).toBe(true)
  expect(first.app.windows()).toHaveLength(1)
})

test('the app starts without its window where that is asked of it', async ({ apps }) => {
  const hidden = await apps.launch({ args: ['--hidden'] })
  await expect(hidden.page.getByText('Hosting')).toBeAttached()
  expect(await isShown(hidden)).toBe(false)
  expect(await hidden.startAgain()).toBe(0)
  await expect.poll(() => isShown(hidden)).toBe(true)
})

test('where the port is taken the next one is used, and shown', async ({ apps }) => {
  const other = createServer().listen(0)
  await once(other, 'listening')
  const { port: taken } = other.address() as AddressInfo
  try {
    const { page } = await apps.launch({ port: taken })
    const { port } = new URL(page.url())
    expect(Number(port)).toBeGreaterThan(taken)
    await expect(page.getByTestId('lan-address').or(page.getByText('No network'))).toContainText(
      new RegExp(`:${port}$|^No network`),
    )
  } finally {
    other.close()
  }
})

test('a task of the taskbar’s list is done by the app that runs', async ({ apps }) => {
  const ann = await apps.launch()
  await join(ann.page, 'Ann', 'standup')
  await expectWaiting(ann.page)
  expect(await ann.startAgain('--hang-up')).toBe(0)
  await expect(ann.page.getByRole('button', { name: 'Start a call' })).toBeVisible()
})

test('an app that is started to join a room is in it without asking', async ({ apps }) => {
  const host = await apps.launch()
  const profile = await apps.newProfile()
  await writeFile(joinPath(profile, 'settings.json'), JSON.stringify({ version: 2, person: { name: 'Lobby' } }))
  const kiosk = await apps.launch({ profile, args: [`--join=${hostOf(host)}/standup`] })
  await expectWaiting(kiosk.page)
})

test('a link asks the person, whether it starts the app or comes to one that runs', async ({ apps }) => {
  const host = await apps.launch()
  const link = `lanline://${hostOf(host)}/standup`
  const question = (guest: LaunchedApp) => guest.page.getByRole('dialog', { name: `Join standup at ${hostOf(host)}?` })

  const cold = await apps.launch({ args: [link] })
  await expect(question(cold)).toBeVisible()

  const running = await apps.launch()
  await expect(running.page.getByText('Hosting')).toBeVisible()
  expect(await running.startAgain(link)).toBe(0)
  await question(running).getByRole('button', { name: 'Join', exact: true }).click()
  await expectWaiting(running.page)
  await expect(host.page.getByText('1 of 2 people')).toBeVisible()
})
