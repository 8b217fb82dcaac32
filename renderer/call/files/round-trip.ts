/** What is read here of any kind of statistics (W3C WebRTC Statistics). */
interface Entry {
  readonly id: string
  readonly type: string
  /** In seconds, and how often it was measured. */
  readonly roundTripTime?: number
  readonly roundTripTimeMeasurements?: number
  readonly currentRoundTripTime?: number
  readonly responsesReceived?: number
  readonly nominated?: boolean
}

/** How long round trips take: of what is heard and seen, as the other side's reports tell it, else of the path. */
export class RoundTrips {
  /** How often each was measured when it was looked at last. */
  #counts = new Map<string, number>()

  /**
   * The longest that was measured since the last look, in milliseconds; undefined where none was. Browsers go on telling
   * of one for seconds.
   */
  latest(report: Iterable<Entry>): number | undefined {
    const entries = [...report]
    const media = entries.filter(({ type, roundTripTime = 0 }) => type === 'remote-inbound-rtp' && roundTripTime > 0)
    const paths = entries.filter(({ type, nominated }) => type === 'candidate-pair' && nominated)
    const times = (media.length > 0 ? media : paths).flatMap((entry) => this.#newIn(entry))
    return times.length > 0 ? 1_000 * Math.max(...times) : undefined
  }

  #newIn(entry: Entry): readonly number[] {
    const time = entry.roundTripTime ?? entry.currentRoundTripTime
    const count = entry.roundTripTimeMeasurements ?? entry.responsesReceived
    const isNew = count === undefined || count !== this.#counts.get(entry.id)
    if (count !== undefined) this.#counts.set(entry.id, count)
    return isNew && time !== undefined ? [time] : []
  }
}
