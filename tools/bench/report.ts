import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { cpus } from 'node:os'
import { join } from 'node:path'
import type { Cell, Outcome, Plot, Table, Unit } from './bench.js'

const LABEL_WIDTH = 40
const CELL_WIDTH = 14

/** Tables for a terminal. */
export function textOf(tables: readonly Table[]): string {
  const line = (label: string, cells: readonly string[]) =>
    `  ${label.padEnd(LABEL_WIDTH)}${cells.map((text) => text.padStart(CELL_WIDTH)).join('')}`.trimEnd()
  return tables
    .map(({ title, columns = [], rows }) => {
      const head =
        columns.length === 0
          ? title
          : `${title.padEnd(LABEL_WIDTH + 2)}${line('', columns)
              .trimStart()
              .padStart(columns.length * CELL_WIDTH)}`
      return `${[head, ...rows.map(([label, ...cells]) => line(label, cells.map(cellText)))].join('\n')}\n`
    })
    .join('\n')
}

/** Writes the figures as JSON and the plot as a page that needs nothing else; gives the names of both files. */
export async function write(
  folder: string,
  name: string,
  options: Record<string, number>,
  { tables, plot, wrong }: Outcome,
): Promise<string> {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'processor'}, Node ${process.versions.node} on ${process.platform}`
  const figures = Object.fromEntries(tables.map((table) => [table.title, valuesOf(table)]))
  const files = [join(folder, `${name}.json`), join(folder, `${name}.html`)] as const
  await mkdir(folder, { recursive: true })
  await writeFile(files[0], JSON.stringify({ at: new Date(), machine, options, figures, wrong, plot }, null, 2))
  await writeFile(files[1], await pageOf(plot, `${textOf(tables)}\n${machine}`))
  return files.join(', ')
}

function valuesOf({ columns, rows }: Table) {
  const plain = (cell: Cell | undefined) => (typeof cell === 'object' ? (cell.value ?? null) : (cell ?? null))
  const values = (cells: readonly Cell[]) =>
    columns ? Object.fromEntries(columns.map((column, index) => [column, plain(cells[index])])) : plain(cells[0])
  return Object.fromEntries(rows.map(([label, ...cells]) => [label, values(cells)]))
}

function cellText(cell: Cell): string {
  if (typeof cell === 'string') return cell
  return cell.value === undefined ? '–' : numberText(cell.value, cell.unit)
}

function numberText(value: number, unit: Unit): string {
  const digits = (most: number) => value.toLocaleString('en-US', { maximumFractionDigits: most })
  if (unit === 'count') return digits(0)
  if (unit === 'ratio') return value.toFixed(2)
  if (unit === 'bytes') return value < 1e6 ? `${(value / 1e3).toFixed(1)} kB` : `${(value / 1e6).toFixed(1)} MB`
  return `${digits(value < 10 ? 2 : value < 100 ? 1 : 0)} ${unit}`
}

async function pageOf(plot: Plot, figures: string): Promise<string> {
  const require = createRequire(import.meta.url)
  const file = (name: string) => readFile(require.resolve(`uplot/dist/${name}`), 'utf8')
  const [script, style] = await Promise.all([file('uPlot.iife.min.js'), file('uPlot.min.css')])
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${escaped(plot.title)}</title>
<style>${style} body { margin: 24px; font-family: system-ui, sans-serif }</style>
<h1>${escaped(plot.title)}</h1>
<div id="plot"></div>
<pre>${escaped(figures)}</pre>
<script>${script}</script>
<script>
const { x, lines } = ${JSON.stringify(plot).replaceAll('<', '\\u003c')}
const COLOURS = ['#1f6feb', '#d1242f', '#1a7f37', '#9a6700']
const units = [...new Set(lines.map(({ unit }) => unit))]
new uPlot({
  width: innerWidth - 48,
  height: 420,
  scales: { x: { time: false } },
  axes: [{ label: x.label }, ...units.map((unit, index) => ({ scale: unit, label: unit, size: 80, side: index % 2 ? 1 : 3, grid: { show: index === 0 } }))],
  series: [{ label: x.label }, ...lines.map(({ label, unit }, index) => ({ label, scale: unit, stroke: COLOURS[index % COLOURS.length], spanGaps: true }))],
}, [x.values, ...lines.map(({ values }) => values)], document.getElementById('plot'))
</script>
</html>
`
}
