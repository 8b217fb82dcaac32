import { Mic, MicOff, Pin, UserX, VideoOff } from 'lucide-preact'
import type { RemotePeer } from '../call/call.js'
import type { App } from '../state/app.js'
import type { Goal } from '../state/goal.js'
import { t } from '../state/language.js'
import type { OwnHost } from '../state/own-host.js'
import { AnswerByItself } from './AnswerByItself.js'
import { Avatar } from './Avatar.js'
import * as buttons from './base/buttons.module.css'
import * as lists from './base/lists.module.css'
import * as prose from './base/prose.module.css'
import { CopyButton } from './CopyButton.js'
import * as css from './PeoplePanel.module.css'
import { QrCode } from './QrCode.js'
import { ShareLink } from './ShareLink.js'
import { TaskProblem } from './TaskProblem.js'
import { useOwnPasscode } from './use-own-passcode.js'

/** Who is in the call, and how others come in. */
export function PeoplePanel({ app, goal }: { app: App; goal: Goal }) {
  const { calling, deviceControls, lobby, ownHost, name } = app
  const isOn = (kind: 'audio' | 'video') => deviceControls.inputs[kind].state.value === 'on'
  return (
    <div class={css.people}>
      <ul>
        <li class={lists.item}>
          <Avatar id={lobby.selfId.value} name={name.value || t('call/you')} />
          <span class={lists.who}>{t('call/you')}</span>
          <Marks microphone={isOn('audio')} camera={isOn('video')} />
        </li>
        {calling.peers.value.map((peer) => (
          <Person key={peer.id} app={app} peer={peer} />
        ))}
      </ul>
      {isOperator(app) && calling.peers.value.length > 1 && (
        <button
          type="button"
          class={`${buttons.plain} ${css.everyone}`}
          onClick={() => void ownHost.mute(calling.peers.value.map(({ id }) => id))}
        >
          <MicOff size={16} aria-hidden="true" /> {t('host/mute-everyone')}
        </button>
      )}
      <TaskProblem app={app} task="mute" />
      {goal.kind === 'direct' && !goal.isCaller && (
        <AnswerByItself key={goal.person.id} app={app} person={goal.person} />
      )}
      {goal.kind === 'room' && <Invite app={app} room={goal.room} />}
    </div>
  )
}

function Person({ app, peer }: { app: App; peer: RemotePeer }) {
  const { callView, ownHost } = app
  const [id, name, media] = [peer.id, peer.name.value, peer.media.value]
  const isOurs = isOperator(app)
  return (
    <li class={lists.item}>
      <Avatar id={id} name={name} />
      <span class={lists.who}>{name}</span>
      <Marks microphone={isOurs || media.microphone} camera={media.camera} />
      {isOurs && <MuteButton ownHost={ownHost} peer={peer} />}
      <button
        type="button"
        class={buttons.icon}
        aria-label={t('panels/pin', { name })}
        title={t('panels/pin', { name })}
        aria-pressed={callView.pinned.value === id}
        onClick={() => callView.pin(id)}
      >
        <Pin size={18} aria-hidden="true" />
      </button>
      {isOurs && (
        <button
          type="button"
          class={buttons.icon}
          aria-label={t('host/remove-person', { name })}
          title={t('host/remove-person', { name })}
          onClick={() => (ownHost.removing.value = { id, name })}
        >
          <UserX size={18} aria-hidden="true" />
        </button>
      )}
    </li>
  )
}

/** Whether their microphone is on, and for the operator, who can turn it off but not on. */
function MuteButton({ ownHost, peer }: { ownHost: OwnHost; peer: RemotePeer }) {
  const { microphone } = peer.media.value
  const label = microphone ? t('host/mute-person', { name: peer.name.value }) : t('call/muted')
  const Icon = microphone ? Mic : MicOff
  return (
    <button
      type="button"
      class={buttons.icon}
      aria-label={label}
      title={label}
      aria-disabled={!microphone}
      onClick={() => microphone && void ownHost.mute([peer.id])}
    >
      <Icon size={18} aria-hidden="true" />
    </button>
  )
}

const isOperator = ({ host, ownHost }: App) => host.isAtOwn.value && ownHost.operator.value !== undefined

function Marks({ microphone, camera }: { microphone: boolean; camera: boolean }) {
  return (
    <>
      {!microphone && <MicOff size={18} role="img" aria-label={t('call/muted')} />}
      {!camera && <VideoOff size={18} role="img" aria-label={t('panels/camera-off')} />}
    </>
  )
}

function Invite({ app, room }: { app: App; room: string }) {
  const link = app.reach.inviteTo(room)
  const passcode = useOwnPasscode(app)
  if (link === undefined) return <p>{t(app.reach.isAway ? 'host/host-away' : 'call/no-network')}</p>
  return (
    <section class={css.invite} aria-labelledby="invite-title">
      <h3 id="invite-title">{t('panels/invite')}</h3>
      <p class={css.link}>{decodeURI(link)}</p>
      <CopyButton label={t('action/copy-link')} text={link} />
      <ShareLink link={link} />
      {passcode !== undefined && <p class={prose.num}>{t('panels/passcode-is', { passcode })}</p>}
      <QrCode link={link} />
    </section>
  )
}
