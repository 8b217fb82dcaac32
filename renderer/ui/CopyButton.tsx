import { Check, Copy } from 'lucide-preact'
import { useEffect, useState } from 'preact/hooks'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'

const CONFIRM_MS = 2_000

/** Copies `text`, which may be made up only when it is wanted, and says so; where the browser does not let pages copy, it selects nothing and says that. */
export function CopyButton({ text, label }: { text: string | (() => string); label: string }) {
  const [outcome, setOutcome] = useState<'copied' | 'not-copied'>()
  useEffect(() => {
    if (!outcome) return
    const timer = setTimeout(() => setOutcome(undefined), CONFIRM_MS)
    return () => clearTimeout(timer)
  }, [outcome])
  const onClick = () => {
    copy(typeof text === 'string' ? text : text()).then(
      () => setOutcome('copied'),
      () => setOutcome('not-copied'),
    )
  }
  const Icon = outcome === 'copied' ? Check : Copy
  return (
    <button type="button" class={buttons.plain} onClick={onClick}>
      <Icon size={16} aria-hidden="true" />
      <span aria-live="polite">{outcome ? t(`start/${outcome}`) : label}</span>
    </button>
  )
}

/** Plain HTTP pages have no clipboard interface, but may copy what is selected. */
async function copy(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  const area = document.createElement('textarea')
  area.value = text
  area.style.position = 'fixed'
  area.style.opacity = '0'
  document.body.append(area)
  area.select()
  const isCopied = document.execCommand('copy')
  area.remove()
  if (!isCopied) throw new Error('The browser refused to copy.')
}
