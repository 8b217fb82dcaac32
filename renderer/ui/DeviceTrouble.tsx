import type { Kind } from '../call/devices/capture.js'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import { Dialog } from './Dialog.js'
import * as dialog from './Dialog.module.css'
import { deviceSentence } from './sentences.js'

const TITLES = { audio: 'call/no-microphone', video: 'call/no-camera' } as const
const PRIVACY = { audio: 'microphone', video: 'camera' } as const

/** After a press on a device that does not work: why, and what to do about it. */
export function DeviceTrouble({ app, kind }: { app: App; kind: Kind }) {
  const { deviceControls, bridge } = app
  const { state } = deviceControls.inputs[kind]
  return (
    <Dialog title={t(TITLES[kind])} place="question" onClose={deviceControls.leaveTrouble}>
      <div class={dialog.body}>
        <p role="alert">
          {deviceSentence(...sides(kind, state.value), bridge !== undefined)}{' '}
          {state.value === 'missing' && t('panels/connect-one')}
        </p>
        <div class={dialog.actions}>
          <button type="button" class={buttons.plain} onClick={deviceControls.leaveTrouble}>
            {t('action/close')}
          </button>
          {bridge && state.value === 'refused' && (
            <button
              type="button"
              class={buttons.plain}
              onClick={() => void bridge.openPrivacySettings(PRIVACY[kind]).catch(reportError)}
            >
              {t('action/open-system-settings')}
            </button>
          )}
          <button type="button" class={buttons.primary} onClick={() => void deviceControls.toggle(kind)}>
            {t('action/try-again')}
          </button>
        </div>
      </div>
    </Dialog>
  )
}

type State = Parameters<typeof deviceSentence>[0]

/** The state of one device, and of the other that nothing is wrong with it. */
const sides = (kind: Kind, state: State): [audio: State, video: State] =>
  kind === 'audio' ? [state, 'off'] : ['off', state]
