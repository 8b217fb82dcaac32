import { FileUp, Phone, UserX } from 'lucide-preact'
import type { ListedPerson } from '../../common/protocol.js'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import { Menu, type MenuItem } from './Menu.js'
import { type PersonItem, personItems } from './person-items.js'

/** What there is to do about someone on the list besides calling them. */
export function PersonMenu({ app, person, close }: { app: App; person: ListedPerson; close: () => void }) {
  const all: Record<PersonItem, MenuItem> = {
    voice: { label: t('host/voice-call'), Icon: Phone, onSelect: () => void app.call(person, true) },
    send: { label: t('files/send'), Icon: FileUp, onSelect: () => (app.lobby.files.value = { to: person }) },
    remove: { label: t('action/remove'), Icon: UserX, onSelect: () => (app.ownHost.removing.value = person) },
  }
  const items = personItems(app, person).map((item) => all[item])
  return <Menu label={t('host/more-about', { name: person.name })} items={items} close={close} />
}
