/** One benchmark of the harness. */
export interface Bench {
  /** A sentence. */
  readonly about: string
  readonly options: Record<string, Option>
  /** Rejects, with a sentence, where it cannot be run to its end. */
  run(options: Record<string, number>, hostScript: string): Promise<Outcome>
}

export interface Option {
  readonly about: string
  readonly usual: number
  readonly min: number
  readonly max: number
}

export interface Outcome {
  tables: Table[]
  plot: Plot
  /** One sentence for each thing that must not be. */
  wrong: string[]
}

export type Unit = 'count' | 'ms' | 's' | 'bytes' | 'ratio'

/** Undefined where the system does not tell, or nothing was measured. */
export type Cell = string | { readonly value: number | undefined; readonly unit: Unit }

export interface Table {
  title: string
  /** Names of the columns after the first; one without needs none. */
  columns?: readonly string[]
  rows: readonly (readonly [label: string, ...cells: Cell[]])[]
}

export interface Plot {
  title: string
  x: { label: string; values: readonly number[] }
  lines: readonly { label: string; unit: Unit; values: readonly (number | null)[] }[]
}

/** Gives a function that makes a cell of a number in that unit. */
const cell = (unit: Unit) => (value: number | undefined) => ({ value, unit })
export const count = cell('count')
export const milliseconds = cell('ms')
export const seconds = cell('s')
export const bytes = cell('bytes')
export const ratio = cell('ratio')

/** Shows on a terminal how far something is, in place of what was shown before; nothing elsewhere. */
export function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`)
}
