import * as v from 'valibot'

/** More only slow a connection down: browsers ask all of them. */
export const MAX_ICE_SERVERS = 8

/** What can be wrong with a server; the page has a sentence for each. */
export type IceServerProblem =
  | 'no-url'
  | 'bad-scheme'
  | 'has-slashes'
  | 'bad-host'
  | 'bad-port'
  | 'stun-query'
  | 'bad-query'
  | 'no-credential'
  | 'too-long'

/** Takes the URL apart as RFC 7064 (section 3.1) and RFC 7065 (section 3.1) put it together. */
const ICE_URL = /^(?<scheme>stuns?|turns?):(?<host>\[[^\]]*\]|[^:?/]*)(?<port>:[^?]*)?(?<query>\?.*)?$/i
const SCHEME = /^(stuns?|turns?):/i
const NAME = /^[a-z\d_]([a-z\d_-]*[a-z\d_])?(\.[a-z\d_]([a-z\d_-]*[a-z\d_])?)*\.?$/i
const ONLY_NUMBERS = /^[\d.]+$/
const MAX_PORT = 65_535
const MAX_TEXT = 512

const Fields = v.object({ url: v.pipe(v.string(), v.trim()), username: v.string(), credential: v.string() })

/**
 * A server that helps two peers find a way to each other, as a person entered it. One for TURN may have lost its
 * password, where that could not be kept; until it is entered again the server is not asked.
 */
export const IceServer = v.pipe(
  Fields,
  v.check((server) => [undefined, 'no-credential'].includes(iceServerProblem(server))),
)
export type IceServer = v.InferOutput<typeof Fields>

/** What is wrong with a server; undefined where nothing is. */
export function iceServerProblem({ url, username, credential }: IceServer): IceServerProblem | undefined {
  if ([url, username, credential].some((text) => text.length > MAX_TEXT)) return 'too-long'
  const problem = urlProblem(url.trim())
  return problem ?? (isTurn(url) && (username === '' || credential === '') ? 'no-credential' : undefined)
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

function urlProblem(url: string): IceServerProblem | undefined {
  if (url === '') return 'no-url'
  if (!SCHEME.test(url)) return 'bad-scheme'
  if (/^\w+:\/\//.test(url)) return 'has-slashes'
  const { host = '', port, query } = ICE_URL.exec(url)?.groups ?? {}
  if (!isNameOrAddress(host)) return 'bad-host'
  if (port !== undefined && !isPort(port.slice(1))) return 'bad-port'
  if (query === undefined) return undefined
  if (!isTurn(url)) return 'stun-query'
  return /^\?transport=(udp|tcp)$/i.test(query) ? undefined : 'bad-query'
}

function isNameOrAddress(host: string): boolean {
  if (host.startsWith('[')) return URL.canParse(`http://${host}/`)
  // A URL parser rewrites numbers that are no address into one; only what it leaves alone is an address.
  if (ONLY_NUMBERS.test(host)) return URL.canParse(`http://${host}/`) && new URL(`http://${host}/`).hostname === host
  return NAME.test(host)
}

const isPort = (digits: string) => /^\d{1,5}$/.test(digits) && Number(digits) >= 1 && Number(digits) <= MAX_PORT
