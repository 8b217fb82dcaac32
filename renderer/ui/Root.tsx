import { useSignalEffect } from '@preact/signals'
import type { ComponentType } from 'preact'
import { buildInvite } from '../../common/invite.js'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import { CallScreen } from './CallScreen.js'
import { Dialog } from './Dialog.js'
import {
  AfterCall,
  ChangedHostDialog,
  DeviceTrouble,
  DoctorPanel,
  IncomingCallDialog,
  InviteDialog,
  LobbyLife,
  OtherTabDialog,
  PasscodeDialog,
  RemoveDialog,
  ScreenPicker,
  SecureDoorDialog,
  SettingsDialog,
  SignalLogPanel,
} from './parts.js'
import { StartScreen } from './StartScreen.js'
import { Speaker } from './speaker.js'

interface Screens {
  readonly app: App
  /** There on the pages of guests alone, which have it instead of the start screen. */
  readonly GuestScreen?: ComponentType<{ app: App }> | undefined
}

/** The screen that the person is on, and over it whoever rings. */
export function Root({ app, GuestScreen }: Screens) {
  useSignalEffect(() => {
    document.title = titleOf(app)
  })
  const invite = app.invitation.current.value
  const request = app.passcodes.request.value
  const ring = app.rings.incoming.value
  const otherTabs = app.otherTabs.tabs.value
  const toPick = app.sharing.picker.request.value
  return (
    <Speaker.Provider value={app.deviceControls.speaker}>
      <CurrentScreen app={app} GuestScreen={GuestScreen} />
      <LobbyLife app={app} />
      {app.signalLog.isOpen.value && app.calling.screen.value.kind !== 'call' && (
        <Dialog title={t('start/signaling-log')} place="side" onClose={app.signalLog.close}>
          <SignalLogPanel of={app.log} />
        </Dialog>
      )}
      {app.settings.isOpen.value && <SettingsDialog app={app} />}
      {app.doctor.isOpen.value && (
        <Dialog title={t('start/check-network')} place="middle" onClose={app.doctor.close}>
          <DoctorPanel app={app} />
        </Dialog>
      )}
      {app.secureDoor.isOpen.value && <SecureDoorDialog door={app.secureDoor} host={app.ownHost.facts.value?.name} />}
      {app.deviceControls.trouble.value && <DeviceTrouble app={app} kind={app.deviceControls.trouble.value} />}
      {app.ownHost.removing.value && <RemoveDialog app={app} person={app.ownHost.removing.value} />}
      {otherTabs?.request.value && <OtherTabDialog tabs={otherTabs} />}
      {invite && <InviteDialog key={buildInvite(invite)} app={app} invite={invite} />}
      {app.moving.changed.value && <ChangedHostDialog app={app} origin={app.moving.changed.value.origin} />}
      {toPick && <ScreenPicker picker={app.sharing.picker} request={toPick} />}
      {request && <PasscodeDialog key={request.origin} app={app} request={request} />}
      {ring && <IncomingCallDialog key={ring.room} app={app} ring={ring} />}
    </Speaker.Provider>
  )
}

function CurrentScreen({ app, GuestScreen }: Screens) {
  const screen = app.calling.screen.value
  switch (screen.kind) {
    case 'call':
      return <CallScreen app={app} goal={screen.goal} />
    case 'start':
    case 'joining':
      return app.isForGuest.value && GuestScreen ? <GuestScreen app={app} /> : <StartScreen app={app} />
    default:
      return <AfterCall app={app} screen={screen} />
  }
}

function titleOf({ rings, calling }: App): string {
  if (rings.incoming.value) return `${t('ring/is-calling', { name: rings.incoming.value.from.name })} · Lanline`
  if (calling.screen.value.kind !== 'call') return 'Lanline'
  const { goal } = calling.screen.value
  return `${goal.kind === 'room' ? goal.room : goal.person.name} · Lanline`
}
