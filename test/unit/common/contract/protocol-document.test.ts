import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Contract } from '../../../../common/contract/contract.js'
import { control } from '../../../../common/contract/control.js'
import { chatSample, codelab, userList } from '../../../../common/contract/dialects.js'
import { files } from '../../../../common/contract/files.js'
import { listChanges } from '../../../../common/contract/list-changes.js'
import { signaling } from '../../../../common/contract/signaling.js'
import { REFUSALS } from '../../../../common/protocol.js'

const DOCUMENT = readFileSync(new URL('../../../../docs/protocol.md', import.meta.url), 'utf8')

const CONTRACTS: [heading: string, contract: Contract][] = [
  ["Lanline's own contract", signaling],
  ['Changes of the list', listChanges],
  ['Files without a call', files],
  ["The codelab's dialect", codelab],
  ["The user list's dialect", userList],
  ["The chat-and-signaling sample's dialect", chatSample],
  ['The control namespace', control],
]

/** The names in the first column of the table that begins with this title, in the section of that heading. */
function namesIn(heading: string, title: string): string[] {
  const [, section = ''] = DOCUMENT.split(`\n## ${heading}\n`)
  const [own = ''] = section.split('\n## ')
  const [, table = ''] = own.split(`\n| ${title} |`)
  const [rows = ''] = table.split('\n\n')
  return [...rows.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name = '']) => name)
}

describe.each(CONTRACTS)('docs/protocol.md, "%s"', (heading, { requests, events }) => {
  test('has every request, and none that there is not', () => {
    expect(namesIn(heading, 'request').toSorted()).toEqual(Object.keys(requests).toSorted())
  })

  test('has every event, and none that there is not', () => {
    expect(namesIn(heading, 'event').toSorted()).toEqual(Object.keys(events).toSorted())
  })
})

test('docs/protocol.md has every code of a refusal', () => {
  expect(REFUSALS.filter((code) => !DOCUMENT.includes(`\`${code}\``))).toEqual([])
})
