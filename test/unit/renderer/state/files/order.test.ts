import { expect, onTestFinished, test, vi } from 'vitest'
import type { Found } from '../../../../../renderer/state/files/collect.js'
import { FakeFileChannel } from '../../../../helpers/fake-file-channels.js'
import { channels, chosen, openPage } from '../../../../helpers/files-page.js'

const fileOf = (name: string) => new File(['some text'], name)

test('files are offered in the order in which they were chosen, however long each takes to be found', async () => {
  const { files, sent, endCall } = openPage()
  let find = (_found: readonly Found[]) => {}
  const first = files.send(new Promise<readonly Found[]>((resolve) => (find = resolve)))
  const second = files.send(chosen(fileOf('second')))
  const third = files.send(Promise.reject(new Error('It cannot be read.')))
  const fourth = files.send(chosen(fileOf('fourth')))
  find(await chosen(fileOf('first')))
  await Promise.all([first, second, third, fourth])
  expect(sent().map(({ file }) => file.offer.name)).toEqual(['first', 'second', 'fourth'])
  endCall()
})

test('offers are listed in the order in which they came, however long this page looks for parts of each', async () => {
  onTestFinished(() => {
    channels.value = []
  })
  const looked: (() => void)[] = []
  const { files, endCall } = openPage({
    keptDownload: () => new Promise<number>((resolve) => looked.push(() => resolve(0))),
  })
  const [near, far] = FakeFileChannel.pair()
  channels.value = [Object.assign(far, { label: 'files' }).asChannel]
  near.open()
  for (const [id, name] of ['first', 'second'].entries())
    near.send(JSON.stringify({ type: 'offer', id, name, size: 9, kind: '' }))
  await vi.waitFor(() => expect(looked).toHaveLength(2), { timeout: 60_000 })
  for (const [count, found] of looked.reverse().entries()) {
    found()
    await vi.waitFor(() => expect(files.offers.value).toHaveLength(count + 1), { timeout: 60_000 })
  }
  expect(files.offers.value.map(({ file }) => file.offer.name)).toEqual(['first', 'second'])
  endCall()
})
