import { msg } from '@hi18n/core'
import type { findings as english } from '../en/findings.js'

export const findings: typeof english = {
  'findings/example': msg('Example'),
}
