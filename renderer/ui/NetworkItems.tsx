import { DoorOpen, Ellipsis, type LucideIcon, Monitor, Video } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
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
import * as css from './NetworkItems.module.css'
import { ComputerMenu, PersonMenu } from './parts.js'
import { personItems } from './person-items.js'
import { peopleInRoom } from './sentences.js'

/** One row: a sign, a name and what there is to know of it, and what can be done. */
interface RowProps {
  sign: ComponentChildren
  name: string
  about: ComponentChildren
  aboutId?: string
  children: ComponentChildren
}

function Row({ sign, name, about, aboutId, children }: RowProps) {
  return (
    <li class={`${lists.item} ${css.item}`}>
      {sign}
      <span class={lists.who}>
        <bdi>{name}</bdi>
        <span id={aboutId} class={`${prose.hint} ${prose.num}`}>
          {about}
        </span>
      </span>
      {children}
    </li>
  )
}

const MORE = <Ellipsis size={18} aria-hidden="true" />

const Sign = ({ Icon }: { Icon: LucideIcon }) => (
  <span class={css.sign}>
    <Icon size={20} aria-hidden="true" />
  </span>
)

interface CallProps {
  name: string
  aboutId?: string
  disabled: boolean
  onClick(): void
}

const Call = ({ name, aboutId, ...button }: CallProps) => (
  <button
    type="button"
    class={buttons.plain}
    aria-label={t('host/call-person', { name })}
    aria-describedby={aboutId}
    {...button}
  >
    <Video size={18} aria-hidden="true" /> <span class={css.label}>{t('host/call')}</span>
  </button>
)

/** Someone on the current host. The operator sees where they come from, and can remove them. */
export function PersonHere({ app, person }: { app: App; person: ListedPerson }) {
  const { id, name, busy, room } = person
  const isOperator = app.host.isAtOwn.value && app.ownHost.operator.value !== undefined
  const where = room === undefined ? t(busy ? 'host/in-a-call' : 'host/here') : t('host/in-room', { room })
  const address = isOperator ? app.ownHost.addressOf(id) : undefined
  return (
    <Row
      sign={<Avatar id={id} name={name} />}
      name={name}
      about={address === undefined ? where : `${where} · ${fromSentence(address)}`}
    >
      <Call name={name} disabled={busy} onClick={() => void app.call(person, false)} />
      {personItems(app, person).length > 0 && (
        <ListMenu class={buttons.icon} label={t('host/more-about', { name })} content={MORE}>
          {(close) => <PersonMenu app={app} person={person} close={close} />}
        </ListMenu>
      )}
    </Row>
  )
}

const fromSentence = (address: string) =>
  isLoopback(address) ? t('host/on-this-computer') : t('host/from-address', { address })

/** A room on the current host. */
export function RoomHere({ app, room: { name, members, capacity, locked = false } }: { app: App; room: ListedRoom }) {
  const isFull = members >= capacity
  const about = (
    <>
      {isFull ? t('host/room-is-full', { members: `${members}` }) : peopleInRoom(members, capacity)}
      {locked && <LockNote>{t('host/room-is-locked')}</LockNote>}
    </>
  )
  return (
    <Row sign={<Sign Icon={DoorOpen} />} name={name} about={about}>
      <button
        type="button"
        class={buttons.plain}
        aria-label={t('host/enter-room', { room: name })}
        disabled={locked}
        onClick={() => {
          app.room.value = name
          void app.joinRoom()
        }}
      >
        {t('host/enter')}
      </button>
    </Row>
  )
}

/** A computer that announces itself on this network. */
export function FoundHost({ app, host }: { app: App; host: Found }) {
  const { name, origin, hasPasscode } = host
  const aboutId = useId()
  const about = (
    <>
      {new URL(origin).host}
      {hasPasscode && <LockNote>{t('host/asks-for-passcode')}</LockNote>}
    </>
  )
  return (
    <Row sign={<Sign Icon={Monitor} />} name={name} about={about} aboutId={aboutId}>
      <Call
        name={name}
        aboutId={aboutId}
        disabled={app.moving.isUnderWay.value}
        onClick={() => void app.callComputer(host, false)}
      />
      <ListMenu class={buttons.icon} label={t('host/more-about', { name })} content={MORE}>
        {(close) => <ComputerMenu app={app} host={host} close={close} />}
      </ListMenu>
    </Row>
  )
}
