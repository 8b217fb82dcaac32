import { signal } from '@preact/signals'
import { expect, test } from 'vitest'
import type { ListedPerson } from '../../../../common/protocol.js'
import type { App } from '../../../../renderer/state/app.js'
import { personItems } from '../../../../renderer/ui/person-items.js'

interface Here {
  isOperator?: boolean
  managed?: string[]
}

function itemsFor(person: Partial<ListedPerson>, { isOperator = false, managed = [] }: Here = {}) {
  const ownHost = { operator: signal(isOperator ? {} : undefined) }
  const app = { host: { isAtOwn: signal(true) }, ownHost, store: { inApp: signal({ managed }) } } as unknown as App
  return personItems(app, { id: 'eve', name: 'Eve', busy: false, ...person } as ListedPerson)
}

const BUSY = { busy: true, takesFiles: true } as const

test('someone who is free is called with sound alone, sent files where their page takes them, and removed by the operator', () => {
  expect(itemsFor({})).toEqual(['voice'])
  expect(itemsFor({ takesFiles: true })).toEqual(['voice', 'send'])
  expect(itemsFor({ takesFiles: true }, { isOperator: true })).toEqual(['voice', 'send', 'remove'])
})

test('of someone who is busy a machine whose policy wants no files has nothing to offer', () => {
  expect(itemsFor(BUSY)).toEqual(['send'])
  expect(itemsFor(BUSY, { managed: ['files'] })).toEqual([])
  expect(itemsFor(BUSY, { managed: ['files'], isOperator: true })).toEqual(['remove'])
})
