import { describe, expect, test } from 'vitest'
import { blockEnd, FILE_LIMITS, FileMessage, isBlockEnd, packChunk, packing, readChunk } from '../../../common/files.js'
import { readAs } from '../../../common/schema.js'

const { block, chunk, name, size } = FILE_LIMITS
const OFFER = { type: 'offer', id: 1, name: 'report.pdf', size: 3, kind: 'application/pdf' }
const HASH = 'a'.repeat(64)

describe('messages', () => {
  test.each([
    [{ type: 'ready' }],
    [OFFER],
    [{ ...OFFER, id: 0xffff_ffff, size, name: '😀'.repeat(name), kind: '' }],
    [{ ...OFFER, name: '', set: { files: FILE_LIMITS.setEntries, list: 2 } }],
    [{ type: 'accept', id: 1, from: 0 }],
    [{ type: 'block', id: 1, end: 3, hash: HASH }],
    [{ type: 'verified', id: 1, to: 3 }],
    [{ type: 'saved', id: 1 }],
    [{ type: 'pause', id: 1, isPaused: true }],
    [{ type: 'end', id: 1, why: 'disk-full' }],
  ])('%j is one', (message) => {
    expect(readAs(FileMessage, message)).toEqual(message)
  })

  test.each([
    [undefined],
    [{}],
    [{ type: 'run', id: 1 }],
    [{ ...OFFER, set: {} }],
    [{ ...OFFER, set: { files: FILE_LIMITS.setEntries + 1, list: 2 } }],
    [{ ...OFFER, set: { files: 1, list: FILE_LIMITS.setList + 1 } }],
    [{ ...OFFER, id: -1 }],
    [{ ...OFFER, id: 2 ** 32 }],
    [{ ...OFFER, id: 0.5 }],
    [{ ...OFFER, size: -1 }],
    [{ ...OFFER, size: size + 1 }],
    [{ ...OFFER, size: Number.NaN }],
    [{ ...OFFER, name: 'x'.repeat(name + 1) }],
    [{ ...OFFER, kind: 'x'.repeat(128) }],
    [{ type: 'accept', id: 1 }],
    [{ type: 'block', id: 1, end: 3, hash: HASH.toUpperCase() }],
    [{ type: 'block', id: 1, end: 3, hash: 'a'.repeat(63) }],
    [{ type: 'end', id: 1, why: 'because' }],
  ])('%j is none', (message) => {
    expect(readAs(FileMessage, message)).toBeUndefined()
  })
})

describe('chunks', () => {
  test('are read as they were packed', () => {
    const bytes = new Uint8Array([1, 2, 3])
    const packed = packChunk({ id: 0xffff_fffe, at: 2 ** 42 + 1, bytes }, packing())
    expect(readChunk(packed.slice().buffer)).toEqual({
      id: 0xffff_fffe,
      at: 2 ** 42 + 1,
      bytes,
    })
  })

  test.each([0, 11, 12, 12 + chunk + 1])('of %i bytes with the header are none', (length) => {
    expect(readChunk(new ArrayBuffer(length))).toBeUndefined()
  })
})

test.each([
  [0, 0, 0],
  [0, 10, 10],
  [0, block, block],
  [0, 3 * block, block],
  [block - 1, 3 * block, block],
  [block, 3 * block, 2 * block],
  [2 * block, 2 * block + 5, 2 * block + 5],
])('the block at %i of %i ends at %i', (at, of, end) => {
  expect(blockEnd(at, of)).toBe(end)
  expect(isBlockEnd(end, of)).toBe(true)
})

test('a transfer goes on at no other place than between blocks', () => {
  expect(isBlockEnd(block + 1, 3 * block)).toBe(false)
})
