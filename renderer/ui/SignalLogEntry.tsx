import { ArrowDownLeft, ArrowUpRight, ChevronRight, Dot } from 'lucide-preact'
import { useMemo, useState } from 'preact/hooks'
import { DIRECTION_LABEL, hasDetails, payloadText } from '../call/log-text.js'
import type { LogEntry } from '../call/signal-log.js'

const ICON = { in: ArrowDownLeft, out: ArrowUpRight, page: Dot }
const TIME = new Intl.DateTimeFormat([], {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
})

/** One event. What it carried is made into text only while it is looked at. */
export function SignalLogEntry({ entry, summary }: { entry: LogEntry; summary: string }) {
  const [isOpen, setOpen] = useState(false)
  if (!hasDetails(entry)) {
    return (
      <li class="line">
        <Line entry={entry} summary={summary} />
      </li>
    )
  }
  return (
    <li>
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary class="line">
          <Line entry={entry} summary={summary} />
          <ChevronRight class="chevron" size={16} aria-hidden="true" />
        </summary>
        {isOpen && <Payload payload={entry.payload} />}
      </details>
    </li>
  )
}

function Line({ entry: { at, direction, type }, summary }: { entry: LogEntry; summary: string }) {
  const Icon = ICON[direction]
  const time = new Date(at)
  return (
    <>
      <time class="num" dateTime={time.toISOString()}>
        {TIME.format(time)}
      </time>{' '}
      <span class={`direction ${direction}`}>
        <Icon size={16} aria-hidden="true" />
        {DIRECTION_LABEL[direction]}
      </span>{' '}
      <bdi class="type">{type}</bdi> <bdi class="about">{summary}</bdi>
    </>
  )
}

function Payload({ payload }: { payload: unknown }) {
  const text = useMemo(() => payloadText(payload), [payload])
  return (
    <pre class="payload" dir="ltr">
      {text}
    </pre>
  )
}
