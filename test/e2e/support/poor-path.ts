import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import type { Page } from 'playwright'

export interface PathQuality {
  /** Of so many datagrams each way the last one is lost. */
  readonly losesOneOf: number
  readonly delayMs: number
  /** By how much a datagram may come earlier or later than that. */
  readonly jitterMs: number
}

/** For the browser of both pages: it tells its own address, which the path cannot find by the names that it gives else. */
export const TELLS_ADDRESSES = { args: ['--disable-features=WebRtcHideLocalIpsWithMdns'] }

/** One of the two pages, as far as it has told of itself. */
interface End {
  /** An end that has several is known by the first; empty until it is known. */
  address: string
  /** Datagrams for it so far. */
  came: number
}

/** A port of an end as the other end sees it: a port of this path. */
interface Face {
  readonly end: End
  readonly port: number
  readonly socket: Socket
}

/** The only way between two pages, as poor as a test wants it; they are told of its ports in place of each other's. */
export class PoorPath {
  /** Datagrams that were not let through. */
  lost = 0
  #isClosed = false
  /** By the port of the end: a new path between the two has new ports, and does not end the one before. */
  readonly #faces = new Map<number, Face>()

  private constructor(private readonly quality: PathQuality) {}

  /** Lies between these two, which are not loaded yet. */
  static async between([one, another]: readonly [Page, Page], quality: PathQuality): Promise<PoorPath> {
    const path = new PoorPath(quality)
    await path.#lead(one, { address: '', came: 0 })
    await path.#lead(another, { address: '', came: 0 })
    return path
  }

  close(): void {
    this.#isClosed = true
    for (const { socket } of this.#faces.values()) socket.close()
  }

  /** Has a page reach the other end by its faces alone. */
  async #lead(page: Page, other: End): Promise<void> {
    await page.exposeFunction('byFace', (candidate: string) => this.#byFace(other, candidate))
    await page.addInitScript(takeCandidatesByFace)
  }

  /** The candidate with a port of this path in place of the end's own (RFC 8839, section 5.1); empty where it is no own address. */
  async #byFace(end: End, candidate: string): Promise<string> {
    const [foundation, component, protocol = '', priority, address = '', port, ...rest] = candidate.split(' ')
    const isOwn = protocol.toLowerCase() === 'udp' && IPV4.test(address) && candidate.includes(' typ host')
    if (!isOwn || (end.address !== '' && end.address !== address)) return ''
    end.address = address
    const face = this.#faces.get(Number(port)) ?? (await this.#open(end, Number(port)))
    return [foundation, component, protocol, priority, address, face.socket.address().port, ...rest].join(' ')
  }

  async #open(end: End, port: number): Promise<Face> {
    const face = { end, port, socket: createSocket('udp4').bind(0) }
    await once(face.socket, 'listening')
    this.#faces.set(port, face)
    face.socket.on('message', (bytes, { port }) => {
      const from = this.#faces.get(port)
      if (from) this.#pass(bytes, from, face)
    })
    return face
  }

  #pass(bytes: Buffer, from: Face, { end, port }: Face): void {
    const { losesOneOf, delayMs, jitterMs } = this.quality
    if (++end.came % losesOneOf === 0) {
      this.lost++
      return
    }
    const late = delayMs + (2 * Math.random() - 1) * jitterMs
    setTimeout(() => {
      if (!this.#isClosed) from.socket.send(bytes, port, end.address)
    }, late)
  }
}

/** Runs in the page, before it is loaded. */
function takeCandidatesByFace(): void {
  const { addIceCandidate, setRemoteDescription } = RTCPeerConnection.prototype
  const { byFace } = window as unknown as { byFace(candidate: string): Promise<string> }
  RTCPeerConnection.prototype.addIceCandidate = async function (init) {
    const candidate = await byFace(init?.candidate ?? '')
    if (candidate) await Reflect.apply(addIceCandidate, this, [{ ...init, candidate }])
  }
  // The candidates in it come by themselves as well.
  RTCPeerConnection.prototype.setRemoteDescription = function (description) {
    const sdp = description.sdp?.replace(/^a=candidate:.*\r\n/gm, '') ?? ''
    return Reflect.apply(setRemoteDescription, this, [{ ...description, sdp }])
  }
}

const IPV4 = /^(\d+\.){3}\d+$/
