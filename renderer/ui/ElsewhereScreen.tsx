import { useEffect, useState } from 'preact/hooks'
import type { App } from '../state/app.js'
import type { Screen } from '../state/goal.js'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import { OverCard } from './OverCard.js'

/** Another tab of this browser has taken the call. */
export function ElsewhereScreen({ app, goal }: { app: App; goal: Extract<Screen, { kind: 'elsewhere' }>['goal'] }) {
  const [isOver, setOver] = useState(false)
  const tabs = app.otherTabs.tabs.value
  useEffect(() => tabs?.onOver(goal.room, () => setOver(true)), [tabs, goal])
  return (
    <OverCard headline={t(isOver ? 'talk/over-elsewhere' : 'talk/elsewhere')}>
      <button type="button" class={buttons.primary} onClick={() => void tabs?.bringBack(goal)}>
        {t(isOver ? 'ending/rejoin' : 'talk/bring-back')}
      </button>
      <button type="button" class={buttons.plain} onClick={() => tabs?.leave()}>
        {t('ending/back')}
      </button>
    </OverCard>
  )
}
