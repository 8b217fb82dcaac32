import { expect, test } from 'vitest'
import type { PageStatus } from '../../../../common/page-status.js'
import { PageState } from '../../../../main/app/page-state.js'
import { progressCalls } from '../../../../main/app/taskbar-progress.js'
import { FakeWindow } from '../../../helpers/fake-window.js'

const IN_CALL: PageStatus = { activity: 'in-call', microphone: 'on', unread: 0 }

function start() {
  const window = new FakeWindow()
  const page = new PageState()
  page.tell(IN_CALL)
  const { showProgress } = progressCalls(page, () => (window.destroyed ? undefined : window.asWindow))
  return { window, page, showProgress }
}

test('progress is shown in the taskbar as a part of one, each once, and taken away at the end', async () => {
  const { window, showProgress } = start()
  for (const percent of [0, 45, 45, 100, null, null]) await showProgress(percent)
  expect(window.setProgressBar.mock.calls).toEqual([[0], [0.45], [1], [-1]])
})

test('progress goes with the page that has shown it, and stays while the page tells other things', async () => {
  const { window, page, showProgress } = start()
  await showProgress(45)
  page.tell({ ...IN_CALL, unread: 1 })
  expect(window.setProgressBar.mock.calls).toEqual([[0.45]])
  page.forget()
  page.forget()
  expect(window.setProgressBar.mock.calls).toEqual([[0.45], [-1]])
})

test('progress of a page whose window is closed is shown nowhere', async () => {
  const { window, page, showProgress } = start()
  await showProgress(45)
  window.close()
  page.forget()
  await showProgress(46)
  expect(window.setProgressBar.mock.calls).toEqual([[0.45]])
})
