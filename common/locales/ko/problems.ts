import { msg } from '@hi18n/core'
import type { problems as english } from '../en/problems.js'

export const problems: typeof english = {
  'problems/example': msg('Example'),
}
