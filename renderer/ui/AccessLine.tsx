import { useSignal } from '@preact/signals'
import { Lock, LockOpen } from 'lucide-preact'
import { useCallback } from 'preact/hooks'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import * as css from './AccessLine.module.css'
import * as buttons from './base/buttons.module.css'
import { AccessDialog } from './parts.js'

/** For the operator: who may come in, in a line, and the way to change it. */
export function AccessLine({ app }: { app: App }) {
  const isOpen = useSignal(false)
  const close = useCallback(() => {
    isOpen.value = false
  }, [isOpen])
  const facts = app.ownHost.facts.value
  const operator = app.ownHost.operator.value
  const isUp = app.host.isAtOwn.value && app.host.view.value.state === 'connected'
  if (!facts || !operator || !isUp) return <div class={css.end} />
  const Icon = facts.hasPasscode ? Lock : LockOpen
  return (
    <div class={css.access}>
      <Icon size={18} aria-hidden="true" />
      <p>{t(facts.hasPasscode ? 'host/those-with-passcode' : 'host/everyone')}</p>
      <button
        type="button"
        class={buttons.link}
        aria-label={t('host/change-who-may')}
        onClick={() => (isOpen.value = true)}
      >
        {t('host/change')}
      </button>
      {isOpen.value && <AccessDialog app={app} facts={facts} operator={operator} onClose={close} />}
    </div>
  )
}
