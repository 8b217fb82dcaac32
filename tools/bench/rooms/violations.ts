/** What a host can get wrong, each with what it is called in a summary. */
const KINDS = {
  'over-capacity': 'more people in a room than fit',
  'missing-answer': 'no answer',
  'second-answer': 'answered more than once',
  'wrong-full': 'refused as full where there was space',
  'wrong-answer': 'answer that does not fit the request',
  'wrong-peers': 'wrong list of who is inside',
  'wrong-event': 'event that does not fit the answer',
  'lost-connection': 'connection lost without reason',
  'left-over': 'room not empty after everyone had left',
} as const
export type ViolationKind = keyof typeof KINDS

export interface ViolationCount {
  kind: ViolationKind
  count: number
  /** The first few, each a sentence. */
  examples: string[]
}

/** Sentences kept of each kind; all are counted. */
const EXAMPLES = 3

/** Counts what was wrong, in bounded memory. */
export class Violations {
  readonly #byKind = new Map<ViolationKind, ViolationCount>()

  add(kind: ViolationKind, sentence: string): void {
    this.merge([{ kind, count: 1, examples: [sentence] }])
  }

  merge(counts: readonly ViolationCount[]): void {
    for (const { kind, count, examples } of counts) {
      const known = this.#byKind.get(kind)
      this.#byKind.set(kind, {
        kind,
        count: count + (known?.count ?? 0),
        examples: [...(known?.examples ?? []), ...examples].slice(0, EXAMPLES),
      })
    }
  }

  get total(): number {
    return this.toArray().reduce((sum, { count }) => sum + count, 0)
  }

  count(kind: ViolationKind): number {
    return this.#byKind.get(kind)?.count ?? 0
  }

  toArray(): ViolationCount[] {
    return [...this.#byKind.values()]
  }

  /** A summary, one sentence for each kind. */
  sentences(): string[] {
    return this.toArray().map(
      ({ kind, count, examples }) => `${KINDS[kind]} (${count}), such as: ${examples.join(' ')}`,
    )
  }
}
