import { signal } from '@preact/signals'
import { expect, test, vi } from 'vitest'
import { showProgress } from '../../../../renderer/state/files/show-progress.js'

const itemOf = (size: number) => {
  const state = signal({ verified: 0 })
  return { item: { file: { offer: { size }, state } }, state }
}

test('the app shows how much of all files is there, in whole percents, until they are over', () => {
  const [one, other] = [itemOf(1_000), itemOf(3_000)]
  const underWay = signal<readonly ReturnType<typeof itemOf>['item'][]>([])
  const told = vi.fn(async (_percent: number | null) => {})
  showProgress(underWay, { showProgress: told })
  expect(told).not.toHaveBeenCalled()
  underWay.value = [one.item, other.item]
  for (const verified of [9, 100, 1_000]) one.state.value = { verified }
  other.state.value = { verified: 2_999 }
  underWay.value = [other.item]
  underWay.value = []
  expect(told.mock.calls).toEqual([[0], [2], [25], [99], [null]])
})

test('files of nothing are there', () => {
  const told = vi.fn(async (_percent: number | null) => {})
  showProgress(signal([itemOf(0).item]), { showProgress: told })
  expect(told.mock.calls).toEqual([[100]])
})
