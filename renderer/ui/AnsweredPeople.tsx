import { useSignal } from '@preact/signals'
import { X } from 'lucide-preact'
import { useEffect, useId } from 'preact/hooks'
import type { AnsweredPerson } from '../../common/auto-answer.js'
import type { App } from '../state/app.js'
import { ownKeyName } from '../state/auto-answer/caller-proof.js'
import { t } from '../state/language.js'
import type { Draft, SettingsForm } from '../state/settings-form.js'
import * as css from './AnsweredPeople.module.css'
import { Avatar } from './Avatar.js'
import * as buttons from './base/buttons.module.css'
import * as fields from './base/fields.module.css'
import * as lists from './base/lists.module.css'
import * as prose from './base/prose.module.css'
import { isManaged } from './is-managed.js'
import { ManagedNote } from './ManagedNote.js'

interface Props {
  app: App
  settings: SettingsForm
  draft: Draft
}

/** Whose calls are answered by themselves, and with what; on a page whose browser proves and checks no keys, nothing. */
export function AnsweredPeople({ app, settings, draft }: Props) {
  const title = useId()
  if (!globalThis.crypto?.subtle) return null
  const isLocked = isManaged(app, 'autoAnswer')
  const change = (person: AnsweredPerson, changed: AnsweredPerson[]) =>
    settings.change({ autoAnswer: draft.autoAnswer.flatMap((other) => (other === person ? changed : other)) })
  return (
    <section class={css.answered} aria-labelledby={title}>
      <h3 id={title}>{t('settings/auto-answer')}</h3>
      {isLocked ? <ManagedNote /> : <p class={prose.hint}>{t('settings/auto-answer-hint')}</p>}
      {draft.autoAnswer.length > 0 && (
        <ul>
          {draft.autoAnswer.map((person) => (
            <Person key={person.key} person={person} isLocked={isLocked} onChange={(all) => change(person, all)} />
          ))}
        </ul>
      )}
      {app.store.inApp.value && <OwnKey />}
    </section>
  )
}

interface PersonProps {
  person: AnsweredPerson
  isLocked: boolean
  /** With what this person is to be from now on, or with nothing. */
  onChange: (changed: AnsweredPerson[]) => void
}

function Person({ person, isLocked, onChange }: PersonProps) {
  const { name, camera } = person
  return (
    <li class={lists.item}>
      <Avatar name={name} />
      <span class={lists.who}>{name}</span>
      <span class={fields.field}>
        <select
          aria-label={t('settings/answers-with', { name })}
          value={camera ? 'camera' : 'sound'}
          disabled={isLocked}
          onChange={({ currentTarget }) => onChange([{ ...person, camera: currentTarget.value === 'camera' }])}
        >
          <option value="sound">{t('settings/with-sound')}</option>
          <option value="camera">{t('settings/with-camera')}</option>
        </select>
      </span>
      {!isLocked && (
        <button
          type="button"
          class={buttons.icon}
          aria-label={t('settings/answer-no-more', { name })}
          title={t('settings/answer-no-more', { name })}
          onClick={() => onChange([])}
        >
          <X size={18} aria-hidden="true" />
        </button>
      )}
    </li>
  )
}

/** By which whoever looks after another computer names this one there. */
function OwnKey() {
  const name = useSignal<string | undefined>(undefined)
  useEffect(() => {
    void ownKeyName().then((known) => {
      name.value = known
    })
  }, [name])
  if (name.value === undefined) return null
  return (
    <p class={prose.hint}>
      {t('settings/own-key')} <code class={css.key}>{name.value}</code>
    </p>
  )
}
