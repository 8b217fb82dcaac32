import type { Page } from 'playwright'
import { expectPictureMoves, join } from '../helpers/call-page.js'
import { expect, test } from './support/fixtures.js'

const TEXTS = [
  '<img src=x onerror="document.title=\'pwned\'"><b>bold</b>',
  'مرحبا بالجميع',
  '안녕하세요',
  'Привет всем',
  '👩‍👩‍👧‍👦🎉',
]

async function write(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Message' }).fill(text)
  await page.getByRole('button', { name: 'Send' }).click()
}

async function bothInCall(ann: Page, bob: Page): Promise<void> {
  await join(ann, 'Ann', 'standup')
  await join(bob, 'Bob', 'standup')
  await expectPictureMoves(ann)
  await expectPictureMoves(bob)
}

/** Has one page open a channel of its own to the other, and close it again. Gives the state in which the other saw it last. */
async function openAndClose(from: Page, to: Page, label: string): Promise<RTCDataChannelState> {
  // In an object, since a promise would be waited for here.
  const waiting = await to.evaluateHandle(
    (name) => ({
      seen: new Promise<RTCDataChannel>((resolve) => {
        for (const connection of window.connections) {
          connection.addEventListener('datachannel', ({ channel }) => channel.label === name && resolve(channel))
        }
      }).then((channel) => ({ channel, closed: new Promise((resolve) => channel.addEventListener('close', resolve)) })),
    }),
    label,
  )
  const opened = await from.evaluateHandle((name) => window.connections.at(-1)?.createDataChannel(name), label)
  await waiting.evaluate(async ({ seen }) => void (await seen))
  await opened.evaluate((channel) => channel?.close())
  return waiting.evaluate(async ({ seen }) => {
    const { channel, closed } = await seen
    await closed
    return channel.readyState
  })
}

test('chat in the lobby', async ({ people }) => {
  const [ann, bob] = [await people.open(), await people.open()]
  // Who came in is told to those who are there.
  await expect(ann.getByRole('button', { name: 'Call Guest' })).toBeVisible()
  await ann.getByLabel('Your name').fill('Ann')
  await expect(bob.getByRole('button', { name: 'Call Ann' })).toBeVisible()

  await test.step('whoever opens the chat can write at once, also the second time', async () => {
    for (const _ of ['fetched', 'there already']) {
      await ann.getByRole('button', { name: 'Chat' }).click()
      await expect(ann.getByRole('textbox', { name: 'Message' })).toBeFocused()
      await ann.keyboard.press('Escape')
      await expect(ann.getByRole('button', { name: 'Chat' })).toBeFocused()
    }
  })

  for (const page of [ann, bob]) await page.getByRole('button', { name: 'Chat' }).click()

  await test.step('what is written in the lobby reaches everyone there, as it was written', async () => {
    const log = bob.getByRole('log')
    for (const text of TEXTS) {
      await write(ann, text)
      await expect(log.getByText(text, { exact: true })).toBeVisible()
    }
    // Nothing is sent of what nobody would see.
    for (const text of ['\u200b', '\u3164', '\u2800\n', '\u202e']) await write(ann, text)
    await write(ann, 'visible')
    await expect(log.getByText('visible', { exact: true })).toBeVisible()
    await expect(log.getByRole('time')).toHaveCount(TEXTS.length + 1)
    await expect(log.locator('img, b')).toHaveCount(0)
    await expect(log.getByText('Ann ·').first()).toBeVisible()
    await expect(log.getByText('Ann came in.')).toBeVisible()
    await expect(bob).toHaveTitle('Lanline')
    await expect(ann.getByRole('log').getByText(TEXTS[1] ?? '')).toHaveCount(1)
  })

  await test.step('addresses of the web become links that open apart, and nothing else does', async () => {
    await write(ann, 'see https://example.org/a?b=(c), javascript:alert(1) and http://192.168.1.5:8080/x.')
    const links = ann.getByRole('log').getByRole('link')
    await expect(links).toHaveCount(2)
    await expect(links.first()).toHaveAttribute('href', 'https://example.org/a?b=(c)')
    await expect(links.last()).toHaveAttribute('href', 'http://192.168.1.5:8080/x')
    for (const link of await links.all()) {
      await expect(link).toHaveAttribute('target', '_blank')
      await expect(link).toHaveAttribute('rel', 'noopener noreferrer')
    }
  })

  await test.step('whoever reads older messages stays there, and is led to the new ones', async () => {
    const log = bob.getByRole('log')
    await write(ann, `first${'\n.'.repeat(100)}`)
    await write(ann, 'second')
    await expect(log.getByText('second')).toBeInViewport()
    const down = bob.getByRole('button', { name: 'New messages' })

    await log.evaluate((element) => {
      element.scrollTop = 0
    })
    await expect(log.getByText('second')).not.toBeInViewport()
    await write(ann, 'third')
    await expect(down).toBeVisible()
    expect(await log.evaluate(({ scrollTop }) => scrollTop)).toBe(0)
    await down.click()
    await expect(log.getByText('third')).toBeInViewport()
    await expect(down).toBeHidden()
    await expect(bob.getByRole('textbox', { name: 'Message' })).toBeFocused()

    await log.evaluate((element) => {
      element.scrollTop = 0
    })
    await write(bob, 'fourth')
    await expect(log.getByText('fourth')).toBeInViewport()
    await expect(down).toBeHidden()
  })

  await test.step('4,000 characters are sent, 4,001 are refused and stay in the field', async () => {
    const longest = 'x'.repeat(4_000)
    await write(ann, longest)
    await expect(bob.getByRole('log').getByText(longest)).toBeVisible()

    await ann.getByRole('textbox', { name: 'Message' }).fill(`${longest}y`)
    await expect(ann.getByRole('alert')).toHaveText('A message has at most 4,000 characters; this one has 4,001.')
    await expect(ann.getByRole('button', { name: 'Send' })).toBeDisabled()
    await ann.getByRole('textbox', { name: 'Message' }).press('Enter')
    await expect(ann.getByRole('textbox', { name: 'Message' })).toHaveValue(`${longest}y`)
    await expect(ann.getByRole('log').getByText('xy')).toHaveCount(0)
  })
})

test('chat in a call', async ({ people }) => {
  const [ann, bob] = [await people.open(), await people.open()]
  const sent: string[] = []
  ann.on('websocket', (socket) => socket.on('framesent', ({ payload }) => sent.push(String(payload))))
  await ann.reload()
  await bothInCall(ann, bob)

  await test.step('in a call chat goes from peer to peer, with a mark for what is unread', async () => {
    await ann.getByRole('button', { name: 'Chat' }).click()
    for (const text of TEXTS) await write(ann, text)
    await expect(bob.getByRole('button', { name: 'Chat' })).toHaveAccessibleDescription('5 unread')
    // By the news of the last message, which is gone once the chat is open.
    await bob.getByRole('button', { name: /^Ann/ }).click()
    for (const text of TEXTS) await expect(bob.getByRole('log').getByText(text, { exact: true })).toBeVisible()
    await expect(bob.getByRole('button', { name: 'Chat' })).not.toHaveAccessibleDescription(/unread/)
    expect(sent.some((frame) => frame.includes('standup'))).toBe(true)
    expect(sent.filter((frame) => frame.includes('Привет'))).toEqual([])

    await bob.keyboard.press('Escape')
    await expect(bob.getByRole('textbox', { name: 'Message' })).toBeHidden()
    await expect(bob.getByRole('button', { name: 'Chat' })).toBeFocused()
  })

  await test.step('a channel that the page does not know ends neither chat nor call', async () => {
    await bob.getByRole('button', { name: 'Chat' }).click()
    const heard = await openAndClose(ann, bob, 'something new')
    expect(heard).toBe('closed')
    await write(ann, 'still here')
    await expect(bob.getByRole('log').getByText('still here', { exact: true })).toBeVisible()
    await write(bob, 'so am I')
    await expect(ann.getByRole('log').getByText('so am I', { exact: true })).toBeVisible()
    await expectPictureMoves(ann)
    await expect(ann.getByRole('status')).toContainText('In a call with')
  })

  await test.step('without a channel between peers the host carries the chat', async () => {
    // Ann's page thinks that its channel is not open.
    await ann.evaluate(() => {
      Object.defineProperty(RTCDataChannel.prototype, 'readyState', { get: () => 'connecting' })
    })
    await write(ann, 'by way of the host')
    await expect(bob.getByRole('log').getByText('by way of the host')).toHaveCount(1)
    await expect(ann.getByRole('log').getByText('by way of the host')).toHaveCount(1)
  })
})
