import { release } from 'node:os'
import { expectPictureMoves } from '../../helpers/call-page.js'
import { callOfTwo } from '../support/call-of-two.js'
import { IS_WAYLAND } from '../support/electron-apps.js'
import { expect, test } from '../support/fixtures.js'

test('a screen that was picked from the list is seen by the other side', async ({ apps }) => {
  test.skip(process.platform === 'darwin', 'macOS asks the person first, and from 15 on has a picker of its own.')
  test.skip(IS_WAYLAND, 'Wayland has a picker of its own.')
  const [ann, bob] = await callOfTwo(apps)

  const share = ann.page.getByRole('button', { name: 'Share screen' })
  const picker = ann.page.getByRole('dialog', { name: 'Share your screen' })
  await share.click()
  await expect(picker.getByRole('group', { name: 'Screens' }).getByRole('radio').first()).toBeChecked()
  const isWindows11 = process.platform === 'win32' && Number(release().split('.')[2]) >= 22_000
  await expect(picker.getByLabel('Share the computer’s sound too')).toHaveCount(isWindows11 ? 1 : 0)
  await picker.getByRole('button', { name: 'Cancel' }).click()
  await expect(share).toHaveAttribute('aria-busy', 'false')

  await share.click()
  await picker.getByRole('button', { name: 'Share', exact: true }).click()
  await expect(ann.page.getByText('You are sharing your screen')).toBeVisible()
  await expectPictureMoves(bob.page, 'remote-screen')
})
