import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { chained, NO_BLOCKS } from '../../../../../renderer/call/files/chain.js'
import { sha256 } from '../../../../../renderer/call/files/sha256.js'
import { isThatFile } from '../../../../../renderer/state/files/kept-offers.js'
import { FakeFileChannel } from '../../../../helpers/fake-file-channels.js'
import { channels, chosen, openPage } from '../../../../helpers/files-page.js'

let kept: Map<string, string>
beforeEach(() => {
  kept = new Map()
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
})

const FILE = new File(['some text'], 'a.txt', { lastModified: 1_000 })

test('a set is not kept, which nobody could choose again', async () => {
  const { files, sent, endCall } = openPage()
  await files.send(chosen(FILE, new File(['more'], 'b.txt')))
  expect(sent()).toHaveLength(1)
  expect(kept.size).toBe(0)
  endCall()
})

test('who they are is kept while a file comes in, also where the page goes, and not for a set', async () => {
  onTestFinished(() => {
    channels.value = []
  })
  const { files, endCall, close, keepPerson } = openPage()
  const offer = async (more: object) => {
    const [near, far] = FakeFileChannel.pair()
    channels.value = [Object.assign(far, { label: 'files' }).asChannel]
    near.open()
    near.send(JSON.stringify({ type: 'offer', name: 'a.txt', size: 9, kind: '', ...more }))
    await vi.waitFor(() => expect(files.offers.value).toHaveLength(1), { timeout: 60_000 })
    for (const item of files.offers.value) await files.accept(item)
  }
  await offer({ id: 1, set: { files: 1, list: 8 } })
  expect(files.underWay.value).toHaveLength(1)
  expect(keepPerson.mock.lastCall).toEqual([false])
  await offer({ id: 2 })
  expect(keepPerson.mock.lastCall).toEqual([true])
  close()
  expect(keepPerson.mock.lastCall).toEqual([true])
  endCall()
})

test('what came in a call is listed after it until it is cleared away, and nothing else is', async () => {
  onTestFinished(() => {
    channels.value = []
  })
  const { files, endCall } = openPage({
    beginDownload: async () => ({ id: 'one' }),
    writeDownload: async () => undefined,
    finishDownload: async () => ({ name: 'a.txt' }),
  })
  await files.send(chosen(FILE))
  const [near, far] = FakeFileChannel.pair()
  channels.value = [Object.assign(far, { label: 'files' }).asChannel]
  near.open()
  for (const id of [1, 2]) near.send(JSON.stringify({ type: 'offer', id, name: 'a.txt', size: 0, kind: '' }))
  await vi.waitFor(() => expect(files.offers.value).toHaveLength(2), { timeout: 60_000 })
  const [wanted] = files.offers.value
  if (!wanted) throw new Error('Nothing is offered.')
  await files.accept(wanted)
  await vi.waitFor(() => expect(far.said).toContainEqual({ type: 'accept', id: 1, from: 0 }), { timeout: 60_000 })
  const hash = await chained(NO_BLOCKS, await sha256(new Uint8Array(0)))
  near.send(JSON.stringify({ type: 'block', id: 1, end: 0, hash }))
  await vi.waitFor(() => expect(wanted.file.saved.value?.name).toBe('a.txt'), { timeout: 60_000 })
  expect(files.ofCallsBefore.value).toEqual([])
  endCall()
  expect(files.items.value).toEqual([])
  expect(files.ofCallsBefore.value.map(({ file }) => file)).toEqual([wanted.file])
  files.clear(files.ofCallsBefore.value)
  expect(files.ofCallsBefore.value).toEqual([])
})

test('what was being sent is offered again by the next page, which waits for the file', async () => {
  const first = openPage()
  await first.files.send(chosen(FILE))
  const offer = first.sent()[0]?.file.offer
  first.close()
  const { files, sent, endCall } = openPage()
  const [item] = sent()
  expect(item?.file.offer).toEqual(offer)
  expect(item?.file.state.value.isMissing).toBe(true)
  if (!item) return
  expect(await files.find(item, new File(['some text'], 'a.txt', { lastModified: 2_000 }))).toBe(false)
  expect(await files.find(item, FILE)).toBe(true)
  expect(item.file.state.value.isMissing).toBe(false)
  endCall()
})

test('what is still missing is kept for one more page', async () => {
  const first = openPage()
  await first.files.send(chosen(FILE))
  first.close()
  openPage().close()
  const { sent, endCall } = openPage()
  expect(sent()).toHaveLength(1)
  endCall()
})

test('nothing is kept of a call that the person has ended, or of what is over', async () => {
  const first = openPage()
  await first.files.send(chosen(FILE))
  expect(kept.size).toBe(1)
  first.sent()[0]?.file.cancel()
  expect(kept.size).toBe(0)
  await first.files.send(chosen(FILE))
  first.endCall()
  expect(kept.size).toBe(0)
})

test('nothing is offered again after ten minutes', async () => {
  const first = openPage()
  await first.files.send(chosen(FILE))
  first.close()
  const now = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 600_001)
  const { sent, endCall } = openPage()
  now.mockRestore()
  expect(sent()).toEqual([])
  endCall()
})

test('a file is the same by its size, the time of its last change and its first block', async () => {
  const offer = { type: 'offer', id: 1, name: 'a.txt', size: FILE.size, kind: '' } as const
  const known = { to: 'bob', offer, modified: 1_000, first: undefined }
  expect(await isThatFile(known, FILE)).toBe(true)
  expect(await isThatFile({ ...known, modified: 1_001 }, FILE)).toBe(false)
  expect(await isThatFile({ ...known, offer: { ...offer, size: 1 } }, FILE)).toBe(false)
  expect(await isThatFile({ ...known, first: 'a'.repeat(64) }, FILE)).toBe(false)
})
