import type { DirectEnding, Goal } from '../state/goal.js'
import { t } from '../state/language.js'
import type { Problem } from '../state/problem.js'

/** The headline and the sentence for a call that is over, or never was. */
export function endingOf(goal: Goal, why: DirectEnding | Problem): { headline: string; sentence: string } {
  if (goal.kind === 'room') return roomEnding(goal.room, why as Problem)
  const { name } = goal.person
  switch (why) {
    case 'declined':
    case 'no-answer':
    case 'busy':
    case 'gone':
    case 'hung-up':
    case 'unproven':
      return { headline: t(`ending/${why}`, { name }), sentence: t(`ending/${why}-why`, { name }) }
    case 'no-such-peer':
      return endingOf(goal, 'gone')
    default:
      return { headline: t('ending/not-reached', { name }), sentence: t(`problems/${why}`) }
  }
}

function roomEnding(room: string, why: Problem): { headline: string; sentence: string } {
  if (why !== 'room-full' && why !== 'room-locked') {
    return { headline: t('ending/out-of-room', { room }), sentence: t(`problems/${why}`) }
  }
  return { headline: t(`ending/${why}`, { room }), sentence: t(`ending/${why}-why`) }
}
