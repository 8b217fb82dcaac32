/**
 * The URL of the TURN server that a connection goes by: empty where the browser does not tell it (W3C Identifiers for
 * WebRTC's Statistics, RTCIceCandidateStats), undefined where the connection is direct. Never rejects.
 */
export async function relayOf(connection: RTCPeerConnection): Promise<string | undefined> {
  const report = await connection.getStats().catch(() => new Map())
  const stats: Stats[] = [...report.values()]
  const of = (id: unknown) => stats.find((each) => each['id'] === id)
  const selected = stats.find(({ type }) => type === 'transport')?.['selectedCandidatePairId']
  // Firefox tells of no transport, and marks the pair.
  const pair = of(selected) ?? stats.find(({ type, selected }) => type === 'candidate-pair' && selected === true)
  const local = of(pair?.['localCandidateId'])
  return local?.['candidateType'] === 'relay' ? String(local['url'] ?? '') : undefined
}

interface Stats {
  readonly type: unknown
  readonly [name: string]: unknown
}
