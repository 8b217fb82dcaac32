import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { PageStatus } from '../../../common/page-status.js'

const IN_CALL = {
  activity: 'in-call',
  room: 'standup',
  microphone: 'muted',
  unread: 2,
}

describe('PageStatus', () => {
  test.each([IN_CALL, { activity: 'ringing', microphone: 'none', unread: 0, caller: 'Ann' }])('takes %j', (status) => {
    expect(v.parse(PageStatus, status)).toEqual(status)
  })

  test.each([
    undefined,
    'in-call',
    {},
    { ...IN_CALL, activity: 'asleep' },
    { ...IN_CALL, room: '..' },
    { ...IN_CALL, microphone: true },
    { ...IN_CALL, unread: -1 },
    { ...IN_CALL, unread: 0.5 },
    { ...IN_CALL, caller: 'A\nn' },
  ])('refuses %j', (status) => {
    expect(v.is(PageStatus, status)).toBe(false)
  })
})
