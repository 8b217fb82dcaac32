import type { Bridge } from '../../common/bridge.js'
import { KINDS } from '../call/devices/capture.js'
import type { App } from '../state/app.js'
import type { DeviceControls } from '../state/device-controls.js'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import * as cards from './base/cards.module.css'
import { DeviceNews } from './DeviceNews.js'
import { deviceSentence } from './sentences.js'

const PRIVACY = { audio: 'microphone', video: 'camera' } as const

/** What keeps the person from being seen or heard and what to do about it, and what became of a device. */
export function DeviceNotice({ app }: { app: App }) {
  return (
    <>
      <DeviceNews devices={app.deviceControls} class={cards.notice} role="status" />
      <Trouble app={app} />
    </>
  )
}

function Trouble({ app }: { app: App }) {
  const { inputs, isInsecure } = app.deviceControls
  const sentence = deviceSentence(inputs.audio.state.value, inputs.video.state.value, app.bridge !== undefined)
  if (!sentence) return null
  return (
    <div class={cards.notice}>
      <p>{sentence}</p>
      {isInsecure.value && (
        <button type="button" class={buttons.plain} onClick={app.secureDoor.open}>
          {t('start/use-devices')}
        </button>
      )}
      {app.bridge && <SystemSettings devices={app.deviceControls} bridge={app.bridge} />}
    </div>
  )
}

/** Where the system has refused a device, the way to where it can be allowed. */
function SystemSettings({ devices, bridge }: { devices: DeviceControls; bridge: Bridge }) {
  const refused = KINDS.findLast((kind) => devices.inputs[kind].state.value === 'refused')
  if (refused === undefined) return null
  return (
    <button
      type="button"
      class={buttons.plain}
      onClick={() => void bridge.openPrivacySettings(PRIVACY[refused]).catch(reportError)}
    >
      {t('action/open-system-settings')}
    </button>
  )
}
