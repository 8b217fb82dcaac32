import { lossOf } from '../call/stats/health.js'
import type { Flow, LinkStats, Path } from '../call/stats/link-stats.js'
import type { Source } from '../call/transceivers.js'
import { language, t } from '../state/language.js'
import * as prose from './base/prose.module.css'
import * as css from './StatsPanel.module.css'

const ROWS: readonly Source[] = ['camera', 'microphone', 'screen', 'screenSound']

/** One reading of a link's statistics. */
export function StatsTable({ stats }: { stats: LinkStats }) {
  const { path, roundTripMs, availableBitrate, sent, received } = stats
  const { jitterMs, bufferMs } = received.microphone ?? {}
  const facts: readonly (readonly [string, string | undefined])[] = [
    [t('stats/path'), path && pathText(path)],
    [t('stats/round-trip'), msText(roundTripMs)],
    [t('stats/jitter'), msText(jitterMs)],
    [t('stats/buffer'), msText(bufferMs)],
    [t('stats/loss'), percentText(lossOf(received))],
    [t('stats/available'), availableBitrate === undefined ? undefined : bitrateText(availableBitrate)],
  ]
  const rows = ROWS.filter((source) => sent[source] || received[source])
  return (
    <>
      <dl class={`${css.facts} ${prose.num}`}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value ?? '–'}</dd>
          </div>
        ))}
      </dl>
      <table class={`${css.flows} ${prose.num}`}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('stats/received')}</th>
            <th scope="col">{t('stats/sent')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((source) => (
            <tr key={source}>
              <th scope="row">{t(`stats/${source}`)}</th>
              <FlowCell flow={received[source]} />
              <FlowCell flow={sent[source]} />
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function FlowCell({ flow }: { flow: Flow | undefined }) {
  if (!flow) return <td>–</td>
  const { bitrate, width, height, framesPerSecond = 0, codec, limitedBy } = flow
  const hasPicture = width !== undefined && height !== undefined
  const rate = Math.round(framesPerSecond)
  const lines = [
    [bitrate === undefined ? undefined : bitrateText(bitrate), codec].filter(Boolean).join(' · '),
    hasPicture ? t('stats/picture', { width: String(width), height: String(height), rate: String(rate) }) : '',
    limitedBy ? t(`stats/limited-by-${limitedBy}`) : '',
  ]
  return (
    <td>
      {lines.filter(Boolean).map((line) => (
        <div key={line}>{line}</div>
      ))}
    </td>
  )
}

const unit = (value: number, name: string, digits: number) =>
  new Intl.NumberFormat(language.value, { style: 'unit', unit: name, maximumFractionDigits: digits }).format(value)

const msText = (ms: number | undefined) => (ms === undefined ? undefined : unit(ms, 'millisecond', ms < 10 ? 1 : 0))

const percentText = (share: number | undefined) => (share === undefined ? undefined : unit(100 * share, 'percent', 1))

const bitrateText = (bitrate: number) =>
  bitrate < 1_000_000
    ? unit(bitrate / 1_000, 'kilobit-per-second', 0)
    : unit(bitrate / 1_000_000, 'megabit-per-second', 1)

function pathText({ local, remote, protocol }: Path): string {
  const isRelayed = local === 'relay' || remote === 'relay'
  return t(isRelayed ? 'stats/relayed' : 'stats/direct', { protocol: protocol.toUpperCase() })
}
