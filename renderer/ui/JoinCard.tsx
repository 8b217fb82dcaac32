import { Dices } from 'lucide-preact'
import { useRef } from 'preact/hooks'
import type { Bridge } from '../../common/bridge.js'
import { KINDS } from '../call/channel-message.js'
import type { App } from '../state/app.js'
import type { Devices } from '../state/devices.js'
import { suggestRoomName } from '../state/room-names.js'
import { Preview } from './Preview.js'
import { deviceSentence, sentenceFor } from './sentences.js'

const PRIVACY = { audio: 'microphone', video: 'camera' } as const

/** The preview and the way into a room. */
export function JoinCard({ app }: { app: App }) {
  const { audio, video } = app.devices
  const isJoining = app.calling.screen.value.kind === 'joining'
  const problem = app.joinProblem.value
  const roomField = useRef<HTMLInputElement>(null)
  const notice = deviceSentence(audio.value.state, video.value.state, app.bridge !== undefined)
  return (
    <section class="card" aria-label="Join a room">
      <Preview devices={app.devices} />
      <form
        class="join"
        onSubmit={(event) => {
          event.preventDefault()
          void app.joinRoom()
        }}
      >
        {notice && (
          <div class="notice">
            <p>{notice}</p>
            {app.devices.isInsecure.value && (
              <button type="button" class="btn" onClick={app.secureDoor.open}>
                Use camera and microphone…
              </button>
            )}
            {app.bridge && <SystemSettings devices={app.devices} bridge={app.bridge} />}
          </div>
        )}
        <div class="fields">
          <label class="field">
            <span>Your name</span>
            <input
              value={app.name.value}
              onInput={({ currentTarget }) => app.setName(currentTarget.value)}
              placeholder="Guest"
              autocomplete="name"
              aria-invalid={problem === 'bad-name'}
            />
          </label>
          <label class="field">
            <span>Room</span>
            <input
              ref={roomField}
              value={app.room.value}
              onInput={({ currentTarget }) => (app.room.value = currentTarget.value)}
              placeholder="Any name, such as standup"
              autocomplete="off"
              autocapitalize="none"
              enterkeyhint="go"
              aria-invalid={problem === 'no-room' || problem === 'bad-room'}
            />
          </label>
        </div>
        <button
          type="button"
          class="link"
          onClick={() => {
            app.room.value = suggestRoomName()
            roomField.current?.focus()
          }}
        >
          <Dices size={16} aria-hidden="true" /> Make up a name for the room
        </button>
        <button type="submit" class="btn primary" disabled={isJoining}>
          {isJoining ? 'Joining…' : 'Join room'}
        </button>
        {isJoining && (
          <button type="button" class="btn" onClick={() => app.leave()}>
            Cancel
          </button>
        )}
        {problem && (
          <p class="problem" role="alert">
            {sentenceFor(problem)}
          </p>
        )}
      </form>
    </section>
  )
}

/** Where the system has refused a device, the way to where it can be allowed. */
function SystemSettings({ devices, bridge }: { devices: Devices; bridge: Bridge }) {
  const refused = KINDS.findLast((kind) => devices[kind].value.state === 'refused')
  if (refused === undefined) return null
  return (
    <button
      type="button"
      class="btn"
      onClick={() => void bridge.openPrivacySettings(PRIVACY[refused]).catch(reportError)}
    >
      Open system settings
    </button>
  )
}
