import { ScrollText, Stethoscope } from 'lucide-preact'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import { Menu } from './Menu.js'

/** What helps where somebody cannot join. */
export function HelpMenu({ app, ...menu }: { app: App; label: string; close(): void }) {
  const items = [
    { label: t('start/check-network'), Icon: Stethoscope, onSelect: () => app.doctor.open() },
    { label: t('start/signaling-log'), Icon: ScrollText, onSelect: () => app.signalLog.open() },
  ]
  return <Menu items={items} {...menu} />
}
