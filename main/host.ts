import { isIP } from 'node:net'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { CAPACITY, DEFAULT_PORT } from '../common/protocol.js'
import { createHost, type Host } from './server/server.js'
import { wholeNumber } from './whole-number.js'

const HELP = `Lanline host: calls on this network, without a window.

Usage: npm run host -- [options]

  --port <number>          Port to listen on; where it is taken, the next free one. 0 picks any. Default: ${DEFAULT_PORT}
  --host <address>         IP address to bind. Default: all addresses of this machine
  --capacity <number>      People in a room, ${CAPACITY.min} to ${CAPACITY.max}. Default: ${CAPACITY.default}
  --allow-origin <origin>  Let the pages of this web origin use the host; may be given several times
  --json                   Print one line of JSON when ready: port, lanAddress, addresses, urls
  --help                   Show this text
`

interface Options {
  port: number
  address?: string
  capacity: number
  allowedOrigins: string[]
  json: boolean
  help: boolean
}

/** Reads the command line. Throws an Error whose message a person can act on. */
function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: String(DEFAULT_PORT) },
      host: { type: 'string' },
      capacity: { type: 'string', default: String(CAPACITY.default) },
      'allow-origin': { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.host !== undefined && isIP(values.host) === 0) {
    throw new Error(`--host takes an IP address, not "${values.host}".`)
  }
  return {
    port: wholeNumber('--port', values.port, 0, 65_535),
    capacity: wholeNumber('--capacity', values.capacity, CAPACITY.min, CAPACITY.max),
    ...(values.host !== undefined && { address: values.host }),
    allowedOrigins: values['allow-origin'].map(webOrigin),
    json: values.json,
    help: values.help,
  }
}

function webOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isOrigin = url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`
  if (!isOrigin) throw new Error(`--allow-origin takes an origin such as http://192.168.1.9:3000, not "${text}".`)
  return url.origin
}

function fail(exitCode: number, error: unknown): never {
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(`${message.split('\n', 1)[0]}\n`)
  process.exit(exitCode)
}

async function start({ port, address, capacity, allowedOrigins }: Options): Promise<Host> {
  try {
    const pageDirectory = fileURLToPath(new URL('../renderer', import.meta.url))
    return await createHost({
      pageDirectory,
      port,
      capacity,
      allowedOrigins,
      ...(address !== undefined && { address }),
    })
  } catch (error) {
    return fail(1, explain(error, port, address))
  }
}

function explain(error: unknown, port: number, address: string | undefined): string {
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

async function report(host: Host, { json, port }: Options): Promise<void> {
  const addresses = await host.addresses()
  if (json) {
    const urls = [...new Set([host.localUrl, ...host.urls])]
    process.stdout.write(`${JSON.stringify({ port: host.port, lanAddress: addresses[0] ?? null, addresses, urls })}\n`)
    return
  }
  if (port !== 0 && host.port !== port)
    process.stdout.write(`Port ${port} is taken by another program; using ${host.port}.\n`)
  const [first, ...others] = host.urls
  const lines = first
    ? [
        `Lanline is ready. Others on this network open  ${first}`,
        ...others.map((url) => `or, on another network,  ${url}`),
      ]
    : ['Lanline is ready, but only this machine can reach it.']
  process.stdout.write(`${[...lines, `On this machine, open  ${host.localUrl}`, 'Press Ctrl+C to stop.'].join('\n')}\n`)
}

function stopOnSignal(host: Host): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () =>
      host.close().then(
        () => process.exit(0),
        (error) => fail(1, error),
      ),
    )
  }
}

let options: Options
try {
  options = readOptions(process.argv.slice(2))
} catch (error) {
  fail(2, error)
}
if (options.help) {
  process.stdout.write(HELP)
} else {
  const host = await start(options)
  stopOnSignal(host)
  await report(host, options)
}
