import { msg } from '@hi18n/core'

export const dialogs = {
  'dialogs/example': msg('Example'),
}
