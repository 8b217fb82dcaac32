import { expect, test } from 'vitest'
import { fromConnectError } from '../../../../renderer/call/errors.js'

test.each([
  ['what the host says', { data: { code: 'removed' } }, 'removed'],
  ['what it does not know', { data: { code: 'of the future' } }, 'host-unreachable'],
  ['a page from elsewhere, by polling', { description: 403 }, 'origin-not-allowed'],
  ['no answer', { description: 0 }, 'host-unreachable'],
])('%s', (_what, details, code) => {
  expect(fromConnectError(Object.assign(new Error('no'), details)).code).toBe(code)
})
