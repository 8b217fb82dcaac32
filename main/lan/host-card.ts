import { once } from 'node:events'
import { type Agent, get as getHttp, type IncomingMessage } from 'node:http'
import { get as getHttps } from 'node:https'
import { CARD_PATH, HostCard } from '../../common/control.js'
import { readAs } from '../../common/schema.js'

/** A host on the same network that has not answered by then counts as out of reach. */
const TIMEOUT_MS = 2_000
/** Bytes of a card; one with all there is has about 400. */
const CARD_BYTES = 4_096

interface Options {
  /** Of plain HTTP; to destroy it ends the question. */
  agent?: Agent
  timeoutMs?: number
}

/**
 * Asks the host at an origin who it is. Undefined where something else than a host answers; a redirect is not followed.
 * Rejects where nothing answers in time. Whose certificate it is does not matter: the host is told nothing.
 */
export async function askForCard(origin: string, options: Options = {}): Promise<HostCard | undefined> {
  const { agent = false, timeoutMs = TIMEOUT_MS } = options
  const get = origin.startsWith('https:') ? getHttps : getHttp
  const signal = AbortSignal.timeout(timeoutMs)
  const request = get(new URL(CARD_PATH, origin), { agent, signal, rejectUnauthorized: false } as object)
  // An error once the response has begun also ends that, where it is dealt with.
  request.on('error', () => {})
  try {
    // Of an answer that changes to another protocol the request itself tells nothing.
    const [response] = (await once(request, 'response', { signal })) as [IncomingMessage]
    return response.statusCode === 200 ? readAs(HostCard, parseJson(await readText(response))) : undefined
  } finally {
    request.destroy()
  }
}

/** Nothing where it is longer than a card. */
async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > CARD_BYTES) return ''
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
