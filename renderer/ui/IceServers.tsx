import { Plus } from 'lucide-preact'
import type { IceServerForm } from '../state/ice-server-form.js'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import * as prose from './base/prose.module.css'
import { IceServerFields } from './IceServerFields.js'
import * as css from './SettingsDialog.module.css'

/** The servers that help calls through routers. `focus` gives the keyboard to what matches once it is there. */
export function IceServers({ form, focus }: { form: IceServerForm; focus: (selector: string) => void }) {
  return (
    <section class={css.section} aria-labelledby="ice-title">
      <h3 id="ice-title">{t('settings/ice-servers')}</h3>
      <p class={prose.muted}>{t('settings/ice-servers-hint')}</p>
      {form.servers.value.map((server, index) => (
        <IceServerFields
          key={server.key}
          server={server}
          title={t('settings/server', { number: index + 1 })}
          onChange={(fields) => form.change(server.key, fields)}
          onTest={() => void form.test(server.key)}
          onRemove={() => {
            form.remove(server.key)
            focus('#add-server')
          }}
        />
      ))}
      <button
        type="button"
        id="add-server"
        class={buttons.plain}
        disabled={form.isFull.value}
        onClick={() => {
          form.add()
          focus('fieldset:last-of-type input')
        }}
      >
        <Plus size={16} aria-hidden="true" /> {t('settings/add-server')}
      </button>
    </section>
  )
}
