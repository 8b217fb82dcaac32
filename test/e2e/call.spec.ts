import {
  expectCameraOn,
  expectPictureMoves,
  expectSeesAndHears,
  expectStatus,
  expectStatusHas,
  expectWaiting,
  join,
  received,
} from '../helpers/call-page.js'
import { expect, test } from './support/fixtures.js'
import { fillAddress } from './support/move-to.js'

test('two people in one room see and hear each other, and no more of one than they want', async ({ people }) => {
  const [ann, bob] = [await people.open(), await people.open()]
  await join(ann, 'Ann', 'standup')
  await expectWaiting(ann)
  await join(bob, 'Bob', 'standup')

  await expectSeesAndHears(ann, bob)
  await expect(ann.getByText('Bob', { exact: true })).toBeVisible()
  await expect(bob.getByText('Ann', { exact: true })).toBeVisible()
  await expectStatus(bob, 'In a call with Ann.')
  await expect(bob.getByLabel('Muted')).toHaveCount(0)

  await test.step('a camera that is turned off is released, and back without a new negotiation', async () => {
    const offers = () => bob.evaluate(() => window.connections[0]?.currentRemoteDescription?.sdp)
    const before = await offers()
    await ann.getByRole('button', { name: 'Turn off camera' }).click()
    await expect(bob.getByTestId('remote-video')).toHaveCSS('opacity', '0')
    const tracks = await ann
      .getByTestId('local-video')
      .evaluate((video: HTMLVideoElement) => (video.srcObject as MediaStream | null)?.getVideoTracks().length ?? 0)
    expect(tracks).toBe(0)

    await ann.getByRole('button', { name: 'Turn on camera' }).click()
    await expect(bob.getByTestId('remote-video')).toHaveCSS('opacity', '1')
    await expectSeesAndHears(bob)
    expect(await offers()).toBe(before)
  })

  await test.step('a muted microphone sends silence and is marked as muted', async () => {
    await ann.getByRole('button', { name: 'Mute microphone' }).click()
    await expect(bob.getByLabel('Muted')).toHaveCount(1)
    // What was on its way may still arrive; from some moment on there is sound no more, though packets go on.
    let earlier = await received(bob)
    await expect
      .poll(
        async () => {
          const now = await received(bob)
          const isSilent = now.audioEnergy - earlier.audioEnergy < 1e-6 && now.audioPackets > earlier.audioPackets + 40
          if (now.audioPackets > earlier.audioPackets + 40) earlier = now
          return isSilent
        },
        { intervals: [250] },
      )
      .toBe(true)

    await ann.getByRole('button', { name: 'Unmute microphone' }).click()
    await expect(bob.getByLabel('Muted')).toHaveCount(0)
    await expectSeesAndHears(bob)
  })
})

test('people leave a room of two, and others take their place', async ({ people }) => {
  const [ann, bob] = [await people.open(), await people.open()]
  await join(ann, 'Ann', 'standup')
  await expectWaiting(ann)
  await join(bob, 'Bob', 'standup')
  await expectPictureMoves(bob)

  const carl = await people.open()
  await test.step('the third person is told that the room is full, and gets in once there is space', async () => {
    await join(carl, 'Carl', 'standup')
    await expect(carl.getByRole('heading', { name: 'standup is full (2 of 2)' })).toBeVisible()
    await expect(carl.getByRole('alert')).toBeVisible()
    await expectSeesAndHears(ann)
    await carl.getByRole('button', { name: 'Tell me when there is room' }).click()
    await expectStatus(carl, 'You go in as soon as someone leaves.')
    await bob.getByRole('button', { name: 'Hang up' }).click()
    await expectSeesAndHears(carl, ann)
    await expectStatus(ann, 'In a call with Carl.')
    await expectStatus(carl, 'In a call with Ann.')
  })

  await test.step('closing the window leaves the room at once', async () => {
    await carl.close()
    // Well before the seat of a lost connection is given away.
    await expectStatusHas(ann, 'Carl left', { timeout: 12_000 })
    await expectWaiting(ann)
  })

  await test.step('whoever hangs up is told how long it was, and can call again', async () => {
    await expect(bob.getByRole('heading', { name: /^You left standup · \d+:\d\d$/ })).toBeVisible()
    await bob.getByRole('button', { name: 'Back' }).click()
    await join(bob, 'Bob', 'standup')
    await expectSeesAndHears(ann, bob)
  })
})

test('everything works by keyboard', async ({ people }) => {
  const ann = await people.open()
  await expectCameraOn(ann)
  await ann.keyboard.press('m')
  await expect(ann.getByRole('button', { name: 'Unmute microphone' })).toBeVisible()
  await ann.keyboard.press('v')
  await expect(ann.getByRole('button', { name: 'Turn on camera' })).toBeVisible()

  await ann.getByLabel('Your name').focus()
  await ann.keyboard.type('Vim')
  await expect(ann.getByLabel('Your name')).toHaveValue('Vim')
  await expect(ann.getByRole('button', { name: 'Unmute microphone' })).toBeVisible()
  await ann.keyboard.press('Tab')
  await ann.keyboard.press('Tab')
  await expect(ann.getByRole('button', { name: 'Enter a room' })).toBeFocused()
  await ann.keyboard.press('Enter')
  await ann.keyboard.type('standup')
  await ann.keyboard.press('Enter')
  await expectWaiting(ann)

  await ann.keyboard.press('m')
  await expect(ann.getByRole('button', { name: 'Mute microphone' })).toBeVisible()
  await ann.getByRole('button', { name: 'Hang up' }).press('Enter')
  await expect(ann.getByRole('button', { name: 'Join room' })).toBeVisible()
})

test('what was entered wrongly is said, and changes nothing', async ({ people }) => {
  const ann = await people.open()
  const problem = ann.getByRole('alert')
  await fillAddress(ann, 'hello world')
  await ann.getByRole('button', { name: 'Connect' }).click()
  await expect(problem).toContainText('That is not an address')
  await fillAddress(ann, '127.0.0.1:9')
  await ann.getByLabel('Host address').press('Enter')
  await expect(problem).toContainText('Nothing answered there')
  await fillAddress(ann, '')

  await join(ann, 'Ann', '   ')
  await expect(problem.filter({ hasText: 'Type a room name that you and the others agree on.' })).toBeVisible()
  await join(ann, 'Ann', 'x'.repeat(65))
  await expect(problem.filter({ hasText: 'at most 64' })).toBeVisible()
  await join(ann, 'x'.repeat(41), 'standup')
  await expect(problem.filter({ hasText: 'at most 40' })).toBeVisible()
  await join(ann, 'Ann', 'комната 방 🎉')
  await expectWaiting(ann)
  await expect(ann.getByRole('heading')).toContainText('комната 방 🎉')
})
