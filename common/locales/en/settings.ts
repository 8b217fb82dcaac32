import { msg } from '@hi18n/core'

export const settings = {
  'settings/example': msg('Example'),
}
