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

test.each([
  [42_000, 42_000],
  [undefined, undefined],
  [0, undefined],
  [-1, undefined],
  [1e9, undefined],
  ['42000', undefined],
])('another try after %j', (retryMs, expected) => {
  const error = Object.assign(new Error('no'), { data: { code: 'too-many-attempts', retryMs } })
  expect(fromConnectError(error)).toMatchObject({ code: 'too-many-attempts', retryMs: expected })
})
