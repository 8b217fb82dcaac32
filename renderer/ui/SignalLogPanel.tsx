import { Download } from 'lucide-preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import type { SignalLog } from '../call/signal-log.js'
import { t } from '../state/language.js'
import { type SignalLogView, viewOf } from '../state/signal-log-view.js'
import * as buttons from './base/buttons.module.css'
import * as fields from './base/fields.module.css'
import * as layout from './base/layout.module.css'
import * as prose from './base/prose.module.css'
import { CopyButton } from './CopyButton.js'
import { datedName, saveAsFile } from './download.js'
import { SignalLogEntry } from './SignalLogEntry.js'
import * as css from './SignalLogPanel.module.css'
import { useFirstFocus } from './use-first-focus.js'
import { useFocusReturn } from './use-focus-return.js'

/** Pixels from the end within which the list keeps showing what is newest. */
const END_PX = 8

/** What signaling does: a list that grows, a filter, and the ways to take it along. */
export function SignalLogPanel({ of }: { of: SignalLog }) {
  const log = viewOf(of)
  useLayoutEffect(() => {
    log.open()
    return () => log.close()
  }, [log])
  return (
    <div class={`${layout.fill} ${css.log}`}>
      <div class={css.tools}>
        <label class={fields.field}>
          <span>{t('log/filter')}</span>
          <input
            type="search"
            value={log.filter.value}
            onInput={({ currentTarget }) => (log.filter.value = currentTarget.value)}
            placeholder={t('log/filter-examples')}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
          />
        </label>
        <TakeAlong log={log} />
        <p class={prose.hint} aria-live="polite">
          {countSentence(log)}
        </p>
      </div>
      <Entries log={log} />
    </div>
  )
}

function TakeAlong({ log }: { log: SignalLogView }) {
  const hintId = useId()
  return (
    <>
      <div class={layout.row}>
        <CopyButton label={t('log/copy')} text={() => log.text()} />
        <button
          type="button"
          class={buttons.plain}
          onClick={() => saveAsFile(log.text(), datedName('lanline-signaling', 'txt'))}
        >
          <Download size={16} aria-hidden="true" /> {t('log/save')}
        </button>
      </div>
      <div>
        <label class={fields.choice}>
          <input
            type="checkbox"
            aria-describedby={hintId}
            checked={log.includesSecrets.value}
            onInput={({ currentTarget }) => (log.includesSecrets.value = currentTarget.checked)}
          />
          {t('log/secrets')}
        </label>
        <p id={hintId} class={prose.hint}>
          {t('log/secrets-hint')}
        </p>
      </div>
    </>
  )
}

/** Follows what is new for as long as the person has not scrolled away from the end. */
function Entries({ log }: { log: SignalLogView }) {
  const list = useRef<HTMLElement>(null)
  const isAtEnd = useRef(true)
  /** Where the person was, in pixels from the end, when earlier entries were asked for. */
  const fromEndPx = useRef<number | undefined>(undefined)
  const entries = log.shown.value
  useFocusReturn()
  useFirstFocus(list)
  useLayoutEffect(() => {
    const element = list.current
    if (!element) return
    if (fromEndPx.current !== undefined) element.scrollTop = element.scrollHeight - fromEndPx.current
    else if (isAtEnd.current) element.scrollTop = element.scrollHeight
    fromEndPx.current = undefined
  }, [entries])
  const showEarlier = () => {
    if (list.current) fromEndPx.current = list.current.scrollHeight - list.current.scrollTop
    log.showEarlier()
  }
  return (
    <section
      ref={list}
      class={css.entries}
      aria-label={t('log/events')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: What scrolls must be reachable by keyboard (WCAG 2.1.1).
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < END_PX
      }}
    >
      {entries.length < log.matching.value.length && (
        <button type="button" class={`${buttons.plain} ${css.earlier}`} onClick={showEarlier}>
          {t('log/show-earlier')}
        </button>
      )}
      <ol lang="en">
        {entries.map((entry) => (
          <SignalLogEntry key={entry.id} entry={entry} summary={log.summaryOf(entry)} />
        ))}
      </ol>
    </section>
  )
}

function countSentence(log: SignalLogView): string {
  const counts = { count: log.count.value, gone: log.goneCount.value }
  if (log.filter.value.trim() === '') return t('log/count', counts)
  return t('log/matches', { ...counts, matches: log.matching.value.length })
}
