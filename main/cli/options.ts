import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { parseArgs } from 'node:util'
import { CONTROL_LIMITS, NewPasscode } from '../../common/control.js'
import { CAPACITY, DEFAULT_PORT, LIMITS } from '../../common/limits.js'
import { PersonName } from '../../common/protocol.js'
import { readAs } from '../../common/schema.js'
import { asWebOrigin } from '../../common/web-origin.js'
import { wholeNumber } from '../../common/whole-number.js'
import { DEFAULT_SECURE_PORT } from '../host/doors.js'
import type { HostOptions } from '../host/host.js'
import type { MetricsAddress } from './metrics.js'

export const HELP = `Lanline host: calls on this network, without a window.

Usage: npm run host -- [options]

  --port <number>          Port to listen on; where it is taken, the next free one. 0 picks any. Default: ${DEFAULT_PORT}
  --secure-port <number>   The same for https. Default: ${DEFAULT_SECURE_PORT}
  --no-secure              Do not listen for https
  --host <address>         IP address to bind. Default: all addresses of this machine
  --name <name>            What the host calls itself to others on the network. Default: the name of this machine
  --passcode <passcode>    Let in only people who know it. Other users of this machine can see it here; better is
  --passcode-file <file>   The same, read from a file, or in the environment as LANLINE_PASSCODE
  --capacity <number>      People in a room, ${CAPACITY.min} to ${CAPACITY.max}. Default: as chosen in the page, else ${CAPACITY.default}
  --allow-origin <origin>  Let the pages of this web origin use the host; may be given several times
  --no-discovery           Neither announce the host on the network nor look for others
  --no-relay               Do not relay between people of one room who do not reach each other
  --metrics <address:port> Answer GET /healthz, /livez and, for Prometheus, /metrics there, such as 127.0.0.1:9464. Default: off
  --redis <url>            Be one host with all others that use this Redis, such as redis://192.168.1.2:6379. Where the
                           URL has a password, better give it in the environment as LANLINE_REDIS
  --data <folder>          Where the certificate and what was chosen are kept. Default: this account's data folder
  --json                   Print one line of JSON when ready: port, lanAddress, addresses, urls, operatorUrl,
                           securePort, secureUrls, fingerprint, metricsUrl
  --check                  Look for what is wrong with this machine's network, and end
  --redact                 With --check, leave addresses out
  --help                   Show this text
`

export interface CommandLine {
  /** What the host is to be, but for where its page and its data lie. */
  host: Omit<HostOptions, 'pageDirectory'> & { port: number }
  /** Where machines ask how the host fares. */
  metrics: MetricsAddress | undefined
  /** The Redis by which several hosts are one. */
  redis: string | undefined
  json: boolean
  check: boolean
  redact: boolean
  help: boolean
}

/** Reads the command line, the environment, and the file of the passcode if one is named. Throws an Error whose message a person can act on. */
export function readCommandLine(args: string[], environment: NodeJS.ProcessEnv): CommandLine {
  const { values } = parseArgs({ args, options: OPTIONS })
  const { host: address, name, data } = values
  if (address !== undefined && isIP(address) === 0) throw new Error(`--host takes an IP address, not "${address}".`)
  const file = values['passcode-file']
  if (values.passcode !== undefined && file !== undefined)
    throw new Error('Give either --passcode or --passcode-file, not both.')
  const passcode =
    file !== undefined ? passcodeIn(file) : (values.passcode ?? (environment['LANLINE_PASSCODE'] || undefined))
  return {
    host: {
      port: wholeNumber('--port', values.port, 0, 65_535),
      securePort: values['no-secure'] ? null : wholeNumber('--secure-port', values['secure-port'], 0, 65_535),
      allowedOrigins: values['allow-origin'].map(webOrigin),
      ...(values.capacity !== undefined && {
        capacity: wholeNumber('--capacity', values.capacity, CAPACITY.min, CAPACITY.max),
      }),
      ...(address !== undefined && { address }),
      ...(name !== undefined && { name: hostName(name) }),
      ...(passcode !== undefined && { passcode: checkPasscode(passcode) }),
      ...(data !== undefined && { dataFolder: data }),
      ...(values['no-discovery'] && { discovery: false }),
      ...(values['no-relay'] && { relay: false }),
    },
    metrics: values.metrics === undefined ? undefined : metricsAddress(values.metrics),
    redis: redisUrl(values.redis ?? (environment['LANLINE_REDIS'] || undefined)),
    json: values.json,
    check: values.check,
    redact: values.redact,
    help: values.help,
  }
}

const OPTIONS = {
  port: { type: 'string', default: String(DEFAULT_PORT) },
  'secure-port': { type: 'string', default: String(DEFAULT_SECURE_PORT) },
  'no-secure': { type: 'boolean', default: false },
  host: { type: 'string' },
  name: { type: 'string' },
  passcode: { type: 'string' },
  'passcode-file': { type: 'string' },
  capacity: { type: 'string' },
  'allow-origin': { type: 'string', multiple: true, default: [] as string[] },
  'no-discovery': { type: 'boolean', default: false },
  'no-relay': { type: 'boolean', default: false },
  metrics: { type: 'string' },
  redis: { type: 'string' },
  data: { type: 'string' },
  json: { type: 'boolean', default: false },
  check: { type: 'boolean', default: false },
  redact: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

/** An IP address, in brackets where it is one of IPv6, and a port. */
function metricsAddress(text: string): MetricsAddress {
  const [, ipv6, other = '', port = ''] = /^(?:\[(.+)\]|([^:]+)):(\d+)$/.exec(text) ?? []
  const address = ipv6 ?? other
  if (isIP(address) === 0)
    throw new Error(`--metrics takes an IP address and a port, as 127.0.0.1:9464, not "${text}".`)
  return { address, port: wholeNumber('--metrics', port, 0, 65_535) }
}

function webOrigin(text: string): string {
  const origin = asWebOrigin(text)
  if (!origin) throw new Error(`--allow-origin takes an origin such as http://192.168.1.9:3000, not "${text}".`)
  return origin
}

/** Never repeats the URL, which may have a password in it. */
function redisUrl(text: string | undefined): string | undefined {
  if (text === undefined || (/^rediss?:\/\//.test(text) && URL.canParse(text))) return text
  throw new Error('--redis takes a URL such as redis://192.168.1.2:6379, or rediss:// over TLS.')
}

function hostName(text: string): string {
  const name = readAs(PersonName, text)
  if (!name) throw new Error(`--name takes 1 to ${LIMITS.personName} characters, not "${text}".`)
  return name
}

/** What the file holds, but for the end of its line. */
function passcodeIn(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw new Error(`The file of the passcode cannot be read: ${(error as Error).message}.`)
  }
}

/** Never repeats the passcode: the message may end up in a log. */
function checkPasscode(text: string): string {
  const passcode = readAs(NewPasscode, text)
  const { shortestPasscode, passcode: longest } = CONTROL_LIMITS
  if (passcode === undefined) throw new Error(`A passcode has ${shortestPasscode} to ${longest} characters.`)
  return passcode
}
