import { describe, expect, test } from 'vitest'
import type { PageStatus } from '../../../common/page-status.js'
import { badge } from '../../../main/badge.js'
import { FakeWindow } from './fake-window.js'

const unread = (count: number): PageStatus => ({ activity: 'in-call', microphone: 'on', unread: count })

function start(platform: NodeJS.Platform) {
  const counts: (number | undefined)[] = []
  const setBadgeCount = (count?: number) => {
    counts.push(count)
    return true
  }
  const window = new FakeWindow()
  return { counts, window, show: badge({ setBadgeCount }, () => window.asWindow, platform) }
}

describe('badge', () => {
  test.each(['darwin', 'linux'] as const)('counts on %s, and not where there is no page', (platform) => {
    const { counts, window, show } = start(platform)
    for (const status of [unread(0), unread(2), unread(2), unread(0), unread(1), undefined]) show(status)
    expect(counts).toEqual([2, 0, 1, 0])
    expect(window.flashing).toBe(false)
  })

  test('flashes on Windows for one more, while the window is elsewhere', () => {
    const { counts, window, show } = start('win32')
    show(unread(1))
    expect(window.flashing).toBe(true)
    window.flashing = false
    show(unread(1))
    show(unread(0))
    expect(window.flashing).toBe(false)
    window.show()
    show(unread(1))
    expect(window.flashing).toBe(false)
    expect(counts).toEqual([])
  })
})
