import { msg } from '@hi18n/core'
import type { call as english } from '../en/call.js'

export const call: typeof english = {
  'call/example': msg('Example'),
}
