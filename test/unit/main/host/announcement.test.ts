import * as v from 'valibot'
import { expect, test } from 'vitest'
import { Announcement } from '../../../../common/protocol.js'
import { announcement } from '../../../../main/host/announcement.js'

test.each([
  ['came', ['Ann'], 'Ann came in.', ['Ann'], 0],
  ['left', ['Ann', 'Bob'], 'Ann and Bob left.', ['Ann', 'Bob'], 0],
  ['came', ['Ann', 'Bob', 'Cem'], 'Ann, Bob and Cem came in.', ['Ann', 'Bob', 'Cem'], 0],
  ['left', ['Ann', 'Bob', 'Cem', 'Dan', 'Eve'], 'Ann, Bob, Cem and 2 more left.', ['Ann', 'Bob', 'Cem'], 2],
] as const)('that %j %j is said as "%s", and so that any language can say it', (what, all, message, names, others) => {
  expect(announcement(what, all)).toEqual({ message, about: { what, names, others } })
  expect(v.is(Announcement, announcement(what, all))).toBe(true)
})
