import { VideoOff } from 'lucide-preact'
import type { App } from '../state/app.js'
import { language, t } from '../state/language.js'
import { seatsIn } from '../state/seat-watch.js'
import { Avatar } from './Avatar.js'
import * as buttons from './base/buttons.module.css'
import * as cards from './base/cards.module.css'
import * as prose from './base/prose.module.css'
import * as css from './GuestScreen.module.css'
import { Joining } from './Joining.js'
import { Mark } from './Mark.js'
import { NameField } from './NameField.js'
import { Preview } from './Preview.js'
import { DeviceNotice, DevicePickers, MissedCall } from './parts.js'
import { peopleInRoom } from './sentences.js'

/** Names that the headline has room for. */
const NAMED = 3

/** The page of a guest who was given a link to a room: that room, and nothing else. */
export function GuestScreen({ app }: { app: App }) {
  const host = app.ownHost.facts.value?.name
  return (
    <div class={css.guest}>
      <header>
        <Mark />
      </header>
      {app.rings.missed.value && <MissedCall app={app} missed={app.rings.missed.value} />}
      <main>
        <section class={`${cards.card} ${css.card}`} aria-label={t('guest/join-a-room')}>
          <WhoIsThere app={app} />
          <Entrance app={app} />
        </section>
        <button type="button" class={`${buttons.link} ${css.more}`} onClick={app.showMore}>
          {host === undefined ? t('guest/more-here') : t('guest/more-on', { host })}
        </button>
      </main>
    </div>
  )
}

function WhoIsThere({ app }: { app: App }) {
  const room = app.room.value
  // Who goes on here from another page has a seat in the room already.
  const { state, error } = app.host.view.value
  // Nobody knows who is still at a host that is lost.
  const isAway = state === 'reconnecting'
  const known = isAway ? [] : app.lobby.others.value
  const inside = known.filter((user) => user.room?.toLowerCase() === room.toLowerCase())
  const seats = isAway ? undefined : seatsIn(app.lobby.list.value, room)
  const host = app.ownHost.facts.value?.name
  return (
    <div class={css.top}>
      {inside.length > 0 && (
        <div class={css.faces}>
          {inside.slice(0, NAMED).map(({ id, name }) => (
            <Avatar key={id} id={id} name={name} />
          ))}
        </div>
      )}
      <h1>
        {isAway
          ? t('host/host-away')
          : headlineOf(
              inside.map(({ name }) => name),
              room,
            )}
      </h1>
      <p class={prose.hint}>
        {seats && peopleInRoom(seats.members, seats.capacity)}
        {seats && host !== undefined && ' · '}
        {host !== undefined && t('guest/on-host', { host })}
      </p>
      {state === 'failed' && <p role="alert">{t(error === undefined ? 'host/host-silent' : `problems/${error}`)}</p>}
    </div>
  )
}

function headlineOf(names: readonly string[], room: string): string {
  if (names.length === 0) return t('guest/room-is-empty', { room })
  const [name = '', ...more] = names
  if (more.length === 0) return t('guest/is-in', { name, room })
  const others = names.length - NAMED
  if (others > 0) return t('guest/many-are-in', { names: names.slice(0, NAMED).join(', '), others: `${others}`, room })
  return t('guest/are-in', { names: new Intl.ListFormat(language.value).format(names), room })
}

function Entrance({ app }: { app: App }) {
  const isInsecure = app.deviceControls.isInsecure.value
  const isJoining = app.calling.isOnTheWay.value
  return (
    <>
      {isInsecure ? (
        <p class={css.strip}>
          <VideoOff size={20} aria-hidden="true" /> <span>{t('guest/why-no-picture')}</span>
        </p>
      ) : (
        <>
          <Preview devices={app.deviceControls} isMirrored={app.store.person.mirrored} />
          <div class={css.pickers}>
            <DevicePickers devices={app.deviceControls} />
          </div>
        </>
      )}
      <form
        class={css.go}
        onSubmit={(event) => {
          event.preventDefault()
          if (isInsecure) app.secureDoor.open()
          else void app.joinRoom()
        }}
      >
        {!isInsecure && <DeviceNotice app={app} />}
        <NameField app={app} takesFocus />
        <button type="submit" class={`${buttons.primary} ${css.primary}`} disabled={isJoining}>
          {t(isInsecure ? 'guest/join-with-devices' : isJoining ? 'start/joining' : 'start/join-room')}
        </button>
        {isInsecure && (
          <button
            type="button"
            class={`${buttons.link} ${css.watch}`}
            disabled={isJoining}
            onClick={() => void app.joinRoom()}
          >
            {t(isJoining ? 'start/joining' : 'guest/join-to-watch')}
          </button>
        )}
        <Joining app={app} />
      </form>
    </>
  )
}
