import { setImmediate as settled } from 'node:timers/promises'
import { h, render } from 'preact'
import { act } from 'preact/test-utils'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { useZoom } from '../../../../renderer/ui/use-zoom.js'
import { NO_ZOOM, type Zoom } from '../../../../renderer/ui/zoom.js'
import { fakeDocument } from '../../../helpers/fake-document.js'

/** The frame of a shared screen, whose middle is at 400, 300. */
class Frame extends EventTarget {
  readonly captured: number[] = []
  getBoundingClientRect = () => ({ left: 0, top: 0, width: 800, height: 600 })
  setPointerCapture = (id: number) => void this.captured.push(id)
}

let frame: Frame
let zoom: Zoom
let endZoom: () => void

beforeEach(async () => {
  vi.stubGlobal('Element', class {})
  frame = new Frame()
  const ref = { current: frame as unknown as HTMLElement }
  const Screen = () => {
    ;[zoom, endZoom] = useZoom(ref)
    return null
  }
  const root = fakeDocument()
  await act(() => render(h(Screen, {}), root))
  onTestFinished(() => render(null, root))
})

/** Has the frame hear of this; gives whether the page would scroll all the same. */
async function happen(type: string, facts: object): Promise<boolean> {
  const scrolls = frame.dispatchEvent(Object.assign(new Event(type, { cancelable: true }), facts))
  await settled()
  return scrolls
}

const at = (clientX: number, clientY: number) => ({ clientX, clientY })
const finger = (pointerId: number, clientX: number, clientY: number) => ({ pointerId, clientX, clientY })

test('the wheel enlarges what is under the pointer, and scrolls nothing', async () => {
  expect(await happen('wheel', { deltaY: -500, ...at(600, 300) })).toBe(false)
  expect(zoom.scale).toBeCloseTo(Math.E)
  expect(zoom.x).toBeCloseTo(-200 * (Math.E - 1))
  expect(zoom.y).toBeCloseTo(0)
  await happen('wheel', { deltaY: 5_000, ...at(600, 300) })
  expect(zoom).toEqual(NO_ZOOM)
})

test('two fingers enlarge by as much as they go apart; one moves what is enlarged', async () => {
  await happen('pointerdown', finger(1, 350, 300))
  await happen('pointerdown', finger(2, 450, 300))
  expect(frame.captured).toEqual([1, 2])
  await happen('pointermove', finger(2, 550, 300))
  expect(zoom.scale).toBeCloseTo(2)
  await happen('pointerup', finger(1, 350, 300))
  const before = zoom
  await happen('pointermove', finger(2, 560, 330))
  expect(zoom).toEqual({ scale: before.scale, x: before.x + 10, y: before.y + 30 })
  await happen('pointercancel', finger(2, 560, 330))
  await happen('pointermove', finger(2, 0, 0))
  expect(zoom).toEqual({ scale: before.scale, x: before.x + 10, y: before.y + 30 })
})

test('keys do the same, but not with others held, which are the browser’s; all of it comes back at once', async () => {
  expect(await happen('keydown', { key: '+', ctrlKey: true })).toBe(true)
  expect(zoom).toEqual(NO_ZOOM)
  expect(await happen('keydown', { key: '+' })).toBe(false)
  expect(zoom.scale).toBeCloseTo(1.25)
  endZoom()
  await settled()
  expect(zoom).toEqual(NO_ZOOM)
})
