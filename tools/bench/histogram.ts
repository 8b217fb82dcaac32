/** Buckets in each doubling of the value, a power of two: a value is known to within 1/32, about 3 %. */
const PER_OCTAVE = 32
const OCTAVE_BITS = Math.log2(PER_OCTAVE)
/** Up to 2^27 µs, 134 s: longer than any request waits. */
const LARGEST = 2 ** 27 - 1
const BUCKETS = bucketOf(LARGEST) + 1

/** Small enough to be sent between processes: pairs of a bucket's number and its count, where that is not 0. */
export interface SparseHistogram {
  counts: [bucket: number, count: number][]
  max: number
}

/**
 * Counts durations in buckets that widen with the value, so that its size (3 kB) depends neither on how many there are
 * nor on how long they last. Values are whole microseconds; a longer one than 134 s counts as that.
 */
export class Histogram {
  readonly #counts = new Uint32Array(BUCKETS)
  #total = 0
  #max = 0

  get total(): number {
    return this.#total
  }

  /** The largest value, exact; 0 where there is none. */
  get max(): number {
    return this.#max
  }

  add(microseconds: number): void {
    const value = Math.min(LARGEST, Math.max(0, Math.round(microseconds)))
    const bucket = bucketOf(value)
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1
    this.#total++
    if (value > this.#max) this.#max = value
  }

  merge(other: SparseHistogram): void {
    for (const [bucket, count] of other.counts) {
      this.#counts[bucket] = (this.#counts[bucket] ?? 0) + count
      this.#total += count
    }
    this.#max = Math.max(this.#max, other.max)
  }

  /**
   * The value that `share` (0 to 1) of all values do not exceed, too high by 3 % at most and never above the largest;
   * undefined where there is none.
   */
  percentile(share: number): number | undefined {
    if (this.#total === 0) return undefined
    const rank = Math.max(1, Math.ceil(share * this.#total))
    let seen = 0
    for (const [bucket, count] of this.#counts.entries()) {
      seen += count
      if (seen >= rank) return Math.min(this.#max, upperEdge(bucket))
    }
    return this.#max
  }

  /** What `merge` takes. */
  toSparse(): SparseHistogram {
    const counts: SparseHistogram['counts'] = []
    for (const [bucket, count] of this.#counts.entries()) if (count > 0) counts.push([bucket, count])
    return { counts, max: this.#max }
  }

  clear(): void {
    this.#counts.fill(0)
    this.#total = 0
    this.#max = 0
  }
}

/** Below 64 each value has a bucket of its own; above, an octave's 32 share its width. */
function bucketOf(value: number): number {
  const octave = Math.max(0, 31 - Math.clz32(value) - OCTAVE_BITS)
  return octave * PER_OCTAVE + (value >>> octave)
}

/** The largest whole value in a bucket. */
function upperEdge(bucket: number): number {
  const octave = Math.max(0, Math.floor(bucket / PER_OCTAVE) - 1)
  return (bucket - octave * PER_OCTAVE + 1) * 2 ** octave - 1
}
