import type { LaunchedApp } from '../support/electron-apps.js'
import { expect, test } from '../support/fixtures.js'
import { LocalHost } from '../support/hosts.js'
import { fillAddress, moveTo } from '../support/move-to.js'

/** Whether the window would accept the certificate of the host's secure door. */
const accepts = ({ app }: LaunchedApp, host: LocalHost) =>
  app.evaluate(
    ({ net }, url) =>
      net.fetch(url).then(
        ({ ok }) => ok,
        () => false,
      ),
    `https://localhost:${host.securePort}/`,
  )

test('a host whose key is another than before is refused, and the person is told', async ({ apps }) => {
  const ann = await apps.launch()
  const host = new LocalHost({ args: ['--secure-port', '0'] })
  try {
    await host.start()
    const address = `localhost:${host.port}`
    await moveTo(ann.page, address)
    expect(await accepts(ann, host)).toBe(true)
    await ann.page.getByRole('button', { name: 'Use this computer instead' }).click()

    // It keeps its key nowhere, so that it comes back with another.
    await host.stop()
    await host.start()
    await fillAddress(ann.page, address)
    await ann.page.getByRole('button', { name: 'Connect' }).click()
    const warning = ann.page.getByRole('dialog', { name: 'This is not the same computer' })
    await expect(warning).toContainText(address)
    expect(await accepts(ann, host)).toBe(false)
    await warning.getByRole('button', { name: 'Do not join' }).click()
    await expect(ann.page.getByLabel('Host address')).toHaveValue(address)
  } finally {
    await host.stop()
  }
})
