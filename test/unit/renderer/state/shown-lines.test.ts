import { expect, test } from 'vitest'
import { ShownLines } from '../../../../renderer/state/shown-lines.js'

const tile = (camera: number | undefined) => ({ camera, screen: undefined })

test('tells how many lines are shown, in steps, and again only when that is another', () => {
  const lines = new ShownLines()
  expect(lines.look(tile(400), false, 0)).toMatchObject({ camera: 540 })
  expect(lines.look(tile(430), false, 1_000)).toBeUndefined()
  expect(lines.look(tile(700), false, 2_000)).toMatchObject({ camera: 720 })
})

test('tells of more at once, and of less when it stays less', () => {
  const lines = new ShownLines()
  lines.look(tile(700), false, 0)
  expect(lines.look(tile(0), false, 1_000)).toBeUndefined()
  expect(lines.look(tile(700), false, 2_000)).toBeUndefined()
  expect(lines.look(tile(0), false, 3_000)).toBeUndefined()
  expect(lines.look(tile(0), false, 4_000)).toMatchObject({ camera: 0 })
  expect(lines.look(tile(200), false, 5_000)).toMatchObject({ camera: 270 })
})

test('a camera that is off leaves what was told, so that it is back at once', () => {
  const lines = new ShownLines()
  lines.look(tile(300), false, 0)
  expect(lines.look(tile(undefined), false, 1_000)).toBeUndefined()
  expect(lines.look(tile(undefined), false, 2_000)).toBeUndefined()
})

test('nothing is wanted in a window that stays hidden, and all at once when it is back', () => {
  const lines = new ShownLines()
  lines.look(tile(700), false, 0)
  for (const ms of [1_000, 5_000, 10_000]) expect(lines.look(tile(0), true, ms)).toBeUndefined()
  expect([lines.look(tile(0), true, 11_000), lines.look(tile(0), true, 12_000)]).toContainEqual({
    camera: 0,
    screen: 0,
  })
  expect(lines.look(tile(700), false, 13_000)).toMatchObject({ camera: 720 })
})

test('a glance into another window changes nothing', () => {
  const lines = new ShownLines()
  lines.look(tile(700), false, 0)
  expect(lines.look(tile(0), true, 1_000)).toBeUndefined()
  expect(lines.look(tile(0), true, 9_000)).toBeUndefined()
  expect(lines.look(tile(700), false, 9_500)).toBeUndefined()
  expect(lines.look(tile(0), true, 15_000)).toBeUndefined()
})
