import * as z from 'zod/mini'

/** What a person has set, in the form in which it is kept. */

/** More only slow a connection down: browsers ask all of them. */
export const MAX_ICE_SERVERS = 8

/** What can be wrong with a server; the page has a sentence for each. */
export const ICE_SERVER_PROBLEMS = [
  'no-url',
  'bad-scheme',
  'has-slashes',
  'bad-host',
  'bad-port',
  'stun-query',
  'bad-query',
  'no-credential',
  'too-long',
] as const
export type IceServerProblem = (typeof ICE_SERVER_PROBLEMS)[number]

/** Takes the URL apart as RFC 7064 (section 3.1) and RFC 7065 (section 3.1) put it together. */
const ICE_URL = /^(?<scheme>stuns?|turns?):(?<host>\[[^\]]*\]|[^:?/]*)(?<port>:[^?]*)?(?<query>\?.*)?$/i
const SCHEME = /^(stuns?|turns?):/i
const NAME = /^[a-z\d_]([a-z\d_-]*[a-z\d_])?(\.[a-z\d_]([a-z\d_-]*[a-z\d_])?)*\.?$/i
const ONLY_NUMBERS = /^[\d.]+$/
const MAX_PORT = 65_535
const MAX_TEXT = 512

/** A server that helps two peers find a way to each other, as a person entered it. */
export const IceServer = z
  .object({ url: z.string().check(z.trim()), username: z.string(), credential: z.string() })
  .check(({ value, issues }) => {
    const problem = problemOf(value)
    if (problem) issues.push({ code: 'custom', message: problem, input: value })
  })
export type IceServer = z.infer<typeof IceServer>

export const Settings = z.object({
  /** Rises when an older page could no longer read what is kept. */
  version: z.literal(1),
  /** None to begin with: nothing leaves the network unless the person names who to ask. */
  iceServers: z.array(IceServer).check(z.maxLength(MAX_ICE_SERVERS)),
})
export type Settings = z.infer<typeof Settings>

export const DEFAULT_SETTINGS: Settings = { version: 1, iceServers: [] }

/** Reads what was kept. Anything that is not whole gives the defaults; never throws. */
export function parseSettings(text: string): Settings {
  try {
    const settings = Settings.safeParse(JSON.parse(text))
    return settings.success ? settings.data : DEFAULT_SETTINGS
  } catch {
    return DEFAULT_SETTINGS
  }
}

/** What is wrong with a server; undefined where nothing is. */
export function iceServerProblem(server: IceServer): IceServerProblem | undefined {
  const message = IceServer.safeParse(server).error?.issues[0]?.message
  return ICE_SERVER_PROBLEMS.find((problem) => problem === message)
}

/** TURN relays the call itself, so that its servers ask who wants that; STUN only tells an address. */
export const isTurn = (url: string) => /^\s*turns?:/i.test(url)

/** The server as an RTCIceServer. */
export function toRtcIceServer({ url, username, credential }: IceServer): {
  urls: string
  username?: string
  credential?: string
} {
  return isTurn(url) ? { urls: url, username, credential } : { urls: url }
}

function problemOf({ url, username, credential }: IceServer): IceServerProblem | undefined {
  if ([url, username, credential].some((text) => text.length > MAX_TEXT)) return 'too-long'
  return urlProblem(url) ?? (isTurn(url) && (username === '' || credential === '') ? 'no-credential' : undefined)
}

function urlProblem(url: string): IceServerProblem | undefined {
  if (url === '') return 'no-url'
  if (!SCHEME.test(url)) return 'bad-scheme'
  if (/^\w+:\/\//.test(url)) return 'has-slashes'
  const { host = '', port, query } = ICE_URL.exec(url)?.groups ?? {}
  if (!isHost(host)) return 'bad-host'
  if (port !== undefined && !isPort(port.slice(1))) return 'bad-port'
  if (query === undefined) return undefined
  if (!isTurn(url)) return 'stun-query'
  return /^\?transport=(udp|tcp)$/i.test(query) ? undefined : 'bad-query'
}

function isHost(host: string): boolean {
  if (host.startsWith('[')) return URL.canParse(`http://${host}/`)
  // A URL parser rewrites numbers that are no address into one; only what it leaves alone is an address.
  if (ONLY_NUMBERS.test(host)) return URL.canParse(`http://${host}/`) && new URL(`http://${host}/`).hostname === host
  return NAME.test(host)
}

const isPort = (digits: string) => /^\d{1,5}$/.test(digits) && Number(digits) >= 1 && Number(digits) <= MAX_PORT
