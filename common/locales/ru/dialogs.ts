import { msg } from '@hi18n/core'
import type { dialogs as english } from '../en/dialogs.js'

export const dialogs: typeof english = {
  'dialogs/example': msg('Example'),
}
