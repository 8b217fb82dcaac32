import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import './page.css'
import type { PlotData } from './plot-data.js'

const HEIGHT = 240

/** What may lie between two marks of a time axis. */
const SECONDS = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 3600]

/** A line of a plot, in one of the page's colours. */
interface Line {
  label: string
  colour: '--first' | '--second'
  values: (number | null)[]
  isFilled?: boolean
}

interface Plot {
  id: string
  x: number[]
  lines: Line[]
  /** A value of the y axis with its unit, for the axis and for what is under the pointer. */
  unit: (value: number) => string
  xUnit: (value: number) => string
  /** A logarithmic x axis; else it is time, and the plots that have it share a pointer. */
  isLog?: boolean
}

const data = JSON.parse(document.getElementById('data')?.textContent ?? '') as PlotData

const round = (value: number, digits: number) => value.toLocaleString('en-US', { maximumFractionDigits: digits })
const whole = (value: number) => round(value, 0)
const seconds = (value: number) => `${round(value, 2)} s`
const milliseconds = (value: number) =>
  value < 1000 ? `${round(value, value < 10 ? 2 : value < 100 ? 1 : 0)} ms` : seconds(value / 1000)

function plots({ series, distribution }: PlotData): Plot[] {
  const { seconds: x, requestsPerSecond, p50, p99, memory, connected } = series
  const time = { x, xUnit: seconds }
  const megabytes = memory.map((bytes) => bytes && bytes / 1e6)
  return [
    { ...time, id: 'rate', unit: whole, lines: [line('Requests a second', '--first', requestsPerSecond, true)] },
    { ...time, id: 'latency', unit: milliseconds, lines: [line('p50', '--first', p50), line('p99', '--second', p99)] },
    {
      id: 'distribution',
      x: distribution.milliseconds,
      xUnit: milliseconds,
      isLog: true,
      unit: (value) => `${round(value, 1)} %`,
      lines: [
        line('Room requests', '--first', distribution.requests, true),
        line('New connections', '--second', distribution.reconnects),
      ],
    },
    {
      ...time,
      id: 'memory',
      unit: (value) => `${whole(value)} MB`,
      lines: [line('Memory', '--first', megabytes, true)],
    },
    { ...time, id: 'connected', unit: whole, lines: [line('Clients', '--first', connected, true)] },
  ]
}

const line = (label: string, colour: Line['colour'], values: Line['values'], isFilled = false): Line => ({
  label,
  colour,
  values,
  isFilled,
})

const colour = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

function optionsFor(plot: Plot, width: number): uPlot.Options {
  const axis = {
    stroke: colour('--muted'),
    font: `12px ${getComputedStyle(document.body).fontFamily}`,
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
  }
  return {
    width,
    height: HEIGHT,
    padding: [8, 24, 0, 0],
    scales: {
      x: { time: false, distr: plot.isLog ? 3 : 1 },
      y: { range: (_, __, max) => [0, Math.max(max * 1.1, Number.EPSILON)] },
    },
    axes: [
      {
        ...axis,
        size: 32,
        ...(!plot.isLog && { incrs: SECONDS }),
        grid: { show: false },
        values: (_, splits) => splits.map((at) => (at === null ? '' : plot.xUnit(at))),
      },
      { ...axis, size: 72, values: (_, splits) => splits.map(plot.unit) },
    ],
    series: [
      { label: plot.isLog ? 'Latency' : 'Time', value: (_, at) => valueText(at, plot.xUnit) },
      ...plot.lines.map(({ label, colour: name, isFilled }) => ({
        label,
        stroke: colour(name),
        width: 1.75,
        ...(isFilled && { fill: `${colour(name)}22` }),
        spanGaps: true,
        points: { show: false },
        value: (_: uPlot, value: number | null) => valueText(value, plot.unit),
      })),
    ],
    cursor: { y: false, points: { size: 7 }, ...(!plot.isLog && { sync: { key: 'time' } }) },
    legend: { live: true },
    hooks: plot.isLog ? {} : { drawClear: [shadeRun] },
  }
}

const valueText = (value: number | null, unit: (value: number) => string) => (value === null ? '' : unit(value))

/** Shows behind the lines when requests were sent. */
function shadeRun(plot: uPlot): void {
  const { left, top, width, height } = plot.bbox
  const from = Math.max(left, plot.valToPos(data.run.from, 'x', true))
  const to = Math.min(left + width, plot.valToPos(data.run.to, 'x', true))
  plot.ctx.fillStyle = colour('--raised')
  plot.ctx.fillRect(from, top, to - from, height)
}

let shown: uPlot[] = []

/** Draws all plots anew, in the colours of now and as wide as there is space. */
function draw(): void {
  for (const plot of shown) plot.destroy()
  shown = plots(data).flatMap((plot) => {
    const element = document.getElementById(plot.id)
    if (!element) return []
    const values = [plot.x, ...plot.lines.map((line) => line.values)] as uPlot.AlignedData
    return [new uPlot(optionsFor(plot, element.clientWidth), values, element)]
  })
}

draw()
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw)
addEventListener('resize', () => {
  for (const plot of shown) plot.setSize({ width: plot.root.parentElement?.clientWidth ?? 0, height: HEIGHT })
})
