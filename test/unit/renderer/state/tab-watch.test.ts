import { signal } from '@preact/signals-core'
import { expect, test, vi } from 'vitest'
import type { Page } from '../../../../renderer/state/other-tabs.js'
import type { Sessions } from '../../../../renderer/state/session.js'
import { CALLS } from '../../../../renderer/state/storage.js'
import { TabWatch } from '../../../../renderer/state/tab-watch.js'
import { fakeStorage } from '../../../helpers/fake-storage.js'

vi.mock('../../../../renderer/state/other-tabs.js', () => {
  throw new Error('The host is away.')
})

test('whoever goes into a room waits for no part of the page that cannot be fetched', async () => {
  vi.stubGlobal('localStorage', fakeStorage())
  vi.stubGlobal('reportError', vi.fn())
  localStorage.setItem(CALLS, '{}')
  const page = { calling: { screen: signal({ kind: 'start' }) } } as unknown as Page
  const watch = new TabWatch(page, {} as Sessions)
  expect(await watch.asksAbout({ kind: 'room', room: 'standup' })).toBe(false)
  expect(reportError).toHaveBeenCalledOnce()
})
