import type { Goal } from '../state/goal.js'
import { t } from '../state/language.js'
import { Avatar } from './Avatar.js'
import { useRingtone } from './ringtone.js'
import * as css from './Waiting.module.css'

/** A call that was placed and not yet taken. */
export function Ringing({ goal: { person, isCaller } }: { goal: Extract<Goal, { kind: 'direct' }> }) {
  useRingtone(isCaller ? 'outgoing' : undefined)
  return (
    <section class={css.waiting} aria-label={t('call/ringing')}>
      <Avatar name={person.name} />
      <h1>{person.name}</h1>
    </section>
  )
}
