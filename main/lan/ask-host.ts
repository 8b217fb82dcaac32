import { once } from 'node:events'
import { type Agent, get as getHttp, type IncomingMessage } from 'node:http'
import { get as getHttps } from 'node:https'

/** A host on the same network that has not answered by then counts as out of reach. */
const TIMEOUT_MS = 2_000
/** Bytes of an answer; the longest, a card with all there is, has about 400. */
const ANSWER_BYTES = 4_096

export interface AskOptions {
  /** The agent of plain HTTP; to destroy it ends the question. */
  agent?: Agent
  timeoutMs?: number
}

/**
 * Asks whatever is at a URL, and gives the JSON that it answers with; undefined where that is none, is too long, or comes
 * with another status than 200. A redirect is not followed. Rejects where nothing answers in time. Whose certificate it is
 * does not matter: the other side is told nothing.
 */
export async function askHost(url: URL, options: AskOptions = {}): Promise<unknown> {
  const { agent = false, timeoutMs = TIMEOUT_MS } = options
  const get = url.protocol === 'https:' ? getHttps : getHttp
  const signal = AbortSignal.timeout(timeoutMs)
  const request = get(url, { agent, signal, rejectUnauthorized: false } as object)
  // An error once the response has begun also ends that, where it is dealt with.
  request.on('error', () => {})
  try {
    // The request itself tells nothing of an answer that changes to another protocol.
    const [response] = (await once(request, 'response', { signal })) as [IncomingMessage]
    return response.statusCode === 200 ? parseJson(await readText(response)) : undefined
  } finally {
    request.destroy()
  }
}

/** Nothing where it is longer than an answer. */
async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > ANSWER_BYTES) return ''
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
