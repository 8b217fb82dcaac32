import { expect, test } from 'vitest'
import { NO_ZOOM, panBy, zoomAt, zoomByKey } from '../../../../renderer/ui/zoom.js'

const FRAME = { width: 800, height: 600 }

test('what is under the pointer stays there', () => {
  const zoom = zoomAt(NO_ZOOM, 2, { x: 100, y: -50 }, FRAME)
  expect(zoom).toEqual({ scale: 2, x: -100, y: 50 })
  expect(zoomAt(zoom, 0.5, { x: 100, y: -50 }, FRAME)).toEqual(NO_ZOOM)
})

test('a picture is never smaller than its frame, nor more than eight times as large', () => {
  expect(zoomAt(NO_ZOOM, 0.1, { x: 300, y: 0 }, FRAME)).toEqual(NO_ZOOM)
  expect(zoomAt(NO_ZOOM, 100, { x: 0, y: 0 }, FRAME).scale).toBe(8)
})

test('an enlarged picture is moved to its edges and no further', () => {
  const zoom = zoomAt(NO_ZOOM, 2, { x: 0, y: 0 }, FRAME)
  expect(panBy(zoom, { x: 30, y: -20 }, FRAME)).toEqual({ scale: 2, x: 30, y: -20 })
  expect(panBy(zoom, { x: 9_000, y: -9_000 }, FRAME)).toEqual({ scale: 2, x: 400, y: -300 })
  expect(panBy(NO_ZOOM, { x: 30, y: 30 }, FRAME)).toEqual(NO_ZOOM)
})

test('keys enlarge it, show what lies to a side, and show all of it again', () => {
  const zoom = ['+', '=', '+', '='].reduce((before, key) => zoomByKey(before, key, FRAME) ?? before, NO_ZOOM)
  expect(zoom.scale).toBeCloseTo(1.25 ** 4)
  const right = zoomByKey(zoom, 'ArrowRight', FRAME) ?? NO_ZOOM
  expect(right).toEqual({ scale: zoom.scale, x: -80, y: 0 })
  expect(zoomByKey(right, 'ArrowLeft', FRAME)).toEqual({ ...zoom, x: 0 })
  expect(zoomByKey(zoom, 'ArrowDown', FRAME)).toEqual({ ...zoom, y: -60 })
  expect(zoomByKey(zoom, 'ArrowUp', FRAME)).toEqual({ ...zoom, y: 60 })
  expect(zoomByKey(zoom, '-', FRAME)?.scale).toBeCloseTo(1.25 ** 3)
  expect(zoomByKey(right, '0', FRAME)).toEqual(NO_ZOOM)
  expect(zoomByKey(zoom, 'm', FRAME)).toBeUndefined()
})
