import { Plus } from 'lucide-preact'
import type { IceServerForm } from '../state/ice-server-form.js'
import { IceServerFields } from './IceServerFields.js'

/** The servers that help calls through routers. `focus` gives the keyboard to what matches once it is there. */
export function IceServers({ form, focus }: { form: IceServerForm; focus: (selector: string) => void }) {
  return (
    <section aria-labelledby="ice-title">
      <h3 id="ice-title">Connection servers (STUN and TURN)</h3>
      <p class="muted">
        On one network you need none, and nobody outside is asked. Add a server for calls that have to get through a
        router: a STUN server tells this computer its outside address, a TURN server passes the call on. They are used
        from the next call on.
      </p>
      {form.servers.value.map((server, index) => (
        <IceServerFields
          key={server.key}
          server={server}
          title={`Server ${index + 1}`}
          onChange={(fields) => form.change(server.key, fields)}
          onTest={() => void form.test(server.key)}
          onRemove={() => {
            form.remove(server.key)
            focus('.add')
          }}
        />
      ))}
      <button
        type="button"
        class="btn add"
        disabled={form.isFull.value}
        onClick={() => {
          form.add()
          focus('fieldset:last-of-type input')
        }}
      >
        <Plus size={16} aria-hidden="true" /> Add server
      </button>
    </section>
  )
}
