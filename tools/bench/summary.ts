import type { Figures } from './figures.js'

/** The figures as text for a terminal, a line each. */
export function summaryOf({ settings, requests, latencies, host, clients, headline }: Figures): string {
  const lines = [
    ...block('Settings', settings),
    ...block('Requests', [...requests, ['Rate', `${headline.requestsPerSecond} a second`]]),
    ...table([
      ['Latency', 'count', 'p50', 'p99', 'max'],
      ...latencies.map(({ name, count, p50, p99, max }) => [`  ${name}`, count, p50, p99, max]),
    ]),
    ...block('Host', host),
    ...block('Clients', clients),
    `Wrong answers: ${headline.wrong}`,
  ]
  return `${lines.join('\n')}\n`
}

const LABEL_WIDTH = 40
const FIGURE_WIDTH = 12

const block = (title: string, rows: readonly [string, string][]) => [
  title,
  ...rows.map(([label, value]) => `  ${label}`.padEnd(LABEL_WIDTH) + value),
  '',
]

const table = (rows: readonly string[][]) => [
  ...rows.map(([label = '', ...cells]) =>
    [label.padEnd(LABEL_WIDTH - FIGURE_WIDTH / 2), ...cells.map((cell) => cell.padStart(FIGURE_WIDTH))].join(''),
  ),
  '',
]
