import { useSignal } from '@preact/signals'
import { PhoneIncoming } from 'lucide-preact'
import type { Peer } from '../../common/protocol.js'
import type { App } from '../state/app.js'
import { askWhoCalls } from '../state/auto-answer/prove-who-calls.js'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import * as prose from './base/prose.module.css'
import { isManaged } from './is-managed.js'

/** Has whoever called this person answered by itself from now on, once their device has proven a key of its own. */
export function AnswerByItself({ app, person: { id, name } }: { app: App; person: Peer }) {
  const outcome = useSignal<'asking-who' | 'answers-by-itself' | 'not-proven' | undefined>(undefined)
  if (!globalThis.crypto?.subtle || isManaged(app, 'autoAnswer')) return null
  const add = async () => {
    outcome.value = 'asking-who'
    const key = await askWhoCalls(app.calling, id)
    if (key === undefined) {
      outcome.value = 'not-proven'
      return
    }
    const others = app.store.person.autoAnswer.filter((other) => other.key !== key)
    await app.store.changePerson({ autoAnswer: [...others, { key, name, camera: false }] })
    outcome.value = 'answers-by-itself'
  }
  return (
    <div>
      {outcome.value === undefined && (
        <button type="button" class={buttons.plain} onClick={() => void add()}>
          <PhoneIncoming size={16} aria-hidden="true" /> {t('panels/answer-by-itself', { name })}
        </button>
      )}
      <p class={prose.hint} role="status" hidden={outcome.value === undefined}>
        {outcome.value && t(`panels/${outcome.value}`, { name })}
      </p>
    </div>
  )
}
