import { msg } from '@hi18n/core'

export const problems = {
  'problems/example': msg('Example'),
}
