import { describe, expect, test } from 'vitest'
import { unpackSet } from '../../../../common/file-set.js'
import { FILE_LIMITS } from '../../../../common/files.js'
import { collectChosen, collectDropped, toSend } from '../../../../renderer/state/files/collect.js'
import { blocksOf } from '../../../helpers/pack-set.js'

/** A folder as an object, a file as its content. */
interface Tree {
  readonly [name: string]: Tree | string
}

const entryOf = (name: string, inside: Tree | string): FileSystemEntry =>
  (typeof inside === 'string' ? fileEntry(name, inside) : folderEntry(name, inside)) as unknown as FileSystemEntry

const fileEntry = (name: string, content: string) => ({
  ...{ name, isFile: true, isDirectory: false },
  file: (resolve: (file: File) => void, reject: (error: Error) => void) =>
    content === 'unreadable' ? reject(new Error('It is gone.')) : resolve(new File([content], name)),
})

/** Tells of two at a time, as browsers tell of a hundred. */
const folderEntry = (name: string, inside: Tree) => ({
  ...{ name, isFile: false, isDirectory: true },
  createReader: () => {
    const entries = Object.entries(inside).map(([name, inside]) => entryOf(name, inside))
    return { readEntries: (resolve: (some: FileSystemEntry[]) => void) => resolve(entries.splice(0, 2)) }
  },
})

const dropped = (tree: Tree) =>
  collectDropped({
    items: Object.entries(tree).map(([name, inside]) => ({
      ...{ kind: 'file', webkitGetAsEntry: () => entryOf(name, inside) },
    })),
  } as unknown as DataTransfer)

async function sent(found: Parameters<typeof toSend>[0]) {
  const sendable = toSend(found)
  if (!sendable?.set) return sendable?.file.name
  const { file, set } = sendable
  const bytes = new Uint8Array(await file.arrayBuffer())
  const entries: string[] = []
  for await (const { path, isFolder, size, bytes: parts } of unpackSet(blocksOf(bytes), set, file.size)) {
    for await (const _ of parts);
    entries.push(isFolder ? `${path}/` : `${path} ${size}`)
  }
  return [file.name, ...entries]
}

describe('what is dropped', () => {
  test('goes as a file where it is one', async () => {
    expect(await sent(await dropped({ 'a.txt': 'x' }))).toBe('a.txt')
  })

  test('goes as a set with the name of the folder that it is', async () => {
    const holiday = { 'a.txt': 'x', more: { 'b.txt': 'xy', 'c.txt': '', deep: { d: 'xyz' } }, empty: {} }
    expect(await sent(await dropped({ Holiday: holiday }))).toEqual([
      'Holiday',
      ...['a.txt 1', 'more/b.txt 2', 'more/c.txt 0', 'more/deep/d 3', 'empty/'],
    ])
  })

  test('goes as a set without a name where it is several things', async () => {
    expect(await sent(await dropped({ one: 'x', two: { three: 'xy' } }))).toEqual(['', 'one 1', 'two/three 2'])
  })

  test('goes also where it is a folder with nothing in it, or with one file', async () => {
    expect(await sent(await dropped({ empty: {} }))).toEqual(['empty'])
    expect(await sent(await dropped({ folder: { file: 'x' } }))).toEqual(['folder', 'file 1'])
  })

  test('does not go where there is too much of it, and is not looked through to the end', async () => {
    const many = Object.fromEntries(Array.from({ length: FILE_LIMITS.setEntries + 50 }, (_, name) => [`${name}`, '']))
    const found = await dropped({ many })
    expect(found).toHaveLength(FILE_LIMITS.setEntries + 1)
    expect(toSend(found)).toBeUndefined()
  })

  test('does not go where a part of it cannot be read', async () => {
    await expect(dropped({ folder: { a: 'x', b: 'unreadable' } })).rejects.toThrow('It is gone.')
  })
})

describe('what is chosen', () => {
  const file = (webkitRelativePath: string, name: string) =>
    Object.defineProperty(new File(['x'], name), 'webkitRelativePath', { value: webkitRelativePath })

  test('goes as one file, as several, or as a folder', async () => {
    expect(await sent(collectChosen([file('', 'a')]))).toBe('a')
    expect(await sent(collectChosen([file('', 'a'), file('', 'b')]))).toEqual(['', 'a 1', 'b 1'])
    expect(await sent(collectChosen([file('F/a', 'a'), file('F/g/b', 'b')]))).toEqual(['F', 'a 1', 'g/b 1'])
    expect(await sent([])).toBeUndefined()
  })
})
