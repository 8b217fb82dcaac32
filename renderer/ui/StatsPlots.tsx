import { useEffect, useRef } from 'preact/hooks'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { lossOf } from '../call/stats/health.js'
import type { Flows, LinkStats } from '../call/stats/link-stats.js'
import { KEPT_MS } from '../call/stats/stats-watch.js'
import { language, t } from '../state/language.js'
import * as css from './StatsPanel.module.css'
import { useSize } from './use-size.js'

const HEIGHT = 114
/** Pixels for the numbers beside the lines, and for the times below, which keep clear of the lowest number. */
const AXIS = 44
const TIMES = { size: 28, gap: 9 }

interface Line {
  readonly label: string
  of(stats: LinkStats): number | undefined
}

/** The last two minutes of a link, drawn. */
export function StatsPlots({ readings }: { readings: readonly LinkStats[] }) {
  const percent = (flows: Flows) => {
    const loss = lossOf(flows)
    return loss === undefined ? undefined : 100 * loss
  }
  return (
    <>
      <Plot
        title={t('stats/bitrate')}
        readings={readings}
        lines={[
          { label: t('stats/received'), of: ({ received }) => mbitOf(received) },
          { label: t('stats/sent'), of: ({ sent }) => mbitOf(sent) },
        ]}
      />
      <Plot
        title={t('stats/delay')}
        readings={readings}
        lines={[
          { label: t('stats/round-trip'), of: ({ roundTripMs }) => roundTripMs },
          { label: t('stats/jitter'), of: ({ received }) => received.microphone?.jitterMs },
        ]}
      />
      <Plot
        title={t('stats/share')}
        readings={readings}
        lines={[
          { label: t('stats/received'), of: ({ received }) => percent(received) },
          { label: t('stats/sent'), of: ({ sent }) => percent(sent) },
        ]}
      />
    </>
  )
}

/** Two lines over time. What they stand for now stands in the table above, so that a reader of screens misses no number. */
function Plot({ title, readings, lines }: { title: string; readings: readonly LinkStats[]; lines: readonly Line[] }) {
  const frame = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot | undefined>(undefined)
  const width = useSize(frame)?.width
  const data = dataOf(readings, lines)
  useEffect(() => {
    if (!frame.current || width === undefined) return
    const made = new uPlot(optionsFor(frame.current, width), data, frame.current)
    plot.current = made
    return () => made.destroy()
  }, [width, language.value])
  useEffect(() => plot.current?.setData(data), [readings])
  return (
    <figure class={css.plot}>
      <figcaption>
        <b>{title}</b>
        {lines.map(({ label }) => (
          <span key={label}>{label}</span>
        ))}
      </figcaption>
      <div ref={frame} role="img" aria-label={t('stats/plot-of', { what: title })} />
    </figure>
  )
}

function dataOf(readings: readonly LinkStats[], lines: readonly Line[]): uPlot.AlignedData {
  const values = lines.map(({ of }) => readings.map((stats) => of(stats) ?? null))
  return [readings.map(({ atMs }) => atMs / 1_000), ...values]
}

function optionsFor(frame: HTMLElement, width: number): uPlot.Options {
  const color = (token: string) => colorOf(frame, token)
  const grid = { stroke: color('--line'), width: 1 }
  const axis = {
    stroke: color('--muted'),
    grid,
    ticks: { show: false },
    font: `12px ${getComputedStyle(frame).fontFamily}`,
  }
  const time = (seconds: number) =>
    new Date(seconds * 1_000).toLocaleTimeString(language.value, { timeStyle: 'medium' })
  return {
    ...{ width, height: HEIGHT },
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { range: (_plot, _from, to) => [to - KEPT_MS / 1_000, to] },
      y: { range: (_plot, _from, to) => [0, Math.max(1, 1.1 * (to ?? 0))] },
    },
    axes: [
      { ...axis, ...TIMES, space: 120, values: (_plot, splits) => splits.map(time) },
      {
        ...axis,
        size: AXIS,
        space: 24,
        values: (_plot, splits) => splits.map((value) => value.toLocaleString(language.value)),
      },
    ],
    series: [
      {},
      { stroke: color('--accent'), width: 2, points: { show: false } },
      { stroke: color('--incoming'), width: 2, points: { show: false } },
    ],
  }
}

/** What a token comes to where it is used, in a form that a canvas takes. */
function colorOf(frame: HTMLElement, token: string): string {
  frame.style.color = `var(${token})`
  const { color } = getComputedStyle(frame)
  frame.style.color = ''
  return color
}

function mbitOf(flows: Flows): number | undefined {
  const known = Object.values(flows).flatMap(({ bitrate }) => (bitrate === undefined ? [] : [bitrate]))
  return known.length === 0 ? undefined : known.reduce((sum, bitrate) => sum + bitrate, 0) / 1_000_000
}
