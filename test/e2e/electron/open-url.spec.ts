import { expect, test } from '../support/fixtures.js'

test('a link that macOS hands over asks the person', async ({ apps }) => {
  const [host, guest] = [await apps.launch(), await apps.launch()]
  await expect(guest.page.getByText('Hosting')).toBeVisible()
  const address = new URL(host.page.url()).host
  // As the system does on a click on a link; it would hand one to whichever Lanline is installed.
  await guest.app.evaluate(
    ({ app }, link) => app.emit('open-url', new Event('open-url'), link),
    `lanline://${address}/standup`,
  )
  await expect(guest.page.getByRole('dialog', { name: `Join standup at ${address}?` })).toBeVisible()
})
