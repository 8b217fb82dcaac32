import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import asar from '@electron/asar'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { UpdateStatus } from '../../common/bridge.js'
import { type Updater, Updates } from '../../main/app/updates.js'
import { pack, removeDirectory, temporaryDirectory } from './pack.js'

const NEW_VERSION = 'the new version'

/** What electron-updater asks of Electron, as far as it takes to find and to fetch a version. */
const electron = (data: string) => `
const app = {
  isPackaged: true, getVersion: () => '0.1.0', getName: () => 'Lanline', getPath: () => ${JSON.stringify(data)},
  getAppPath: () => __dirname, isReady: () => true, whenReady: async () => {}, on() {}, once() {}, quit() {},
}
const request = ({ session, ...options }) => require('node:http').request(options)
module.exports = { app, session: { fromPartition: () => ({}) }, net: { request }, autoUpdater: { on() {} } }
`

function startFeed(requests: IncomingMessage[]): Promise<Server> {
  const sha512 = createHash('sha512').update(NEW_VERSION).digest('base64')
  const file = `{ url: Lanline.AppImage, sha512: '${sha512}', size: ${NEW_VERSION.length} }`
  const server = createServer((request, response) => {
    requests.push(request)
    if (request.url?.startsWith('/latest-linux')) response.end(`{ version: 9.0.0, files: [${file}] }`)
    else if (request.url === '/Lanline.AppImage') response.end(NEW_VERSION)
    else response.writeHead(404).end()
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

// Which updater there is goes by the system.
describe.runIf(process.platform === 'linux' && process.arch === 'x64')('the packaged updater', () => {
  const requests: IncomingMessage[] = []
  let directory: string
  let feed: Server
  let updater: Updater

  beforeAll(async () => {
    directory = await temporaryDirectory()
    feed = await startFeed(requests)
    const resources = join(await pack(directory, 'linux'), 'linux-unpacked', 'resources')
    const app = join(directory, 'app')
    asar.extractAll(join(resources, 'app.asar'), app)
    await mkdir(join(app, 'node_modules', 'electron'), { recursive: true })
    await writeFile(join(app, 'node_modules', 'electron', 'index.js'), electron(directory))
    await writeFile(join(app, 'node_modules', 'electron', 'package.json'), '{}')
    vi.stubEnv('APPIMAGE', join(directory, 'Lanline.AppImage'))
    vi.stubEnv('XDG_CACHE_HOME', join(directory, 'cache'))
    Object.assign(process, { resourcesPath: resources })
    const main = join(app, 'out', 'main')
    const [, chunk = ''] = /import\("(\.\/shared-[^"]+)"\)/.exec(await readFile(join(main, 'index.js'), 'utf8')) ?? []
    updater = (await import(pathToFileURL(join(main, chunk)).href)).default.autoUpdater
  })

  afterAll(async () => {
    vi.unstubAllEnvs()
    Reflect.deleteProperty(process, 'resourcesPath')
    feed.close()
    await removeDirectory(directory)
  })

  test('finds a new version at a feed, fetches it when told to, and tells nothing of itself', async () => {
    const told: (UpdateStatus | undefined)[] = []
    const updates = new Updates(
      (status) => told.push(status),
      async () => updater,
    )
    updates.ask(`http://127.0.0.1:${(feed.address() as AddressInfo).port}/`)
    await vi.waitFor(() => expect(told).toEqual([{ state: 'available', version: '9.0.0' }]))
    expect(requests).toHaveLength(1)
    await updates.download()
    expect(updates.status).toEqual({ state: 'downloaded', version: '9.0.0' })
    const fetched = join(directory, 'cache', 'lanline-updater', 'pending', 'Lanline.AppImage')
    expect(await readFile(fetched, 'utf8')).toBe(NEW_VERSION)
    expect(requests.map(({ headers }) => headers['x-user-staging-id'])).toEqual(['', ''])
    updates.ask(undefined)
  })
})
