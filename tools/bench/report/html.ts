import type { Figures, LatencyRow } from '../figures.js'
import type { Findings } from './findings.js'
import type { PlotData } from './plot-data.js'

type Page = Findings & { data: PlotData; script: string; style: string }

/** Nothing may be fetched. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"

export function pageHtml(page: Page): string {
  const { bench, figures, data, script, style } = page
  const when = bench.startedAt.toISOString().slice(0, 16).replace('T', ' ')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>Lanline: room requests</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<main>
<header>
<p class="over">Lanline bench · <time datetime="${bench.startedAt.toISOString()}">${when} UTC</time></p>
<h1>Room requests</h1>
<p class="lead">${escaped(lead(page))}</p>
${verdict(figures)}
</header>
${tiles(figures)}
<section class="plots">
${plot('rate', 'Requests a second', 'Answered requests to create, join or leave a room. Shaded: the time in which they were sent.', 'wide')}
${plot('latency', 'Latency over time', 'From a request to its answer: half of them waited no longer than p50, 99 of 100 no longer than p99.')}
${plot('distribution', 'Latency distribution', 'Which part of all requests, and of all new connections, took how long.')}
${plot('memory', 'Memory of the host', 'Resident in the host’s process; what clients took is kept for the next ones.')}
${plot('connected', 'Connected clients', 'Those cut off on purpose connect again at once.')}
</section>
${latencyTable(figures.latencies)}
<section class="tables">
${table('Requests', figures.requests)}
${table('Host', figures.host)}
${table('Clients', figures.clients)}
${table('Settings', figures.settings)}
</section>
${notes()}
</main>
<script type="application/json" id="data">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>
<script>${script.replaceAll('</script', '<\\/script')}</script>
</body>
</html>
`
}

function lead({ options, bench: { result, run } }: Findings): string {
  const count = (value: number) => value.toLocaleString('en-US')
  const { clients, rooms, capacity } = options
  const asked = `${count(clients)} Socket.IO clients asked for ${count(rooms)} rooms of ${capacity}`
  return `${asked}: ${count(result.sent)} requests in ${(run.to - run.from).toFixed(1)} seconds.`
}

function verdict({ isRight, headline, wrong }: Figures): string {
  if (isRight) return '<p class="verdict right"><span aria-hidden="true">✓</span> Every answer was right</p>'
  const sentences = wrong.map((sentence) => `<li>${escaped(sentence)}</li>`).join('')
  return `<p class="verdict wrong"><span aria-hidden="true">✕</span> Wrong answers: ${headline.wrong}</p><ul class="faults">${sentences}</ul>`
}

function tiles({ headline }: Figures): string {
  const { requestsPerSecond, p50, p99, memoryPerClient, wrong } = headline
  const tile = (label: string, value: string) => {
    const [number = '', unit = ''] = value.split(' ')
    return `<div><dt>${label}</dt><dd>${escaped(number)}${unit && ` <small>${escaped(unit)}</small>`}</dd></div>`
  }
  return `<dl class="tiles">${[
    tile('Requests a second', requestsPerSecond),
    tile('Latency, p50', p50),
    tile('Latency, p99', p99),
    tile('Memory a client', memoryPerClient),
    tile('Wrong answers', wrong),
  ].join('')}</dl>`
}

const plot = (id: string, title: string, about: string, size = '') => `<figure class="card ${size}">
<figcaption><h2>${title}</h2><p>${about}</p></figcaption>
<div class="plot" id="${id}" role="img" aria-label="${title}, as a plot"></div>
</figure>`

function table(title: string, rows: readonly [string, string][]): string {
  const body = rows.map(([label, value]) => `<tr><th scope="row">${escaped(label)}</th><td>${escaped(value)}</td></tr>`)
  return `<div class="card"><h2>${title}</h2><table class="data">${body.join('')}</table></div>`
}

function latencyTable(rows: readonly LatencyRow[]): string {
  const cells = ({ name, count, p50, p99, max }: LatencyRow) =>
    `<tr><th scope="row">${escaped(name)}</th>${[count, p50, p99, max].map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`
  return `<section class="card"><h2>Latency by kind of request</h2><div class="scroll"><table class="data figures">
<thead><tr><th scope="col">Kind</th><th scope="col">Count</th><th scope="col">p50</th><th scope="col">p99</th><th scope="col">Max</th></tr></thead>
<tbody>${rows.map(cells).join('')}</tbody></table></div></section>`
}

/** What is checked, and how to read the figures. */
const notes = () => `<section class="notes card"><h2>What counts as right</h2>
<ul>
<li>Each request gets exactly one answer, unless its connection was cut off on purpose, and the event that the host sends
with the answer says the same.</li>
<li>No room ever holds more than fit: neither by any one answer, nor by the events that one client hears, nor by the
number of clients that are certainly inside at one time (answered, and not yet asking to leave).</li>
<li>A room is called full only where, at some moment of the request, as many others can have been inside as fit.</li>
<li>Each list of who is inside names all who certainly are, and nobody who cannot be.</li>
<li>When everyone has left or was cut off, every room is empty.</li>
</ul>
<p>As many requests are under way at any time as the settings say, each client waiting for its answer before it asks
again. Latency therefore is the time in the queue of a busy host: about the requests under way, divided by the rate.
Clients and host share this machine’s processors.</p></section>`

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
