import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BrokenSet, packList, type SetEntry, unpackSet } from '../../../common/file-set.js'
import { FILE_LIMITS } from '../../../common/files.js'
import { blocksOf, packSet } from '../../helpers/pack-set.js'

async function unpacked({ bytes, set, size }: ReturnType<typeof packSet>, block?: number): Promise<[string, string][]> {
  const files: [string, string][] = []
  for await (const { path, isFolder, bytes: parts } of unpackSet(blocksOf(bytes, block), set, size)) {
    const decoder = new TextDecoder()
    let content = ''
    for await (const part of parts) content += decoder.decode(part, { stream: true })
    files.push([isFolder ? `${path}/` : path, content])
  }
  return files
}

const listed = (entries: readonly SetEntry[]) => packList(entries)?.length

describe('a set', () => {
  test('comes out as it went in, in blocks of any length', async () => {
    const contents = fc.array(fc.string({ maxLength: 40 }), { maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(contents, fc.integer({ min: 1, max: 64 }), async (all, block) => {
        const files = all.map((content, number) => [`folder ${number % 3}/${number}.txt`, content] as const)
        expect(await unpacked(packSet(files), block)).toEqual(files)
      }),
    )
  })

  test('has files of nothing and folders with nothing in them', async () => {
    const files = [
      ['a', ''],
      ['nothing here/', ''],
      ['b/c', 'x'],
      ['b/d', ''],
    ] as const
    expect(await unpacked(packSet(files))).toEqual(files)
    expect(await unpacked(packSet([]))).toEqual([])
  })

  test('of another comes out under safe names, no two of them the same', async () => {
    const files = ['../../x', '/etc/x', 'C:\\x', 'CON', 'X', 'x/y', 'a/../../b'].map((path) => [path, path] as const)
    expect(await unpacked(packSet(files))).toEqual([
      ['x', '../../x'],
      ['etc/x', '/etc/x'],
      ['C_/x', 'C:\\x'],
      ['_CON', 'CON'],
      ['X (1)', 'X'],
      ['x (2)/y', 'x/y'],
      ['a/b', 'a/../../b'],
    ])
  })

  test('that is not what was offered is broken', async () => {
    const right = packSet([
      ['a', 'xy'],
      ['b/', ''],
    ])
    const { set, size } = right
    const text = (list: string) => ({ bytes: new TextEncoder().encode(list), set: { files: 1, list: list.length } })
    for (const wrong of [
      { ...right, set: { ...set, files: 2 } },
      { ...right, set: { ...set, list: set.list - 1 } },
      { ...right, size: size + 1 },
      { ...right, bytes: right.bytes.subarray(0, size - 1) },
      { ...text('[["a",1]]'), size: 9 },
      { ...text('[["a",-1],["b",1]]'), size: 18 },
      { ...text('[["a/",1],["b",0]]'), size: 19 },
      { ...text('{"length":1}'), size: 12 },
      { ...text('[[1,1]]'), size: 8 },
    ])
      await expect(unpacked(wrong)).rejects.toThrow(BrokenSet)
  })

  test('has at most so many files, and so many bytes of their paths', () => {
    const entry: SetEntry = ['a', 0]
    expect(listed(Array<SetEntry>(FILE_LIMITS.setEntries).fill(entry))).toBeGreaterThan(0)
    expect(listed(Array<SetEntry>(FILE_LIMITS.setEntries + 1).fill(entry))).toBeUndefined()
    expect(listed([['a'.repeat(FILE_LIMITS.setList), 0]])).toBeUndefined()
  })
})
