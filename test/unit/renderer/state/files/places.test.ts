import '../../../../helpers/page-globals.js'
import { expect, test, vi } from 'vitest'
import type { Bridge } from '../../../../../common/bridge.js'
import { findPlaces } from '../../../../../renderer/state/files/places.js'

const OFFER = { type: 'offer', id: 7, name: 'a.txt', size: 9, kind: 'text/plain' } as const

/** The keys under which the app is asked for a part of these. */
async function keysOf(
  ...offers: (readonly [from: string, offer: Parameters<ReturnType<typeof findPlaces>['find']>[1]])[]
) {
  const keptDownload = vi.fn(async (_key: string) => 4)
  const places = findPlaces({ keptDownload } as unknown as Bridge)
  for (const [from, offer] of offers) await places.find(from, offer)
  return keptDownload.mock.calls.map(([key]) => key)
}

test('a part is found for the very offer alone that it is of', async () => {
  const keys = await keysOf(
    ['ann', OFFER],
    ['bob', OFFER],
    ['ann', { ...OFFER, id: 8 }],
    ['ann', { ...OFFER, name: 'a.exe' }],
    ['ann', { ...OFFER, size: 10 }],
    ['ann', OFFER],
  )
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{64}$/)
  expect(new Set(keys).size).toBe(5)
  expect(keys.at(-1)).toBe(keys[0])
})

test('of a set nothing is found, since what is there of it are no bytes as they were sent', async () => {
  expect(await keysOf(['ann', { ...OFFER, set: { files: 2, list: 8 } }])).toEqual([])
})
