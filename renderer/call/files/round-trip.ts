/** What is read here of any kind of statistics (W3C WebRTC Statistics). */
interface Entry {
  readonly type: string
  /** In seconds. */
  readonly roundTripTime?: number
  readonly currentRoundTripTime?: number
  readonly nominated?: boolean
}

/**
 * How long a round trip takes now, in milliseconds: of what is heard and seen, as the other side's reports tell it, else of
 * the path. Undefined where nothing tells.
 */
export function roundTripOf(report: Iterable<Entry>): number | undefined {
  const entries = [...report]
  const media = entries.flatMap(({ type, roundTripTime = 0 }) =>
    type === 'remote-inbound-rtp' && roundTripTime > 0 ? [roundTripTime] : [],
  )
  const paths = entries.flatMap(({ type, nominated, currentRoundTripTime }) =>
    type === 'candidate-pair' && nominated && currentRoundTripTime !== undefined ? [currentRoundTripTime] : [],
  )
  const times = media.length > 0 ? media : paths
  return times.length > 0 ? 1_000 * Math.max(...times) : undefined
}
