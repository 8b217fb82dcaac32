import { options } from 'preact'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { drawByFrame } from '../../../../renderer/ui/frames.js'

let frames: Map<number, () => void>
const draw = vi.fn()

beforeEach(() => {
  frames = new Map()
  draw.mockClear()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const before = globalThis.document
  Object.assign(globalThis, {
    document: { hidden: false },
    requestAnimationFrame(callback: () => void) {
      const id = frames.size + 1
      frames.set(id, callback)
      return id
    },
    cancelAnimationFrame: (id: number) => frames.delete(id),
  })
  onTestFinished(() => {
    delete options.debounceRendering
    globalThis.document = before
    for (const name of ['requestAnimationFrame', 'cancelAnimationFrame']) Reflect.deleteProperty(globalThis, name)
    vi.useRealTimers()
  })
  drawByFrame()
})

const nextFrame = () => {
  for (const callback of frames.values()) callback()
}

test('a change is drawn with the next frame, and once', () => {
  options.debounceRendering?.(draw)
  expect(draw).not.toHaveBeenCalled()
  nextFrame()
  vi.runAllTimers()
  expect(draw).toHaveBeenCalledTimes(1)
})

test('where the frame does not come a change is drawn all the same, and once', () => {
  options.debounceRendering?.(draw)
  vi.runAllTimers()
  nextFrame()
  expect(draw).toHaveBeenCalledTimes(1)
})

test('on a page that is hidden a change is drawn at once', async () => {
  Object.assign(document, { hidden: true })
  options.debounceRendering?.(draw)
  await Promise.resolve()
  expect(draw).toHaveBeenCalledTimes(1)
  expect(frames.size).toBe(0)
})
