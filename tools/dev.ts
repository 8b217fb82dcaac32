import { type StdioOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createBuilder, createServer, type ViteBuilder } from 'vite'
import { DEFAULT_PORT } from '../common/limits.js'
import { listen } from '../main/host/listen.js'
import { electronOrReason, environmentForElectron } from './find-electron.js'
import { Restartable } from './restartable.js'

// Runs Lanline for its developers, as `dev.ts host` in a browser or as `dev.ts app` in Electron. The page comes from
// Vite and changes as its sources do; the host or the app is built and started anew when its own have changed.

// Out of the terminal's process group: Ctrl+C comes to this program alone, which then ends the other in order.
const detached = process.platform !== 'win32'

const electron = process.argv[2] === 'app' ? await electronOrReason() : undefined
if (electron && 'reason' in electron) {
  process.stderr.write(`The app cannot open a window, because ${electron.reason}.\n`)
  process.exit(1)
}

const hostPort = await freePort(DEFAULT_PORT)
const pageUrl = await servePage(hostPort)
const program = new Restartable(electron ? () => spawnApp(electron.path) : spawnHost, ended)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => quit(0))
await buildOnChange(electron ? ['main', 'preload'] : ['main'])

/** The first port from `first` on that is free now. */
async function freePort(first: number): Promise<number> {
  const probe = createHttpServer()
  await listen(probe, first)
  const { port } = probe.address() as AddressInfo
  await once(probe.close(), 'close')
  return port
}

/** Serves the page and passes its signaling on to the host. Resolves with the page's address. */
async function servePage(port: number): Promise<string> {
  const proxy = { '/socket.io': { target: `http://localhost:${port}`, ws: true } }
  const server = await createServer({ clearScreen: false, server: { port: 5173, proxy } })
  await server.listen()
  server.printUrls()
  return server.resolvedUrls?.local[0] ?? 'http://localhost:5173/'
}

function spawnHost() {
  // The host wants a folder to serve, though in development nobody opens its own page.
  mkdirSync('out/renderer', { recursive: true })
  process.stdout.write(`The host starts on port ${hostPort}.\n`)
  const stdio: StdioOptions = ['ignore', 'pipe', 'inherit']
  const host = spawn(process.execPath, ['out/main/host.js', '--port', `${hostPort}`, '--json'], { detached, stdio })
  host.stdout?.once('data', (line: Buffer) => {
    const { operatorUrl } = JSON.parse(line.toString()) as { operatorUrl: string }
    process.stdout.write(`As its operator, open ${pageUrl}${new URL(operatorUrl).hash}\n`)
  })
  return host
}

function spawnApp(path: string) {
  mkdirSync('out/renderer', { recursive: true })
  process.stdout.write('The app starts.\n')
  const stdio: StdioOptions = ['ignore', 'inherit', 'inherit']
  const env = { ...environmentForElectron(), LANLINE_PORT: `${hostPort}`, LANLINE_PAGE_URL: pageUrl }
  return spawn(path, ['.'], { detached, stdio, env })
}

/** Builds these parts now and after each change of their sources, and starts the program once all are built. */
async function buildOnChange(parts: string[]): Promise<void> {
  const builder = await createBuilder({ clearScreen: false, logLevel: 'warn', build: { watch: {} } })
  const built = new Set<string>()
  for (const part of parts) {
    const watcher = await watch(builder, part)
    watcher.on('event', ({ code }) => {
      if (code !== 'BUNDLE_END') return
      built.add(part)
      if (built.size === parts.length) void program.restart()
    })
  }
}

async function watch(builder: ViteBuilder, part: string) {
  const environment = builder.environments[part]
  const watcher = environment && (await builder.build(environment))
  if (!watcher || !('on' in watcher)) throw new Error(`Vite does not watch "${part}".`)
  return watcher
}

/** An app that was closed ends development; what failed may work after the next change. */
function ended(code: number | null): void {
  if (code === 0) quit(0)
  else process.stderr.write('It ended with an error and is started again after the next change.\n')
}

function quit(code: number): void {
  void program.stop().finally(() => process.exit(code))
}
