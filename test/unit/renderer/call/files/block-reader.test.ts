import { expect, test, vi } from 'vitest'
import { FILE_LIMITS } from '../../../../../common/files.js'
import { BlockReader } from '../../../../../renderer/call/files/block-reader.js'

const { block } = FILE_LIMITS
const bytes = Uint8Array.from({ length: 4 * block + 5 }, (_, at) => (at * 31 + (at >> 12)) & 0xff)

async function readAll(file: Blob, from: number) {
  const reader = new BlockReader(file, from)
  const blocks: { copy: Uint8Array; buffer: ArrayBuffer }[] = []
  for (let at = from; at < bytes.length; ) {
    const next = await reader.next()
    blocks.push({ copy: next.slice(), buffer: next.buffer })
    at += next.length
  }
  reader.close()
  return blocks
}

test.each([0, block, 4 * block])('blocks from %i on are what the file has there', async (from) => {
  const blocks = await readAll(new Blob([bytes]), from)
  expect(blocks.slice(0, -1).every(({ copy }) => copy.length === block)).toBe(true)
  expect(Buffer.concat(blocks.map(({ copy }) => copy)).equals(bytes.subarray(from))).toBe(true)
})

test('blocks are read by slices where the browser has no streams to read into', async () => {
  const file = new Blob([bytes])
  const slice = file.slice.bind(file)
  file.slice = (...of) => {
    const part = slice(...of)
    part.stream = () => new ReadableStream()
    return part
  }
  const blocks = await readAll(file, block)
  expect(Buffer.concat(blocks.map(({ copy }) => copy)).equals(bytes.subarray(block))).toBe(true)
})

test('a file that has become shorter gives less than a block', async () => {
  const file = new Blob([bytes])
  const slice = file.slice.bind(file)
  file.slice = (from) => slice(from, block + 3)
  const reader = new BlockReader(file, 0)
  expect((await reader.next()).length).toBe(block)
  expect((await reader.next()).length).toBe(3)
  reader.close()
})

test('a file that is gone rejects', async () => {
  const file = new Blob([bytes])
  const gone = new DOMException('It is gone.', 'NotReadableError')
  const stream = new ReadableStream({ type: 'bytes', pull: (controller) => controller.error(gone) })
  vi.spyOn(file, 'slice').mockReturnValue({ stream: () => stream } as unknown as Blob)
  const reader = new BlockReader(file, 0)
  await expect(reader.next()).rejects.toBe(gone)
  reader.close()
})
