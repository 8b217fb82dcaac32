import { Plus } from 'lucide-preact'
import { useRef } from 'preact/hooks'
import type { SettingsView } from '../state/settings.js'
import { Dialog } from './Dialog.js'
import { IceServerFields } from './IceServerFields.js'
import './settings.css'

/** What a person can set. Nothing is kept until they press "Save". */
export function SettingsDialog({ settings }: { settings: SettingsView }) {
  const form = useRef<HTMLFormElement>(null)
  /** Once the page shows what has changed. */
  const focus = (selector: string) =>
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>(selector)?.focus())
  return (
    <Dialog title="Settings" place="middle" onClose={settings.close}>
      <form
        ref={form}
        class="settings"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!settings.save()) focus('[aria-invalid="true"]')
        }}
      >
        <section aria-labelledby="ice-title">
          <h3 id="ice-title">Connection servers (STUN and TURN)</h3>
          <p class="muted">
            On one network you need none, and nobody outside is asked. Add a server for calls that have to get through a
            router: a STUN server tells this computer its outside address, a TURN server passes the call on.
          </p>
          {settings.servers.value.map((server, index) => (
            <IceServerFields
              key={server.key}
              server={server}
              title={`Server ${index + 1}`}
              onChange={(fields) => settings.change(server.key, fields)}
              onTest={() => void settings.test(server.key)}
              onRemove={() => {
                settings.remove(server.key)
                focus('.add')
              }}
            />
          ))}
          <button
            type="button"
            class="btn add"
            disabled={settings.isFull.value}
            onClick={() => {
              settings.add()
              focus('fieldset:last-of-type input')
            }}
          >
            <Plus size={16} aria-hidden="true" /> Add server
          </button>
        </section>
        <footer class="row">
          <p class="small muted">Kept in this browser, and used from the next call on.</p>
          <button type="button" class="btn" onClick={settings.close}>
            Cancel
          </button>
          <button type="submit" class="btn primary">
            Save
          </button>
        </footer>
      </form>
    </Dialog>
  )
}
