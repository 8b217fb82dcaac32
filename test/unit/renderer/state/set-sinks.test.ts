import { describe, expect, test } from 'vitest'
import type { Sink } from '../../../../renderer/call/files/incoming-file.js'
import { type SetOffer, zipSink } from '../../../../renderer/state/files/set-sinks.js'
import { blocksOf, joined, packSet } from '../../../helpers/pack-set.js'

const offerOf = ({ set, size }: ReturnType<typeof packSet>): SetOffer => ({
  ...{ type: 'offer', id: 1, name: 'Holiday', kind: '', size, set },
})

function start() {
  const parts: Uint8Array[] = []
  const state = { isFinished: false, isDiscarded: false }
  const file: Sink = {
    write: async (bytes) => {
      parts.push(bytes.slice())
      return structuredClone(bytes.buffer, { transfer: [bytes.buffer] })
    },
    finish: async () => {
      state.isFinished = true
      return { name: 'Holiday.zip' }
    },
    discard: async () => {
      state.isDiscarded = true
    },
  }
  return { file, parts, state }
}

/** What the directory at the end of a zip says of each of its files, and what is stored of it (APPNOTE.TXT 4.3.12). */
function readZip(bytes: Uint8Array): [name: string, content: string][] {
  const buffer = Buffer.from(bytes)
  const end = buffer.lastIndexOf(Buffer.from('PK\x05\x06'))
  const files: [string, string][] = []
  let at = buffer.readUInt32LE(end + 16)
  for (let count = buffer.readUInt16LE(end + 10); count > 0; count--) {
    const [size, nameLength, extra] = [20, 28, 30].map((field, index) =>
      index === 0 ? buffer.readUInt32LE(at + field) : buffer.readUInt16LE(at + field),
    ) as [number, number, number]
    const name = buffer.toString('utf8', at + 46, at + 46 + nameLength)
    const header = buffer.readUInt32LE(at + 42)
    const data = header + 30 + buffer.readUInt16LE(header + 26) + buffer.readUInt16LE(header + 28)
    files.push([name, buffer.toString('utf8', data, data + size)])
    at += 46 + nameLength + extra
  }
  return files
}

describe('a set that becomes a zip', () => {
  test('has each file as it is under a safe name, and its empty folders', async () => {
    const { file, parts, state } = start()
    const packed = packSet([
      ['one.txt', 'one'],
      ['../더/two.txt', 'two'.repeat(500_000)],
      ['nothing', ''],
      ['empty/', ''],
    ])
    const sink = zipSink(file, offerOf(packed))
    for await (const block of blocksOf(packed.bytes)) {
      // A block is used again once it is written.
      const lent = block.slice()
      await sink.write(lent)
      lent.fill(0)
    }
    expect(await sink.finish()).toEqual({ name: 'Holiday.zip' })
    expect(state).toEqual({ isFinished: true, isDiscarded: false })
    expect(readZip(joined(parts))).toEqual([
      ['one.txt', 'one'],
      ['더/two.txt', 'two'.repeat(500_000)],
      ['nothing', ''],
      ['empty/', ''],
    ])
    expect(parts).toHaveLength(2)
  })

  test('of nothing is a zip of nothing', async () => {
    const { file, parts } = start()
    const packed = packSet([])
    const sink = zipSink(file, offerOf(packed))
    await sink.write(packed.bytes)
    await sink.finish()
    expect(readZip(joined(parts))).toEqual([])
  })

  test('that is given up leaves nothing', async () => {
    const { file, state } = start()
    const packed = packSet([['a', 'xyz']])
    const sink = zipSink(file, offerOf(packed))
    await sink.write(packed.bytes.subarray(0, -1))
    await sink.discard()
    expect(state).toEqual({ isFinished: false, isDiscarded: true })
  })

  test('tells of a disk that is full, and of a set that is not what was offered', async () => {
    const full = start()
    full.file.write = async () => Promise.reject(new DOMException('full', 'QuotaExceededError'))
    const packed = packSet([['a', 'x'.repeat(3 * 1024 * 1024)]])
    const sink = zipSink(full.file, offerOf(packed))
    const writing = (async () => {
      for await (const block of blocksOf(packed.bytes)) await sink.write(block)
    })()
    await expect(writing).rejects.toThrow('full')
    const broken = zipSink(start().file, { ...offerOf(packed), set: { files: 2, list: packed.set.list } })
    await expect(broken.write(packed.bytes)).rejects.toThrow('does not fit')
  })
})
