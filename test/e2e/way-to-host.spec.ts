import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BrowserContextOptions, Page } from 'playwright'
import type { WayToHost } from '../../common/bridge.js'
import { expectNoViolations } from '../helpers/accessibility.js'
import { bridgeCalls, stubBridge } from '../helpers/bridge-stub.js'
import { expectStatus, expectStatusHas, expectWaiting, join } from '../helpers/call-page.js'
import { expect, test } from './support/fixtures.js'
import { hostOfFile } from './support/hosts.js'
import { fillAddress } from './support/move-to.js'
import { pageOpener } from './support/pages.js'

const KEY = 'k'.repeat(43)

const own = hostOfFile()
const other = hostOfFile()
const newPage = pageOpener()
/** The other host's origin, as people know it. */
let origin: string

test.beforeAll(() => {
  origin = `http://localhost:${other.port}`
})

/** The page of the app, which finds other hosts in these ways. */
async function open(ways: WayToHost[], look: BrowserContextOptions = {}): Promise<Page> {
  const page = await newPage({ ignoreHTTPSErrors: true, ...look })
  await stubBridge(page, { wayTo: ways })
  await page.goto(own.page())
  return page
}

async function connect(page: Page, address: string): Promise<void> {
  await fillAddress(page, address)
  await page.getByRole('button', { name: 'Connect' }).click()
}

const warning = (page: Page) => page.getByRole('dialog', { name: 'This is not the same computer' })

test('a host elsewhere that is away is spoken of once, and offers no invitation', async () => {
  const page = await open([{ kind: 'plain', origin }])
  await connect(page, `localhost:${other.port}`)
  await expectStatusHas(page, `Connected to localhost:${other.port}`)
  await other.stop()
  await expectStatus(page, `Connecting again to localhost:${other.port}. Your room will be there.`)
  await expect(page.getByRole('region', { name: 'Invite' })).toHaveCount(0)
  await other.start()
  await expectStatusHas(page, `Connected to localhost:${other.port}`)
  await expect(page.getByRole('region', { name: 'Invite' })).toBeVisible()
})

test('a host with another key than before is joined only by who insists after a warning that everyone can read', async () => {
  const page = await open([{ kind: 'changed' }, { kind: 'changed' }, { kind: 'plain', origin }])
  const link = `lanline://localhost:${other.port}/standup?key=${KEY}`
  await connect(page, link)
  await expect(warning(page)).toContainText(`localhost:${other.port}`)
  await expect(warning(page).getByRole('button', { name: 'Do not join' })).toBeFocused()
  await expectNoViolations(page)
  await page.keyboard.press('Enter')
  await expect(warning(page)).toHaveCount(0)
  await expect(page.getByLabel('Host address')).toHaveValue(link)

  await page.getByRole('button', { name: 'Connect' }).click()
  await warning(page).getByRole('button', { name: 'Trust it from now on' }).click()
  await expectStatusHas(page, `Connected to localhost:${other.port}`)
  await expect(page.getByLabel('Room', { exact: true })).toHaveValue('standup')
  expect(await bridgeCalls(page, 'wayTo', 'forget')).toEqual([
    ['wayTo', { origin, key: KEY }],
    ['wayTo', { origin, key: KEY }],
    ['forget', { origin, key: KEY }],
    ['wayTo', { origin }],
  ])
})

test('a host that is reached by its secure door goes by the address that people know', async () => {
  const page = await open([{ kind: 'secure', origin: `https://localhost:${other.securePort}` }])
  const sockets: string[] = []
  page.on('websocket', (socket) => sockets.push(new URL(socket.url()).origin))
  await connect(page, `localhost:${other.port}`)
  await expectStatusHas(page, `Connected to localhost:${other.port}`)
  expect(sockets).toContain(`wss://localhost:${other.securePort}`)
  await join(page, 'Ann', 'standup')
  await expectWaiting(page)
  await expect(page.getByText(`${origin}/standup`)).toBeVisible()
})

const ON = {
  mac: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/156',
  windows: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/156',
}

test('a host that does not answer, and an app that fails, are told in a sentence, and where macOS may keep the app off the network', async () => {
  const page = await open([{ kind: 'unreachable' }], { userAgent: ON.mac })
  await connect(page, '192.0.2.9')
  await expect(page.getByText('“Local Network”')).toBeVisible()
  await page.getByRole('button', { name: 'Open system settings' }).click()
  expect(await bridgeCalls(page, 'openPrivacySettings')).toEqual([['openPrivacySettings', 'local-network']])
  const elsewhere = await open([{ kind: 'unreachable' }], { userAgent: ON.windows })
  await connect(elsewhere, '192.0.2.9')
  await expect(elsewhere.getByRole('alert')).toContainText('Nothing answered there')
  await expect(elsewhere.getByText('“Local Network”')).toHaveCount(0)
  const failing = await open([])
  await connect(failing, '192.0.2.9')
  await expect(failing.getByRole('alert')).toContainText('Something failed that should not have')
})

test('what is at an address is said truly, and a secure door that was typed as a plain one is gone to', async () => {
  const something = createServer((_request, response) => response.end('Hello.')).listen(0)
  const page = await newPage({ ignoreHTTPSErrors: true })
  await page.goto(`http://localhost:${own.port}/`)
  await connect(page, `127.0.0.1:${(something.address() as AddressInfo).port}`)
  await expect(page.getByRole('alert')).toContainText('Something else than Lanline answers there.')
  something.close()

  await connect(page, `127.0.0.1:${own.port}`)
  await expect(page.getByRole('alert')).toContainText('That leads to where you are already.')
  await connect(page, '[fe80::1%eth0]')
  await expect(page.getByRole('alert')).toContainText('begin with fe80')

  await connect(page, `“127.0.0.1:${other.securePort}/standup”`)
  await expect(page).toHaveURL(new RegExp(`^https://127.0.0.1:${other.securePort}/standup`))
  await expect(page.getByLabel('Room', { exact: true })).toHaveValue('standup')
})
