/** One benchmark of the harness. */
export interface Bench<Name extends string = string> {
  /** A sentence. */
  readonly about: string
  /** Whole numbers, each of which a person can choose. */
  readonly options: Record<Name, { about: string; usual: number; min: number; max: number }>
  /** Rejects, with a sentence, where it cannot be run to its end. */
  run(options: Record<Name, number>, hostScript: string): Promise<Outcome>
}

export interface Outcome {
  figures: Figures
  plot: Plot
  /** One sentence for each thing that must not be. */
  wrong: string[]
}

/** Tables by their titles, and rows by their labels. A label says the unit of what is no count. */
export type Figures = Record<string, Record<string, Row>>
/** One figure, or several by their columns. */
export type Row = Figure | Record<string, Figure>
/** Null where nothing was measured. */
type Figure = number | null

export interface Plot {
  title: string
  x: { label: string; values: number[] }
  lines: { label: string; unit: string; values: Figure[] }[]
}

/** Shows on a terminal how far something is, in place of what was shown before; nothing elsewhere. */
export function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`)
}
