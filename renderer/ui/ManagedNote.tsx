import type { Managed } from '../../common/bridge.js'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import * as prose from './base/prose.module.css'

/** Whether whoever looks after this machine has set this. */
export const isManaged = ({ store }: App, name: Managed) => store.inApp.value?.managed.includes(name) ?? false

/** Why nobody changes it here. */
export const ManagedNote = () => <p class={prose.hint}>{t('settings/managed')}</p>
