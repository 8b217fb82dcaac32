import { Volume2 } from 'lucide-preact'
import { QUALITIES, type Quality } from '../../common/settings.js'
import type { Kind } from '../call/channel-message.js'
import type { App } from '../state/app.js'
import type { Draft } from '../state/settings.js'
import { playRingtone } from './ringtone.js'
import { SettingsField } from './SettingsField.js'
import { QUALITY_NAMES } from './settings-sentences.js'

/** How the person is seen and heard, and what they hear. */
export function PersonSettings({ app, draft }: { app: App; draft: Draft }) {
  const { settings } = app
  return (
    <section aria-labelledby="person-title">
      <h3 id="person-title">You</h3>
      <SettingsField settings={settings} draft={draft} field="name" label="Name" placeholder="Guest" />
      <div class="fields">
        <DeviceChoice app={app} draft={draft} kind="video" label="Camera" />
        <DeviceChoice app={app} draft={draft} kind="audio" label="Microphone" />
      </div>
      <label class="field">
        <span>Picture quality</span>
        <select
          value={draft.quality}
          onChange={({ currentTarget }) => settings.change({ quality: currentTarget.value as Quality })}
        >
          {QUALITIES.map((quality) => (
            <option key={quality} value={quality}>
              {QUALITY_NAMES[quality]}
            </option>
          ))}
        </select>
      </label>
      <div class="row">
        <label class="choice">
          <input
            type="checkbox"
            checked={draft.ringSound}
            onChange={({ currentTarget }) => settings.change({ ringSound: currentTarget.checked })}
          />
          Ring when someone calls
        </label>
        <button type="button" class="btn" onClick={() => void playRingtone()}>
          <Volume2 size={16} aria-hidden="true" /> Play
        </button>
      </div>
    </section>
  )
}

/** Where the browser tells of no devices there is nothing to choose. */
function DeviceChoice({ app, draft, kind, label }: { app: App; draft: Draft; kind: Kind; label: string }) {
  const { choices } = app.devices[kind].value
  if (choices.length === 0) return null
  return (
    <label class="field">
      <span>{label}</span>
      <select
        value={draft[kind] ?? ''}
        onChange={({ currentTarget }) => app.settings.change({ [kind]: currentTarget.value })}
      >
        {choices.map(({ id, label: name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
