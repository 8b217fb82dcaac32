import { DoorOpen, Ellipsis, Monitor, Phone, UserX, Video } from 'lucide-preact'
import { useId } from 'preact/hooks'
import type { FoundHost as Found } from '../../common/control.js'
import { isLoopback } from '../../common/ip-address.js'
import type { ListedPerson, ListedRoom } from '../../common/protocol.js'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import { Avatar } from './Avatar.js'
import * as buttons from './base/buttons.module.css'
import * as lists from './base/lists.module.css'
import * as prose from './base/prose.module.css'
import { ListMenu } from './ListMenu.js'
import { LockNote } from './LockNote.js'
import { Menu } from './Menu.js'
import * as css from './NetworkItems.module.css'

/** Someone on the current host. The operator sees where they come from, and can remove them. */
export function PersonHere({ app, person }: { app: App; person: ListedPerson }) {
  const { id, name, busy, room } = person
  const operator = app.host.isAtOwn.value ? app.ownHost.operator.value : undefined
  const where = room === undefined ? t(busy ? 'host/in-a-call' : 'host/here') : t('host/in-room', { room })
  const address = operator?.people.find((known) => known.id === id)?.address
  const voice = { label: t('host/voice-call'), Icon: Phone, onSelect: () => void app.call(person, true) }
  const remove = { label: t('action/remove'), Icon: UserX, onSelect: () => (app.ownHost.removing.value = person) }
  const items = [...(busy ? [] : [voice]), ...(operator ? [remove] : [])]
  return (
    <li class={`${lists.item} ${css.item}`}>
      <Avatar name={name} />
      <span class={lists.who}>
        {name}
        <span class={prose.hint}>
          {where}
          {address && <span class={prose.num}> · {fromSentence(address)}</span>}
        </span>
      </span>
      <button
        type="button"
        class={buttons.plain}
        aria-label={t('host/call-person', { name })}
        disabled={busy}
        onClick={() => void app.call(person, false)}
      >
        <Video size={18} aria-hidden="true" /> {t('host/call')}
      </button>
      {items.length > 0 && (
        <ListMenu
          class={buttons.icon}
          label={t('host/more-about', { name })}
          content={<Ellipsis size={18} aria-hidden="true" />}
        >
          {(close) => <Menu label={t('host/more-about', { name })} items={items} close={close} />}
        </ListMenu>
      )}
    </li>
  )
}

const fromSentence = (address: string) =>
  isLoopback(address) ? t('host/on-this-computer') : t('host/from-address', { address })

/** A room on the current host. */
export function RoomHere({ app, room: { name, members, capacity, locked = false } }: { app: App; room: ListedRoom }) {
  const isFull = members >= capacity
  return (
    <li class={`${lists.item} ${css.item}`}>
      <span class={css.sign}>
        <DoorOpen size={20} aria-hidden="true" />
      </span>
      <span class={lists.who}>
        {name}
        <span class={prose.hint}>
          {isFull ? t('host/room-is-full', { members }) : t('host/people-in-room', { members, capacity })}
          {locked && <LockNote>{t('host/room-is-locked')}</LockNote>}
        </span>
      </span>
      <button
        type="button"
        class={buttons.plain}
        aria-label={t('host/enter-room', { room: name })}
        disabled={isFull || locked}
        onClick={() => {
          app.room.value = name
          void app.joinRoom()
        }}
      >
        {t('host/enter')}
      </button>
    </li>
  )
}

/** A computer that announces itself on this network. */
export function FoundHost({ app, host }: { app: App; host: Found }) {
  const { name, origin, hasPasscode } = host
  const aboutId = useId()
  return (
    <li class={`${lists.item} ${css.item}`}>
      <span class={css.sign}>
        <Monitor size={20} aria-hidden="true" />
      </span>
      <span class={lists.who}>
        <bdi>{name}</bdi>
        <span id={aboutId} class={`${prose.hint} ${prose.num}`}>
          {new URL(origin).host}
          {hasPasscode && <LockNote>{t('host/asks-for-passcode')}</LockNote>}
        </span>
      </span>
      <button
        type="button"
        class={buttons.plain}
        aria-label={t('host/call-person', { name })}
        aria-describedby={aboutId}
        disabled={app.moving.isUnderWay.value}
        onClick={() => void app.callComputer(host)}
      >
        <Video size={18} aria-hidden="true" /> {t('host/call')}
      </button>
    </li>
  )
}
