import { beforeAll, expect, test } from 'vitest'
import type { Finding } from '../../../../common/findings.js'
import { byAdvice } from '../../../../renderer/ui/CallFindings.js'
import { speakEnglish } from '../../../helpers/english.js'

beforeAll(speakEnglish)

test('the same advice for several people is given once', () => {
  const hidden = (peer: string): Finding => ({ code: 'addresses-hidden', facts: { peer, side: 'here' }, commands: [] })
  const all = [...byAdvice([hidden('Bob'), hidden('Cem'), hidden('Bob')])]
  expect(all.map(([, titles]) => [...titles])).toEqual([
    [
      'This browser hides its address, and no connection to Bob comes about.',
      'This browser hides its address, and no connection to Cem comes about.',
    ],
  ])
})
