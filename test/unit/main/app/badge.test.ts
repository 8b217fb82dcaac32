import type { NativeImage } from 'electron'
import { describe, expect, test } from 'vitest'
import type { PageStatus } from '../../../../common/page-status.js'
import { badge } from '../../../../main/app/badge.js'
import { fakeElectron } from '../../../helpers/fake-electron.js'
import { FakeWindow } from '../../../helpers/fake-window.js'

const NOTHING = { icon: null, description: '' }
const unread = (count: number): PageStatus => ({ activity: 'in-call', microphone: 'on', unread: count })

function start(platform: NodeJS.Platform) {
  const counts: (number | undefined)[] = []
  const setBadgeCount = (count?: number) => {
    counts.push(count)
    return true
  }
  const drawn: Buffer[] = []
  const createFromBitmap = (pixels: Buffer) => {
    drawn.push(pixels)
    return 'dot' as unknown as NativeImage
  }
  const window = new FakeWindow()
  const current = () => (window.destroyed ? undefined : window.asWindow)
  const show = badge(fakeElectron({ app: { setBadgeCount }, nativeImage: { createFromBitmap } }), current, platform)
  return { counts, drawn, window, show }
}

describe('badge', () => {
  test.each(['darwin', 'linux'] as const)('counts on %s, and not where there is no page', (platform) => {
    const { counts, drawn, window, show } = start(platform)
    for (const status of [unread(0), unread(2), unread(2), unread(0), unread(1), undefined]) show(status)
    expect(counts).toEqual([2, 0, 1, 0])
    expect(drawn).toEqual([])
    expect(window).toMatchObject({ flashing: false, overlay: NOTHING })
  })
})

describe('badge on Windows', () => {
  test('is a dot that says how many there are, and goes with the last', () => {
    const { counts, window, show } = start('win32')
    show(unread(1))
    expect(window.overlay).toEqual({ icon: 'dot', description: '1 unread message' })
    show(unread(2))
    expect(window.overlay).toEqual({ icon: 'dot', description: '2 unread messages' })
    show(unread(0))
    expect(window.overlay).toEqual(NOTHING)
    show(unread(1))
    show(undefined)
    expect(window.overlay).toEqual(NOTHING)
    expect(counts).toEqual([])
  })

  test('is round: opaque in the middle, and nothing in the corners', () => {
    const [pixels] = start('win32').drawn
    const pixel = (x: number, y: number) => [...(pixels ?? []).slice((y * 16 + x) * 4, (y * 16 + x + 1) * 4)]
    expect(pixels).toHaveLength(16 * 16 * 4)
    expect(pixel(8, 8)).toEqual([0x2a, 0x38, 0xd0, 0xff])
    for (const corner of [pixel(0, 0), pixel(15, 0), pixel(0, 15), pixel(15, 15)]) expect(corner).toEqual([0, 0, 0, 0])
  })

  test('flashes for one more, while the window is elsewhere', () => {
    const { window, show } = start('win32')
    show(unread(1))
    expect(window.flashing).toBe(true)
    window.flashing = false
    show(unread(1))
    show(unread(0))
    expect(window.flashing).toBe(false)
    window.show()
    show(unread(1))
    expect(window.flashing).toBe(false)
  })

  test('survives a window that is closed', () => {
    const { window, show } = start('win32')
    show(unread(1))
    window.close()
    expect(() => show(undefined)).not.toThrow()
    expect(() => show(unread(2))).not.toThrow()
  })
})
