import { FileUp, Phone, UserX } from 'lucide-preact'
import type { ListedPerson } from '../../common/protocol.js'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import { isManaged } from './is-managed.js'
import { Menu } from './Menu.js'

/** What there is to do about someone on the list besides calling them. */
export function PersonMenu({ app, person, close }: { app: App; person: ListedPerson; close: () => void }) {
  const { name, busy, takesFiles } = person
  const isOperator = app.host.isAtOwn.value && app.ownHost.operator.value !== undefined
  const voice = { label: t('host/voice-call'), Icon: Phone, onSelect: () => void app.call(person, true) }
  const send = { label: t('files/send'), Icon: FileUp, onSelect: () => (app.lobby.files.value = { to: person }) }
  const remove = { label: t('action/remove'), Icon: UserX, onSelect: () => (app.ownHost.removing.value = person) }
  const items = [
    ...(busy ? [] : [voice]),
    ...(takesFiles && !isManaged(app, 'files') ? [send] : []),
    ...(isOperator ? [remove] : []),
  ]
  return <Menu label={t('host/more-about', { name })} items={items} close={close} />
}
