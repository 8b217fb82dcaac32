import { useEffect, useState } from 'preact/hooks'
import * as chips from './base/chips.module.css'
import * as prose from './base/prose.module.css'
import * as css from './StatusLine.module.css'
import type { CallStatus } from './sentences.js'

const FULL_FOR_MS = 6_000

/** How the call stands. News that lasts is there in full for six seconds, then as a chip that a press opens again. */
export function StatusLine({ status: { sentence, isNews }, mayShrink }: { status: CallStatus; mayShrink: boolean }) {
  const [read, setRead] = useState<string>()
  const isSmall = isNews && mayShrink && read === sentence
  useEffect(() => {
    if (isSmall || !isNews) return
    const timer = setTimeout(() => setRead(sentence), FULL_FOR_MS)
    return () => clearTimeout(timer)
  }, [sentence, isNews, isSmall])
  return (
    <p class={isNews ? `${css.news} ${isSmall ? '' : chips.note}` : prose.heardOnly} role="status">
      {isSmall ? (
        <button type="button" class={`${chips.chip} ${css.small}`} title={sentence} onClick={() => setRead(undefined)}>
          <span>{sentence}</span>
        </button>
      ) : (
        sentence
      )}
    </p>
  )
}
