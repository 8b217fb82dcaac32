import { msg } from '@hi18n/core'

export const call = {
  'call/example': msg('Example'),
}
