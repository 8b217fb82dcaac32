import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { cpus } from 'node:os'
import { join } from 'node:path'
import type { Figures, Outcome, Plot, Row } from './bench.js'

/** Tables for a terminal. */
export function textOf(figures: Figures): string {
  const tables = Object.entries(figures).map(([title, rows]) => {
    const [first] = Object.values(rows)
    const columns = first instanceof Object ? Object.keys(first) : []
    const values = (row: Row) => (row instanceof Object ? Object.values(row) : [row])
    return [
      line(title, columns),
      ...Object.entries(rows).map(([label, row]) => line(`  ${label}`, values(row).map(numberText))),
    ]
  })
  return `${tables.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

const line = (label: string, cells: string[]) => label.padEnd(42) + cells.map((cell) => cell.padStart(12)).join('')

const numberText = (value: number | null) =>
  value?.toLocaleString('en-US', { maximumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0 }) ?? '–'

/** Writes the figures as JSON and the plot as a page that needs nothing else; gives the names of both files. */
export async function write(folder: string, name: string, options: Record<string, number>, outcome: Outcome) {
  const { figures, plot } = outcome
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'processor'}, Node ${process.versions.node} on ${process.platform}`
  const files = [join(folder, `${name}.json`), join(folder, `${name}.html`)] as const
  await mkdir(folder, { recursive: true })
  await writeFile(files[0], JSON.stringify({ at: new Date(), machine, options, ...outcome }, null, 2))
  await writeFile(files[1], await pageOf(plot, `${textOf(figures)}\n${machine}`))
  return files.join(', ')
}

async function pageOf(plot: Plot, text: string): Promise<string> {
  const { resolve } = createRequire(import.meta.url)
  const file = (name: string) => readFile(resolve(`uplot/dist/${name}`), 'utf8')
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${escaped(plot.title)}</title>
<style>${await file('uPlot.min.css')} body { margin: 24px; font-family: system-ui, sans-serif }</style>
<h1>${escaped(plot.title)}</h1>
<div id="plot"></div>
<pre>${escaped(text)}</pre>
<script>${await file('uPlot.iife.min.js')}</script>
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
