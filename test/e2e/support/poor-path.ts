import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import type { Page } from 'playwright'

export interface PathQuality {
  /** Share of the datagrams that get lost, from 0 to 1. */
  readonly loss: number
  readonly delayMs: number
  /** By how much a datagram may come earlier or later than that. */
  readonly jitterMs: number
}

/** For the browser of both pages: it tells its own address, which the path cannot find by the names that it gives else. */
export const TELLS_ADDRESSES = { args: ['--disable-features=WebRtcHideLocalIpsWithMdns'] }

/** One end as the other sees it: a port of this path, behind which the end's own address is. */
interface Face {
  readonly socket: Socket
  address: string
  /** Undefined until it is known. */
  port: number | undefined
}

/** The only way between two pages, as poor as a test wants it; they are told of its ports in place of each other's. */
export class PoorPath {
  /** Datagrams that were not let through. */
  lost = 0
  #isClosed = false

  private constructor(
    private readonly quality: PathQuality,
    private readonly faces: readonly [Face, Face],
  ) {
    const [one, another] = faces
    this.#join(one, another)
    this.#join(another, one)
  }

  /** Lies between these two, which are not loaded yet. */
  static async between([one, another]: readonly [Page, Page], quality: PathQuality): Promise<PoorPath> {
    const path = new PoorPath(quality, [await openFace(), await openFace()])
    const [ofOne, ofAnother] = path.faces
    await lead(one, ofAnother)
    await lead(another, ofOne)
    return path
  }

  close(): void {
    this.#isClosed = true
    for (const { socket } of this.faces) socket.close()
  }

  /** What comes to this face is from the other end: it has no other address to send to. */
  #join(face: Face, other: Face): void {
    face.socket.on('message', (bytes, { port }) => {
      // An end that has several addresses is known by the first.
      if (port === other.port) this.#pass(bytes, other.socket, face)
    })
  }

  #pass(bytes: Buffer, from: Socket, { port, address }: Face): void {
    const { loss, delayMs, jitterMs } = this.quality
    if (Math.random() < loss) {
      this.lost++
      return
    }
    const late = delayMs + (2 * Math.random() - 1) * jitterMs
    setTimeout(() => {
      if (!this.#isClosed) from.send(bytes, port, address)
    }, late)
  }
}

/** Has a page reach the other end by its face alone. */
async function lead(page: Page, face: Face): Promise<void> {
  await page.exposeFunction('byFace', (candidate: string) => byFace(face, candidate))
  await page.addInitScript(() => {
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
  })
}

/** The candidate with the face's port in place of the end's own (RFC 8839, section 5.1); empty where it is no own address. */
function byFace(face: Face, candidate: string): string {
  const [foundation, component, protocol = '', priority, address = '', port, ...rest] = candidate.split(' ')
  const isOwn = protocol.toLowerCase() === 'udp' && IPV4.test(address) && candidate.includes(' typ host')
  if (!isOwn || (face.address !== '' && face.address !== address)) return ''
  face.address = address
  face.port = Number(port)
  return [foundation, component, protocol, priority, address, face.socket.address().port, ...rest].join(' ')
}

const IPV4 = /^(\d+\.){3}\d+$/

async function openFace(): Promise<Face> {
  const socket = createSocket('udp4').bind(0)
  await once(socket, 'listening')
  return { socket, address: '', port: undefined }
}
