import { expect, test } from 'vitest'
import { certificateClock } from '../../../../main/doctor/certificate-clock.js'

const VALIDITY = { notBefore: new Date('2026-11-01T00:00:00Z'), notAfter: new Date('2036-10-29T00:00:00Z') }

test.each(['2026-11-01T00:00:00Z', '2027-01-01T00:00:00Z', '2036-10-29T00:00:00Z'])('%s is within', (now) => {
  expect(certificateClock(VALIDITY, new Date(now))).toEqual([])
})

test.each(['1970-01-01T00:02:00.000Z', '2026-10-31T23:59:59.000Z', '2036-10-29T00:00:01.000Z'])('%s is not', (now) => {
  expect(certificateClock(VALIDITY, new Date(now))).toEqual([
    {
      code: 'certificate-clock',
      facts: { now, notBefore: '2026-11-01T00:00:00.000Z', notAfter: '2036-10-29T00:00:00.000Z' },
      commands: [],
    },
  ])
})
