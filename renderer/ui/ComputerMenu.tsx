import { Phone } from 'lucide-preact'
import type { FoundHost } from '../../common/control.js'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import { Menu } from './Menu.js'

/** What there is to do about a computer that was found besides calling it. */
export function ComputerMenu({ app, host, close }: { app: App; host: FoundHost; close: () => void }) {
  const voice = { label: t('host/voice-call'), Icon: Phone, onSelect: () => void app.callComputer(host, true) }
  return <Menu label={t('host/more-about', { name: host.name })} items={[voice]} close={close} />
}
