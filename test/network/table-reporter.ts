import { mkdirSync, writeFileSync } from 'node:fs'
import type { FullConfig, Reporter, TestCase, TestResult } from 'playwright/types/testReporter'

const FILE = 'test-results/network.md'
const BETWEEN = ' × '

/** Prints what was seen in each cell of the matrix as a table, and writes it to test-results/network.md. */
export default class TableReporter implements Reporter {
  readonly #seen = new Map<string, Map<string, string>>()
  readonly #guests = new Set<string>()
  #root = '.'

  onBegin({ rootDir }: FullConfig): void {
    this.#root = `${rootDir}/../..`
  }

  onTestEnd({ title, annotations }: TestCase, { status, annotations: own }: TestResult): void {
    const [row, guest] = title.split(BETWEEN)
    if (row === undefined || guest === undefined) return
    const seen = [...annotations, ...own].findLast(({ type }) => type === 'seen')?.description
    const cells = this.#seen.get(row) ?? new Map<string, string>()
    cells.set(guest, status === 'passed' ? (seen ?? 'passed') : status)
    this.#seen.set(row, cells)
    this.#guests.add(guest)
  }

  onEnd(): void {
    if (this.#seen.size === 0) return
    const guests = [...this.#guests]
    const lines = [
      ['network', ...guests],
      ['---', ...guests.map(() => '---')],
      ...[...this.#seen].map(([row, cells]) => [row, ...guests.map((guest) => cells.get(guest) ?? '')]),
    ]
    const table = `${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`
    process.stdout.write(`\n${table}`)
    mkdirSync(`${this.#root}/test-results`, { recursive: true })
    writeFileSync(`${this.#root}/${FILE}`, table)
  }
}
