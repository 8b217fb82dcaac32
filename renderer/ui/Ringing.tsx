import type { Goal } from '../state/goal.js'
import { t } from '../state/language.js'
import { Avatar } from './Avatar.js'
import { RingingTone } from './parts.js'
import * as css from './Waiting.module.css'

/** A call that was placed and not yet taken, or whose other person may be back in a moment. */
export function Ringing({
  goal: { person, isCaller },
  isGone,
}: {
  goal: Extract<Goal, { kind: 'direct' }>
  isGone: boolean
}) {
  return (
    <section class={css.waiting} aria-label={isGone ? person.name : t('call/ringing')}>
      {isCaller && !isGone && <RingingTone />}
      <Avatar id={person.id} name={person.name} />
      <h1>{person.name}</h1>
    </section>
  )
}
