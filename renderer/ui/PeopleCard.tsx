import { Lock, LogIn, Phone, UserX, Video } from 'lucide-preact'
import { isLoopback } from '../../common/ip-address.js'
import type { ListedPerson, ListedRoom } from '../../common/protocol.js'
import type { App } from '../state/app.js'
import { Avatar } from './Avatar.js'

/** Who is on this host, to be called, and which rooms there are, to be entered. */
export function PeopleCard({ app }: { app: App }) {
  const others = app.lobby.others.value
  const { users, total, rooms } = app.lobby.list.value
  const hidden = total - users.length
  const isOperator = app.host.isAtOwn.value && app.ownHost.operator.value !== undefined
  return (
    <section class="card people" aria-label="People here">
      <h2>People here</h2>
      {others.length === 0 && <p>Nobody else yet. Give them the address, and they show up here.</p>}
      <ul>
        {others.map((person) => (
          <Person key={person.id} app={app} person={person} isRemovable={isOperator} />
        ))}
      </ul>
      {hidden > 0 && <p>And {hidden} more.</p>}
      {rooms.length > 0 && (
        <>
          <h2>Rooms</h2>
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
  const where = room === undefined ? (busy ? 'In a call' : 'Here') : `In ${room}`
  const address = isRemovable && app.ownHost.operator.value?.people.find((known) => known.id === id)?.address
  return (
    <li>
      <Avatar name={name} />
      <span class="who">
        {name}
        <span class="small muted">
          {where}
          {address && <span class="num"> · {fromSentence(address)}</span>}
        </span>
      </span>
      {isRemovable && (
        <button
          type="button"
          class="icon"
          aria-label={`Remove ${name}`}
          title={`Remove ${name}`}
          onClick={() => (app.ownHost.removing.value = person)}
        >
          <UserX size={18} aria-hidden="true" />
        </button>
      )}
      <button
        type="button"
        class="icon"
        aria-label={`Voice call with ${name}`}
        title={`Voice call with ${name}`}
        disabled={busy}
        onClick={() => void app.call(person, true)}
      >
        <Phone size={18} aria-hidden="true" />
      </button>
      <button
        type="button"
        class="icon"
        aria-label={`Call ${name}`}
        title={`Call ${name}`}
        disabled={busy}
        onClick={() => void app.call(person, false)}
      >
        <Video size={18} aria-hidden="true" />
      </button>
    </li>
  )
}

const fromSentence = (address: string) => (isLoopback(address) ? 'on this computer' : `from ${address}`)

function Room({ app, room: { name, members, capacity, locked = false } }: { app: App; room: ListedRoom }) {
  const isFull = members >= capacity
  return (
    <li>
      <span class="who">
        {name}
        <span class="small muted">
          {isFull ? `${members} people, full` : `${members} of ${capacity} people`}
          {locked && (
            <>
              {' · '}
              <Lock size={13} aria-hidden="true" /> locked
            </>
          )}
        </span>
      </span>
      <button
        type="button"
        class="btn"
        aria-label={`Enter ${name}`}
        disabled={isFull || locked}
        onClick={() => {
          app.room.value = name
          void app.joinRoom()
        }}
      >
        <LogIn size={16} aria-hidden="true" /> Enter
      </button>
    </li>
  )
}
