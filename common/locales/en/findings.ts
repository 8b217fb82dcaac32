import { msg } from '@hi18n/core'

export const findings = {
  'findings/example': msg('Example'),
}
