import { Plus } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import * as css from './AddressForm.module.css'
import * as buttons from './base/buttons.module.css'
import { AddressField, MovingProblem } from './parts.js'

/** The way to a computer that was not found: by its address. */
export function AddressForm({ app }: { app: App }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <div class={css.another}>
      {isOpen ? (
        <AddressField app={app} />
      ) : (
        <button type="button" class={`${buttons.link} ${css.open}`} onClick={() => setOpen(true)}>
          <Plus size={18} aria-hidden="true" /> {t('host/another-address')}
        </button>
      )}
      {app.moving.problem.value && <MovingProblem app={app} />}
    </div>
  )
}
