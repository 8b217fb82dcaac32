import { fileURLToPath } from 'node:url'
import { inUrl } from '../../common/ip-address.js'
import type { Cluster } from '../host/cluster.js'
import { createHost, type Host, type HostOptions } from '../host/host.js'
import { log } from '../storage/log.js'
import { choicesNowhere } from '../storage/operator-choices.js'
import { check } from './check.js'
import { dataFolder } from './data-folder.js'
import type { Metrics } from './metrics.js'
import { type CommandLine, HELP, readCommandLine } from './options.js'

// The host without a window: `npm run host`.

function fail(exitCode: number, error: unknown): never {
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(`${message.split('\n', 1)[0]}\n`)
  process.exit(exitCode)
}

async function start({ host, redis }: CommandLine): Promise<Host> {
  const cluster = redis === undefined ? undefined : await joinCluster(redis, host.passcode)
  try {
    const pageDirectory = fileURLToPath(new URL('../renderer', import.meta.url))
    return await createHost({ ...host, pageDirectory, ...(await folderFor(host)), cluster })
  } catch (error) {
    return fail(1, explain(error, host))
  }
}

/** What it takes is loaded here alone. */
async function joinCluster(url: string, passcode: string | undefined): Promise<Cluster> {
  try {
    const { RedisCluster } = await import('../host/redis/cluster.js')
    return await RedisCluster.connect(url, { passcode })
  } catch (error) {
    return fail(1, `Redis cannot be reached: ${(error as Error).message}`)
  }
}

/** A host that can keep nothing is still a host, unless somebody said where. */
async function folderFor({
  dataFolder: folder,
}: CommandLine['host']): Promise<Pick<HostOptions, 'dataFolder' | 'choices'>> {
  try {
    return { dataFolder: await dataFolder(folder) }
  } catch (error) {
    if (folder !== undefined) fail(1, `The folder ${folder} cannot be used: ${(error as Error).message}`)
    log.warn(`Nothing can be kept, so there is no secure door: ${(error as Error).message}`)
    return { choices: choicesNowhere() }
  }
}

function explain(error: unknown, { port, address }: CommandLine['host']): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EACCES':
      return `This account may not listen on port ${port}; choose one of 1024 or more with --port.`
    case 'EADDRNOTAVAIL':
      return `${address} is not an address of this machine; leave --host out to use all of them.`
    case 'EADDRINUSE':
      return `Port ${port} and those after it are taken; choose another with --port.`
    case 'ENOENT':
      return 'The page is not built yet; run "npm run build" first.'
    default:
      return `The host could not start: ${error instanceof Error ? error.message : String(error)}`
  }
}

/** Monitoring is loaded where it is asked for alone. */
async function startMetrics(host: Host, { metrics }: CommandLine): Promise<Metrics | undefined> {
  if (!metrics) return undefined
  try {
    const { serveMetrics } = await import('./metrics.js')
    return await serveMetrics(host, metrics)
  } catch (error) {
    await host.close()
    return fail(1, `--metrics cannot use ${inUrl(metrics.address)}:${metrics.port}: ${(error as Error).message}`)
  }
}

function report(host: Host, metrics: Metrics | undefined, { json, host: { port } }: CommandLine): void {
  const { addresses, secure } = host.facts()
  const { urls, secureUrls, localUrl } = host
  if (json) {
    const line = {
      port: host.port,
      lanAddress: addresses[0] ?? null,
      addresses,
      urls: [...new Set([localUrl, ...urls])],
      operatorUrl: host.forOperator(localUrl),
      ...(secure && { securePort: secure.port, secureUrls, fingerprint: secure.fingerprint }),
      ...(metrics && { metricsUrl: metrics.url }),
    }
    process.stdout.write(`${JSON.stringify(line)}\n`)
    return
  }
  const lines = [
    port !== 0 && host.port !== port && `Port ${port} is taken by another program; using ${host.port}.`,
    ...whereOthersGo(urls),
    secureUrls[0] && `To be seen there too, they open    ${secureUrls[0]}`,
    secureUrls[0] && secure && `and compare the fingerprint        ${secure.fingerprint}`,
    `On this machine, open  ${host.forOperator(localUrl)}`,
    metrics && `How it fares           ${metrics.url}/healthz and /metrics`,
    'Press Ctrl+C to stop.',
  ]
  process.stdout.write(`${lines.filter(Boolean).join('\n')}\n`)
}

function whereOthersGo([first, ...others]: string[]): string[] {
  if (first === undefined) return ['Lanline is ready, but only this machine can reach it.']
  return [
    `Lanline is ready. Others on this network open  ${first}`,
    ...others.map((url) => `or, on another network,  ${url}`),
  ]
}

function stopOnSignal(host: Host, metrics: Metrics | undefined): void {
  // SIGHUP comes when the terminal is closed.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () =>
      Promise.all([host.close(), metrics?.close()]).then(
        () => process.exit(0),
        (error) => fail(1, error),
      ),
    )
  }
}

let commandLine: CommandLine
try {
  commandLine = readCommandLine(process.argv.slice(2), process.env)
} catch (error) {
  fail(2, error)
}
if (commandLine.help) {
  process.stdout.write(HELP)
} else if (commandLine.check) {
  process.exitCode = await check(commandLine, (await folderFor(commandLine.host)).dataFolder)
} else {
  const host = await start(commandLine)
  const metrics = await startMetrics(host, commandLine)
  stopOnSignal(host, metrics)
  report(host, metrics, commandLine)
}
