import { ArrowDownLeft, ArrowUpRight, ChevronRight, Dot } from 'lucide-preact'
import { useMemo, useState } from 'preact/hooks'
import { DIRECTION_LABEL, hasDetails, payloadText } from '../call/log-text.js'
import type { LogEntry } from '../call/signal-log.js'
import * as prose from './base/prose.module.css'
import * as css from './SignalLogEntry.module.css'

const LOOK = { in: css.incoming, out: css.outgoing, page: '' }
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
      <li class={css.line}>
        <Line entry={entry} summary={summary} />
      </li>
    )
  }
  return (
    <li>
      <details class={css.entry} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary class={css.line}>
          <Line entry={entry} summary={summary} />
          <ChevronRight class={css.chevron} size={16} aria-hidden="true" />
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
      <time class={`${css.time} ${prose.num}`} dateTime={time.toISOString()}>
        {TIME.format(time)}
      </time>{' '}
      <span class={`${css.direction} ${LOOK[direction]}`}>
        <Icon size={16} aria-hidden="true" />
        {DIRECTION_LABEL[direction]}
      </span>{' '}
      <bdi class={css.type}>{type}</bdi> <bdi class={css.about}>{summary}</bdi>
    </>
  )
}

function Payload({ payload }: { payload: unknown }) {
  const text = useMemo(() => payloadText(payload), [payload])
  return (
    <pre class={css.payload} dir="ltr">
      {text}
    </pre>
  )
}
