import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { networkInterfaces } from 'node:os'
import { inUrl, withoutMapping } from '../../common/ip-address.js'
import { KNOCK_PATH, type KnockReply } from '../../common/knock.js'
import { isOnLink } from '../lan/address.js'
import { askForCard } from '../lan/host-card.js'
import { Limit } from './limit.js'

/** For an address, in a minute: a check asks twice. */
const PER_MINUTE = 10
/** For everyone together. */
const AT_ONCE = 4
const TIMEOUT_MS = 2_000

/** What a knock needs of the network. */
interface Reach {
  /** Whether the address is that of another machine in a network of this one. */
  isNeighbour(address: string): boolean
  askForCard: typeof askForCard
}

const REACH: Reach = {
  isNeighbour: (address) => {
    const interfaces = networkInterfaces()
    const own = Object.values(interfaces).flatMap((infos = []) => infos)
    return isOnLink(address, interfaces) && !own.some((info) => info.address === address)
  },
  askForCard,
}

/**
 * Tells other hosts on the network whether their doors can be reached: goes to the port that they name, at the address that
 * they ask from and no other, and asks for the card there. Pages get no answer, so that none can have doors tried.
 */
export class Knocker {
  readonly #perAddress = new Limit(PER_MINUTE, 60)
  #atOnce = 0

  constructor(private readonly reach: Reach = REACH) {}

  /** Answers requests to knock, and hands on all others. */
  before(next: RequestListener): RequestListener {
    return (request, response) => {
      const isAsked = request.method === 'GET' && request.url?.split('?', 1)[0] === KNOCK_PATH
      if (isAsked) void this.#answer(request, response)
      else next(request, response)
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = withoutMapping(request.socket.remoteAddress ?? '')
    const origin = doorOf(request.url ?? '', address)
    if (isFromPage(request) || !this.reach.isNeighbour(address)) return end(response, 403)
    if (origin === undefined) return end(response, 400)
    if (this.#atOnce >= AT_ONCE || !this.#perAddress.take(address)) return end(response, 429)
    this.#atOnce++
    const card = await this.reach.askForCard(origin, { timeoutMs: TIMEOUT_MS }).catch(() => undefined)
    this.#atOnce--
    end(response, 200, { isReached: card !== undefined, ...(card?.secure && { key: card.secure.key }) })
  }
}

function doorOf(url: string, address: string): string | undefined {
  const { searchParams } = new URL(url, 'http://localhost')
  const port = Number(searchParams.get('port'))
  const isPort = Number.isInteger(port) && port > 0 && port < 65_536
  return isPort ? `http${searchParams.has('secure') ? 's' : ''}://${inUrl(address)}:${port}` : undefined
}

/** Browsers say so (Fetch Metadata Request Headers). */
const isFromPage = ({ headers }: IncomingMessage) =>
  headers.origin !== undefined || Object.keys(headers).some((name) => name.startsWith('sec-fetch-'))

function end(response: ServerResponse, status: number, reply?: KnockReply): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
  response.end(reply && JSON.stringify(reply))
}
