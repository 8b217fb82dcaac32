import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import type { Histogram } from '../histogram.js'
import type { Findings } from './findings.js'
import { pageHtml } from './html.js'
import type { PlotData } from './plot-data.js'

const PLOTS = fileURLToPath(new URL('./plots.ts', import.meta.url))

/** Bars of the latency distribution in each factor of ten. */
const PER_DECADE = 12

/** Writes a report as one HTML file that needs nothing else, neither files nor network. */
export async function writeReport(file: string, findings: Findings): Promise<void> {
  const { script, style } = await bundle()
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, pageHtml({ ...findings, data: plotData(findings), script, style }))
}

/** The page's script, with uPlot in it, and its style. */
async function bundle(): Promise<{ script: string; style: string }> {
  const bundled = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: { write: false, target: 'es2022', lib: { entry: PLOTS, formats: ['iife'], name: 'report' } },
  })
  const files = [bundled].flat().flatMap((result) => ('output' in result ? result.output : []))
  const script = files.find((file) => file.type === 'chunk')
  const style = files.find((file) => file.type === 'asset' && file.fileName.endsWith('.css'))
  if (script?.type !== 'chunk' || style?.type !== 'asset') throw new Error('The report could not be bundled.')
  return { script: script.code, style: String(style.source) }
}

function plotData({ bench, allRequests }: Findings): PlotData {
  const reconnects = bench.result.latencies.get('reconnect')
  const edges = edgesFor([allRequests, reconnects])
  const percent = (histogram: Histogram | undefined) =>
    histogram?.between(edges).map((count) => (100 * count) / Math.max(1, histogram.total)) ?? []
  return {
    series: bench.series,
    run: bench.run,
    distribution: {
      milliseconds: edges.slice(0, -1).map((edge, index) => Math.sqrt(edge * (edges[index + 1] ?? edge)) / 1000),
      requests: percent(allRequests),
      reconnects: percent(reconnects),
    },
  }
}

/** Edges of bars around all that was measured, in microseconds, each larger than the one before by the same factor. */
function edgesFor(histograms: (Histogram | undefined)[]): number[] {
  const measured = histograms.filter((histogram) => histogram !== undefined && histogram.total > 0)
  const step = (microseconds: number) => Math.log10(Math.max(1, microseconds)) * PER_DECADE
  const first = Math.floor(Math.min(...measured.map((histogram) => step(histogram?.percentile(0) ?? 1)))) - 1
  const last = Math.ceil(Math.max(...measured.map((histogram) => step(histogram?.max ?? 1)))) + 1
  if (measured.length === 0) return [1, 10]
  return Array.from({ length: last - first + 1 }, (_, index) => 10 ** ((first + index) / PER_DECADE))
}
