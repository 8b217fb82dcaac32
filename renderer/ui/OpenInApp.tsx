import { AppWindow } from 'lucide-preact'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import * as prose from './base/prose.module.css'

/** For guests in a browser, who may have the app as well. */
export function OpenInApp({ app, room }: { app: App; room: string | undefined }) {
  const link = app.reach.appLink(room)
  if (link === undefined) return null
  return (
    <a class={`${buttons.link} ${prose.small}`} href={link}>
      <AppWindow size={16} aria-hidden="true" /> {t('start/open-in-app')}
    </a>
  )
}
