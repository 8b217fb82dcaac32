import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { type IncomingMessage, type RequestListener, ServerResponse } from 'node:http'
import { join } from 'node:path'
import sirv from 'sirv'
import { CARD_PATH, type HostCard } from '../../common/control.js'
import { languageFor } from '../../common/language.js'
import { isOwnHost } from './access.js'

/**
 * Nothing but the page's own files may run or be shown in it. Connections may go anywhere, because a person can type
 * any host's address.
 */
const contentSecurityPolicy = (hashes: readonly string[]) =>
  [
    "default-src 'none'",
    // WebAssembly, of the page's own files: it hashes files where browsers do not, on plain http.
    ["script-src 'self' 'wasm-unsafe-eval'", ...hashes].join(' '),
    "style-src 'self'",
    "img-src 'self' data:",
    "media-src 'self' blob:",
    "connect-src 'self' ws: wss: http: https:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    // The one worker of the page, which writes files (renderer/state/files/segments.ts).
    'trusted-types lanline-worker',
  ].join('; ')

const SECURITY_HEADERS = {
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), usb=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
} as const

/**
 * No page that opened this one may keep a hold of its window. Where none did, since a person typed the address, browsers say
 * so (Fetch Metadata), and the page is spared the wait for a process of its own.
 */
function keepFromOpeners({ headers }: IncomingMessage, response: ServerResponse): void {
  if (headers['sec-fetch-site'] !== 'none') response.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
}

/**
 * Serves the built page in `directory`: hashed files under `/assets/` to be kept for good, `index.html` for every room's
 * path; and the host's `card`. Only files there at the start are ever served.
 */
export function servePage(directory: string, card: () => HostCard): RequestListener {
  const catalogs = firstCatalogs(directory)
  const headers = {
    ...SECURITY_HEADERS,
    'Content-Security-Policy': contentSecurityPolicy(hashesOfScripts(directory)),
  }
  const files = sirv(directory, {
    etag: true,
    gzip: true,
    setHeaders: (response, path) =>
      response.setHeader(
        'Cache-Control',
        path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      ),
  })
  return (request, response) => {
    for (const [name, value] of Object.entries(headers)) {
      if (!response.hasHeader(name)) response.setHeader(name, value)
    }
    keepFromOpeners(request, response)
    if (!isOwnHost(request.headers.host)) {
      refuse(response, 421, 'This host does not go by that name. Open it by its address.')
    } else if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD')
      refuse(response, 405, 'Only GET and HEAD are answered here.')
    } else if (request.url?.split('?', 1)[0] === CARD_PATH) {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
      response.end(JSON.stringify(card()))
    } else {
      // No file here is worth fetching in parts, and sirv throws on a range that runs backwards.
      delete request.headers.range
      const catalog = catalogs.get(languageFor(undefined, languagesOf(request)))
      // Without it a browser learns of the catalog from the page's script alone, which then waits for it.
      if (catalog && isPage(request)) response.setHeader('Link', `</assets/${catalog}>; rel="modulepreload"`)
      response.once('pipe', (file) => file.once('error', () => response.destroy()))
      files(request, response, () => serveIndex(request, response, files))
    }
  }
}

const CLIENT_SCRIPT = '/socket.io/socket.io.js'

/**
 * Answers requests for Socket.IO's client script, which the build puts beside the page, before Socket.IO takes them for
 * its own. Pages of other origins may load it; whether they may connect is another matter.
 */
export function serveClientScript(
  page: RequestListener,
): (request: IncomingMessage, response: ServerResponse, next: () => void) => void {
  return (request, response, next) => {
    // On an upgrade, Engine.IO gives a stand-in for the response that can do next to nothing.
    const isRequest = response instanceof ServerResponse
    if (!isRequest || request.url?.split('?', 1)[0] !== CLIENT_SCRIPT) return next()
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin')
    page(request, response)
  }
}

/** Of the scripts in the text of the page itself, as its policy names them (CSP 3, section 2.3.1). */
function hashesOfScripts(directory: string): readonly string[] {
  const path = join(directory, 'index.html')
  const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const scripts = [...text.matchAll(/<script>(.*?)<\/script>/gs)]
  return scripts.map(([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`)
}

/** The file of what the page says first, by language. */
function firstCatalogs(directory: string): ReadonlyMap<string, string> {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' })
  const catalogs = files.map((file) => /^assets.(first-(\w+)-[^.]+\.js)$/.exec(file) ?? [])
  return new Map(catalogs.flatMap(([, file, language]) => (file && language ? [[language, file]] : [])))
}

/** In the order in which browsers have them, which is that of preference (RFC 9110, section 12.5.4). */
const languagesOf = ({ headers }: IncomingMessage) =>
  (headers['accept-language'] ?? '').split(',').map((range) => range.split(';', 1)[0]?.trim() ?? '')

/** Whether the request is for the page, which is at the path of every room; also true of files beside it. */
const isPage = ({ url = '/' }: IncomingMessage) => /^\/([^/?]+\/?)?(\?|$)/.test(url)

function serveIndex(request: IncomingMessage, response: ServerResponse, files: ReturnType<typeof sirv>): void {
  if (isPage(request)) {
    request.url = '/'
    files(request, response, () => refuse(response, 500, 'The page is missing from this installation.'))
  } else {
    refuse(response, 404, 'There is nothing here.')
  }
}

function refuse(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${sentence}\n`)
}
