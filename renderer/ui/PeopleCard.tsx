import { LogIn, Phone, UserX, Video } from 'lucide-preact'
import { isLoopback } from '../../common/ip-address.js'
import type { ListedPerson, ListedRoom } from '../../common/protocol.js'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import { Avatar } from './Avatar.js'
import * as buttons from './base/buttons.module.css'
import * as cards from './base/cards.module.css'
import * as lists from './base/lists.module.css'
import * as prose from './base/prose.module.css'
import { LockNote } from './LockNote.js'
import * as css from './PeopleCard.module.css'

/** Who is on this host, to be called, and which rooms there are, to be entered. */
export function PeopleCard({ app }: { app: App }) {
  const others = app.lobby.others.value
  const { users, total, rooms } = app.lobby.list.value
  const hidden = total - users.length
  const isOperator = app.host.isAtOwn.value && app.ownHost.operator.value !== undefined
  return (
    <section class={`${cards.card} ${css.people}`} aria-label={t('start/people-here')}>
      <h2>{t('start/people-here')}</h2>
      {others.length === 0 && <p>{t('start/nobody-else')}</p>}
      <ul>
        {others.map((person) => (
          <Person key={person.id} app={app} person={person} isRemovable={isOperator} />
        ))}
      </ul>
      {hidden > 0 && <p>{t('start/more-people', { count: hidden })}</p>}
      {rooms.length > 0 && (
        <>
          <h2>{t('start/rooms')}</h2>
          <ul>
            {rooms.map((room) => (
              <Room key={room.name} app={app} room={room} />
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function Person({ app, person, isRemovable }: { app: App; person: ListedPerson; isRemovable: boolean }) {
  const { id, name, busy, room } = person
  const where = room === undefined ? t(busy ? 'start/in-a-call' : 'start/here') : t('start/in-room', { room })
  const address = isRemovable && app.ownHost.operator.value?.people.find((known) => known.id === id)?.address
  return (
    <li class={`${lists.item} ${css.item}`}>
      <Avatar name={name} />
      <span class={`${lists.who} ${css.who}`}>
        {name}
        <span class={prose.hint}>
          {where}
          {address && <span class={prose.num}> · {fromSentence(address)}</span>}
        </span>
      </span>
      {isRemovable && (
        <button
          type="button"
          class={buttons.icon}
          aria-label={t('start/remove-person', { name })}
          title={t('start/remove-person', { name })}
          onClick={() => (app.ownHost.removing.value = person)}
        >
          <UserX size={18} aria-hidden="true" />
        </button>
      )}
      <button
        type="button"
        class={buttons.icon}
        aria-label={t('start/voice-call-with', { name })}
        title={t('start/voice-call-with', { name })}
        disabled={busy}
        onClick={() => void app.call(person, true)}
      >
        <Phone size={18} aria-hidden="true" />
      </button>
      <button
        type="button"
        class={buttons.icon}
        aria-label={t('start/call-person', { name })}
        title={t('start/call-person', { name })}
        disabled={busy}
        onClick={() => void app.call(person, false)}
      >
        <Video size={18} aria-hidden="true" />
      </button>
    </li>
  )
}

const fromSentence = (address: string) =>
  isLoopback(address) ? t('start/on-this-computer') : t('start/from-address', { address })

function Room({ app, room: { name, members, capacity, locked = false } }: { app: App; room: ListedRoom }) {
  const isFull = members >= capacity
  return (
    <li class={`${lists.item} ${css.item}`}>
      <span class={`${lists.who} ${css.who}`}>
        {name}
        <span class={prose.hint}>
          {isFull ? t('start/room-is-full', { members }) : t('start/people-in-room', { members, capacity })}
          {locked && <LockNote>{t('start/room-is-locked')}</LockNote>}
        </span>
      </span>
      <button
        type="button"
        class={buttons.plain}
        aria-label={t('start/enter-room', { room: name })}
        disabled={isFull || locked}
        onClick={() => {
          app.room.value = name
          void app.joinRoom()
        }}
      >
        <LogIn size={16} aria-hidden="true" /> {t('start/enter')}
      </button>
    </li>
  )
}
