import { isTaken } from './ice-servers.js'

/** What asking one STUN or TURN server came to. */
export type IceTestResult =
  /** It answered, and sees this machine at `address`. */
  | { kind: 'seen'; address: string }
  /** It answered, and sees this machine at its own address: there is no router between the two. */
  | { kind: 'seen-as-is' }
  /** It relays, from `address`. */
  | { kind: 'relay'; address: string }
  /** `code` and `text` are those of an RTCPeerConnectionIceErrorEvent: a STUN error code, or 701 for no contact. */
  | { kind: 'error'; code: number; text: string }
  /** Gathering ended without an address from the server and without an error. */
  | { kind: 'nothing' }
  /** It gave no answer in time. */
  | { kind: 'silent' }
  /** The browser does not take it as a server. */
  | { kind: 'not-taken' }

export interface IceTestOptions {
  timeoutMs: number
  /** Ends the test early; it then resolves with `silent`. */
  signal: AbortSignal
}

/** No contact at all (W3C WebRTC, section 4.8.2): other errors tell more. */
const NO_CONTACT = 701
/** A server that does not answer keeps a browser gathering for longer than this. */
const PROMPT_MS = 3_000

/**
 * Gathers candidates with just this server until there is a result or time is up. Never rejects, and always closes its
 * connection.
 */
export async function testIceServer(server: RTCIceServer, options: IceTestOptions): Promise<IceTestResult> {
  if (!isTaken(server)) return { kind: 'not-taken' }
  const pc = new RTCPeerConnection({ iceServers: [server] })
  try {
    return await gather(pc, String(server.urls), options)
  } catch {
    return { kind: 'nothing' }
  } finally {
    pc.close()
  }
}

function gather(pc: RTCPeerConnection, url: string, { timeoutMs, signal }: IceTestOptions): Promise<IceTestResult> {
  const startedMs = performance.now()
  const wanted = /^turns?:/i.test(url) ? 'relay' : 'srflx'
  const hosts: RTCIceCandidate[] = []
  let failure: IceTestResult | undefined
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(failure ?? { kind: 'silent' }), timeoutMs)
    signal.addEventListener('abort', () => resolve({ kind: 'silent' }))
    pc.onicecandidate = ({ candidate }) => {
      if (candidate?.type === wanted) resolve(answered(candidate))
      if (candidate?.type === 'host') hosts.push(candidate)
    }
    pc.onicecandidateerror = ({ errorCode: code, errorText: text }) => {
      if (failure?.kind !== 'error' || failure.code === NO_CONTACT) failure = { kind: 'error', code, text }
    }
    pc.onicegatheringstatechange = () => {
      if (pc.iceGatheringState !== 'complete') return
      clearTimeout(timer)
      const isPrompt = performance.now() - startedMs < PROMPT_MS
      resolve(failure ?? (isPrompt && couldAsk(url, hosts) ? { kind: 'seen-as-is' } : { kind: 'nothing' }))
    }
    pc.createDataChannel('test')
    pc.setLocalDescription().catch(reject)
  })
}

function answered({ type, address }: RTCIceCandidate): IceTestResult {
  return { kind: type === 'relay' ? 'relay' : 'seen', address: address ?? '' }
}

/**
 * Chromium keeps to itself an answer that repeats an address it has already; it gathers on where there is no answer, and
 * ends at once, without an error, where it has no address of the kind that the server's is (all measured in Chromium).
 * So gathering that ends at once tells of an answer where the server's address is an IPv4 one and this machine has one.
 */
function couldAsk(url: string, hosts: readonly RTCIceCandidate[]): boolean {
  const isIPv4 = /^stuns?:\d+(\.\d+){3}(:|$)/i.test(url)
  return isIPv4 && hosts.some(({ protocol, address }) => protocol === 'udp' && /^\d+(\.\d+){3}$/.test(address ?? ''))
}
