import { BRIDGE_ARGUMENTS } from '../../../common/bridge-arguments.js'
import { expect, test } from '../support/fixtures.js'

test('the page has the bridge as it is declared, and nothing else of Node or Electron', async ({ apps }) => {
  const { page } = await apps.launch()
  const offered = await page.evaluate(() => Object.keys(window.lanline ?? {}))
  expect(offered.sort()).toEqual([...Object.keys(BRIDGE_ARGUMENTS), 'on'].sort())

  const foreign = [
    'require',
    'module',
    'exports',
    'process',
    'global',
    'Buffer',
    '__dirname',
    'electron',
    'ipcRenderer',
  ]
  expect(await page.evaluate((names) => names.filter((name) => name in window), foreign)).toEqual([])
})

test('a call with what it does not take is refused', async ({ apps }) => {
  const { page } = await apps.launch()
  const refusal = await page.evaluate(() =>
    window.lanline?.wayTo({ origin: 'file:///etc/passwd' }).catch((error: Error) => error.message),
  )
  expect(refusal).toContain('wayTo does not take that.')
})
