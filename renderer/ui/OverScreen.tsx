import { useMemo } from 'preact/hooks'
import { LIMITS } from '../../common/limits.js'
import type { App } from '../state/app.js'
import type { Goal, Screen } from '../state/goal.js'
import { t } from '../state/language.js'
import { seatsIn } from '../state/seat-watch.js'
import * as buttons from './base/buttons.module.css'
import { endingOf } from './endings.js'
import { OverCard } from './OverCard.js'

interface Props {
  app: App
  goal: Goal
  why: Extract<Screen, { kind: 'over' }>['why']
}

/** A call that is over, or that there was no getting into: why, and the way on. */
export function OverScreen({ app, goal, why }: Props) {
  if (goal.kind === 'room' && why === 'room-full') return <FullRoom app={app} goal={goal} />
  const { headline, sentence } = endingOf(goal, why)
  return (
    <OverCard headline={headline} sentence={<p role="alert">{sentence}</p>}>
      <button type="button" class={buttons.primary} onClick={() => void app.retry(goal)}>
        {t(goal.kind === 'room' ? 'action/try-again' : 'ending/call-again')}
      </button>
      <button type="button" class={buttons.plain} onClick={() => app.leave()}>
        {t(goal.kind === 'room' ? 'ending/choose-another-room' : 'ending/back')}
      </button>
    </OverCard>
  )
}

/** All seats are taken; the person may have the page wait for one. */
function FullRoom({ app, goal }: { app: App; goal: Extract<Goal, { kind: 'room' }> }) {
  const { room } = goal
  const isWaiting = app.seats.room.value !== undefined
  const seats = useSeats(app, room)
  if (seats === 'free' && !isWaiting) return <RoomAgain app={app} goal={goal} />
  const headline = typeof seats === 'object' ? t('ending/full-of', { ...seats, room }) : t('ending/room-full', { room })
  return (
    <OverCard
      headline={headline}
      sentence={
        isWaiting ? (
          <p role="status">{t('ending/waiting-for-seat')}</p>
        ) : (
          <p role="alert">{t('ending/room-full-why')}</p>
        )
      }
    >
      {isWaiting ? (
        <button type="button" class={buttons.plain} onClick={app.seats.stop}>
          {t('ending/stop-waiting')}
        </button>
      ) : (
        <button type="button" class={buttons.primary} onClick={() => (app.seats.room.value = room)}>
          {t('ending/tell-me')}
        </button>
      )}
      <ChooseAnother app={app} />
    </OverCard>
  )
}

/** Someone has left since. */
function RoomAgain({ app, goal }: { app: App; goal: Extract<Goal, { kind: 'room' }> }) {
  return (
    <OverCard
      headline={t('ending/room-again', { room: goal.room })}
      sentence={<p role="status">{t('ending/room-again-why')}</p>}
    >
      <button type="button" class={buttons.primary} onClick={() => void app.retry(goal)}>
        {t('start/join-room')}
      </button>
      <ChooseAnother app={app} />
    </OverCard>
  )
}

function ChooseAnother({ app }: { app: App }) {
  return (
    <button type="button" class={buttons.plain} onClick={() => app.leave()}>
      {t('ending/choose-another-room')}
    </button>
  )
}

/**
 * The seats of a room that the host said is full, where all are taken; `free` where a later list has one. The list that
 * was there at that word may be older than it. Undefined where nothing is known.
 */
function useSeats({ lobby, host, calling }: App, room: string) {
  const list = lobby.list.value
  const before = useMemo(() => lobby.list.peek(), [calling.screen.value])
  if (host.view.value.state !== 'connected') return undefined
  const seats = seatsIn(list, room)
  if (seats && seats.members >= seats.capacity) return seats
  // Of very many rooms not all are listed.
  const isKnown = seats !== undefined || list.rooms.length < LIMITS.listed
  return isKnown && list !== before ? 'free' : undefined
}
