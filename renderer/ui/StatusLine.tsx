import { useEffect, useMemo, useState } from 'preact/hooks'
import { t } from '../state/language.js'
import * as chips from './base/chips.module.css'
import * as prose from './base/prose.module.css'
import * as css from './StatusLine.module.css'
import type { CallStatus } from './sentences.js'
import { clockOf, useNow } from './use-now.js'

const FULL_FOR_MS = 6_000

interface StatusLineProps {
  status: CallStatus
  mayShrink: boolean
}

/** How the call stands. News that lasts is there in full for six seconds, then as a chip that a press opens again. */
export function StatusLine({ status: { sentence, isNews, isTimed = false }, mayShrink }: StatusLineProps) {
  const [read, setRead] = useState<string>()
  const since = useMemo(() => Date.now(), [isTimed])
  const isSmall = isNews && mayShrink && read === sentence
  useEffect(() => {
    if (isSmall || !isNews) return
    const timer = setTimeout(() => setRead(sentence), FULL_FOR_MS)
    return () => clearTimeout(timer)
  }, [sentence, isNews, isSmall])
  const time = isTimed && <ForSoLong since={since} />
  return (
    <p class={isNews ? `${css.news} ${isSmall ? '' : chips.note}` : prose.heardOnly} role="status">
      {isSmall ? (
        <button type="button" class={`${chips.chip} ${css.small}`} title={sentence} onClick={() => setRead(undefined)}>
          <span>{sentence}</span>
          {time}
        </button>
      ) : (
        <>
          {sentence}
          {time}
        </>
      )}
    </p>
  )
}

/** Seen and not read out, which would be each second. */
function ForSoLong({ since }: { since: number }) {
  return (
    <span class={prose.num} aria-hidden="true">
      {` ${t('call/for-so-long', { time: clockOf(useNow() - since) })}`}
    </span>
  )
}
