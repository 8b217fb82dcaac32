import { effect, signal } from '@preact/signals'
import type { Bridge } from '../../common/bridge.js'
import type { PageStatus } from '../../common/page-status.js'
import type { DeviceState } from '../call/devices/capture.js'
import type { App } from './app.js'
import { followScreen } from './own-picture.js'

const MICROPHONE: { [State in DeviceState]?: PageStatus['microphone'] } = { on: 'on', off: 'muted' }

/** Has the page do what the app around it asks for, and tell the app how the person is doing whenever that changes. */
export function connectBridge(app: App, bridge: Bridge): void {
  bridge.on('toggle-microphone', () => void app.deviceControls.toggle('audio'))
  bridge.on('hang-up', () => app.hangUp())
  bridge.on('accept-call', () => void app.accept(app.rings.incoming.value?.audioOnly ?? false))
  bridge.on('decline-call', () => app.decline())
  bridge.on('show-settings', () => {
    void app.settings.open()
  })
  bridge.on('network-changed', () => app.wake())
  bridge.on('invite', (invite) => app.invitation.show(invite))
  bridge.on('join', (invite) => {
    app.invitation.show(invite)
    void app.invitation.accept().catch(reportError)
  })
  restWhileHidden(app)

  // Once there are listeners: a page that has spoken is spoken to.
  let told = ''
  effect(() => {
    const status = statusOf(app)
    const text = JSON.stringify(status)
    if (text === told) return
    told = text
    bridge.tell(status).catch(reportError)
  })
}

/** Has camera and microphone rest while nobody sees the start screen. */
function restWhileHidden({ calling, devices }: App): void {
  const isSeen = signal(document.visibilityState === 'visible')
  document.addEventListener('visibilitychange', () => {
    isSeen.value = document.visibilityState === 'visible'
  })
  followScreen(devices, calling.screen, isSeen)
}

function statusOf({ calling, devices, lobby, rings }: App): PageStatus {
  const screen = calling.screen.value
  const isInRoom = screen.kind === 'call'
  const caller = rings.incoming.value?.from.name
  const away = caller === undefined ? 'idle' : 'ringing'
  const inRoom = calling.peers.value.length > 0 ? 'in-call' : 'waiting'
  return {
    activity: isInRoom ? inRoom : away,
    // The room of a direct call has no name that means anything to anyone.
    room: isInRoom && screen.goal.kind === 'room' ? screen.goal.room : undefined,
    microphone: MICROPHONE[devices.microphone.state.value] ?? 'none',
    unread: (isInRoom ? calling : lobby).chat.unread.value,
    caller,
    ...(rings.answeredAt.value !== undefined && { answersByItself: true }),
  }
}
