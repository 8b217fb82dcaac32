import { msg } from '@hi18n/core'
import type { settings as english } from '../en/settings.js'

export const settings: typeof english = {
  'settings/example': msg('Example'),
}
