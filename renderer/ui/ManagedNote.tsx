import { t } from '../state/language.js'
import * as prose from './base/prose.module.css'

/** Why nobody changes what whoever looks after this machine has set. */
export const ManagedNote = () => <p class={prose.hint}>{t('settings/managed')}</p>
