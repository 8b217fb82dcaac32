import { CARD_PATH } from '../../common/control.js'
import type { Finding } from '../../common/findings.js'
import type { RemotePeer } from '../call/call.js'
import { type Flows, type LinkStats, read, type StatsEntry } from '../call/stats/link-stats.js'

type Peer = Pick<RemotePeer, 'name' | 'state' | 'report'>

/** How long packets are counted. */
const COUNTED_MS = 1_000
/** So few packets that one lost says nothing. */
const FEW_PACKETS = 20
/** How many of 100 packets are lost before people notice. */
const NOTED_PERCENT = 10

/** More than any packet of a local network holds, jumbo frames aside; an offer is no smaller. */
const LARGE_LENGTH = 4_096
/** How long the host has for an answer: enough to send again what a poor network loses. */
const ANSWER_MS = 8_000
const ASKING = { mode: 'no-cors', cache: 'no-store', credentials: 'omit' } as const

/** Why a link to someone in a call at the host of this origin does not come about, as far as the page can tell. Never rejects. */
export async function whyUnreachable(peer: Peer, host: string): Promise<Finding> {
  const entries = (await peer.report())?.entries ?? []
  const local = entries.filter(({ type }) => type === 'local-candidate')
  const remote = entries.filter(({ type }) => type === 'remote-candidate')
  const name = peer.name.peek()
  const hasRelay = local.some(({ candidateType }) => candidateType === 'relay')
  // They tell their candidates with an offer or an answer, and either is large.
  if (remote.length === 0 && (await takesOnlySmall(host))) return finding('path-narrow', { peer: name })
  const [isHiddenHere, isHiddenThere] = [areHidden(local), areHidden(remote)]
  if (!hasRelay && (isHiddenHere || isHiddenThere)) {
    const side = isHiddenHere ? 'here' : 'there'
    return finding('addresses-hidden', { peer: name, ...(isHiddenHere !== isHiddenThere && { side }) })
  }
  return finding('no-ice-pair', { peer: name, ...(hasRelay && { relay: 'here' }) })
}

/** What keeps the links that there are from being good. Takes a second; never rejects. */
export async function linkFindings(peers: readonly Peer[]): Promise<Finding[]> {
  const connected = peers.filter(({ state }) => state.peek() === 'connected')
  return (await Promise.all(connected.map(findingsOn))).flat()
}

async function findingsOn(peer: Peer): Promise<Finding[]> {
  const before = await peer.report()
  await new Promise((resolve) => setTimeout(resolve, COUNTED_MS))
  const after = await peer.report()
  if (!before || !after) return []
  const { stats } = read(read(undefined, before), after)
  const name = peer.name.peek()
  const percent = lostPercent(stats)
  return [
    // A relay is asked over TCP where nothing else leads to it.
    ...(stats.path?.local === 'relay' && stats.path.protocol === 'tcp' ? [finding('udp-blocked', { peer: name })] : []),
    ...(percent >= NOTED_PERCENT ? [finding('packets-lost', { peer: name, percent: String(percent) })] : []),
  ]
}

/** Whether the host answers a small question, and a large one not at all. */
async function takesOnlySmall(host: string): Promise<boolean> {
  const answers = (query: string) => {
    const signal = AbortSignal.timeout(ANSWER_MS)
    const answer = fetch(`${host}${CARD_PATH}?${query}`, { ...ASKING, signal })
    // Browsers keep what it says from pages of other hosts, as an error, which is one of them answering.
    return answer.then(
      () => true,
      () => !signal.aborted,
    )
  }
  const [small, large] = await Promise.all([answers(''), answers('x'.repeat(LARGE_LENGTH))])
  return small && !large
}

/** Whether all that a side has told are names made up by its browser (RFC 8828), which lead nowhere beyond one network. */
function areHidden(candidates: readonly StatsEntry[]): boolean {
  const isHidden = ({ candidateType, address }: StatsEntry) =>
    candidateType === 'host' && (!address || String(address).endsWith('.local'))
  return candidates.length > 0 && candidates.every(isHidden)
}

/** The loss of the track that has it worst. */
function lostPercent({ sent, received }: LinkStats): number {
  const lossOf = (flows: Flows) =>
    Object.values(flows).map(({ packets = 0, lossRatio = 0 }) => (packets < FEW_PACKETS ? 0 : lossRatio))
  return Math.round(100 * Math.max(0, ...lossOf(sent), ...lossOf(received)))
}

const finding = (code: Finding['code'], facts: Finding['facts']): Finding => ({ code, facts, commands: [] })
