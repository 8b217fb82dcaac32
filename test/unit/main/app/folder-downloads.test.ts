import { spawnSync } from 'node:child_process'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { FolderDownloads } from '../../../../main/app/folder-downloads.js'
import { markFolder } from '../../../../main/app/mark-of-origin.js'
import { packSet } from '../../../helpers/pack-set.js'
import { temporaryFolder } from '../../../helpers/temporary-folder.js'

type Files = Parameters<typeof packSet>[0]

async function start(mark = vi.fn(async (_folder: string, _files: readonly string[]) => {})) {
  const folder = join(await temporaryFolder(), 'Downloads')
  const downloads = new FolderDownloads(() => folder, mark)
  const begin = async (name: string, files: Files) => {
    const { bytes, set, size } = packSet(files)
    const begun = await downloads.begin({ name, set, size })
    if ('problem' in begun) throw new Error(begun.problem)
    return { ...begun, bytes }
  }
  const save = async (name: string, files: Files) => {
    const { id, bytes } = await begin(name, files)
    expect(await downloads.write({ id, bytes })).toBeUndefined()
    return [await downloads.finish(id), id] as const
  }
  const inFolder = async (path = '') => (await readdir(join(folder, path), { recursive: true })).sort()
  return { folder, downloads, begin, save, mark, inFolder }
}

const HOLIDAY: Files = [
  ['one.txt', 'one'],
  ['more/two.txt', 'two'],
  ['more/nothing.txt', ''],
  ['empty/', ''],
]

describe('a set', () => {
  test('is a folder with its name once it is whole, and has its mark before it', async () => {
    const { begin, downloads, folder, inFolder, mark } = await start()
    const { id, bytes } = await begin('Holiday', HOLIDAY)
    expect(downloads.has(id)).toBe(true)
    for (let at = 0; at < bytes.length; at += 7)
      expect(await downloads.write({ id, bytes: bytes.subarray(at, at + 7) })).toBeUndefined()
    expect(await readdir(folder)).toEqual(['Holiday.part'])
    expect(await downloads.finish(id)).toEqual({ name: 'Holiday' })
    expect(await readdir(folder)).toEqual(['Holiday'])
    expect(await inFolder('Holiday')).toEqual(
      ['empty', 'more', join('more', 'nothing.txt'), join('more', 'two.txt'), 'one.txt'].sort(),
    )
    expect(await readFile(join(folder, 'Holiday', 'more', 'two.txt'), 'utf8')).toBe('two')
    const part = join(folder, 'Holiday.part')
    const files = ['one.txt', join('more', 'two.txt'), join('more', 'nothing.txt')]
    expect(mark.mock.calls).toEqual([[part, files.map((file) => join(part, file))]])
    expect(downloads.pathOf(id)).toBe(join(folder, 'Holiday'))
  })

  test('stays in its folder, whatever its names are', async () => {
    const { save, inFolder } = await start()
    const names: Files = ['../../x', '/x', 'C:\\x', 'CON.txt', `${'😀'.repeat(63)}.png`].map((name) => [name, 'x'])
    expect((await save('../../Holiday', names))[0]).toEqual({ name: 'Holiday' })
    expect(await inFolder('Holiday')).toEqual(
      ['x', 'x (1)', 'C_', join('C_', 'x'), '_CON.txt', `${'😀'.repeat(56)}.png`].sort(),
    )
  })

  test('overwrites nothing, be it a folder or a file', async () => {
    const { save, folder, inFolder } = await start()
    await mkdir(join(folder, 'Holiday'), { recursive: true })
    await writeFile(join(folder, 'Holiday (1)'), 'mine')
    await mkdir(join(folder, 'Holiday.part'))
    expect((await save('Holiday', [['a', 'x']]))[0]).toEqual({ name: 'Holiday (2)' })
    expect((await save('Holiday', [['a', 'y']]))[0]).toEqual({ name: 'Holiday (3)' })
    expect(await inFolder('Holiday')).toEqual([])
    expect(await readFile(join(folder, 'Holiday (1)'), 'utf8')).toBe('mine')
    expect((await readdir(folder)).sort()).toEqual([
      'Holiday',
      'Holiday (1)',
      'Holiday (2)',
      'Holiday (3)',
      'Holiday.part',
    ])
  })

  test('that is not wanted any more leaves nothing', async () => {
    const { begin, downloads, folder } = await start()
    const [one, other] = [await begin('one', HOLIDAY), await begin('other', HOLIDAY)]
    for (const { id, bytes } of [one, other]) await downloads.write({ id, bytes: bytes.subarray(0, -4) })
    await downloads.discard(one.id)
    expect(await readdir(folder)).toEqual(['other.part'])
    await downloads.discardAll()
    expect(await readdir(folder)).toEqual([])
    expect(await downloads.write({ id: other.id, bytes: other.bytes })).toEqual({ problem: 'not-written' })
    expect(await downloads.finish(other.id)).toEqual({ problem: 'not-written' })
  })

  test('that is not what was offered says so, and leaves nothing', async () => {
    const { downloads, folder } = await start()
    const { bytes, set, size } = packSet(HOLIDAY)
    const begun = await downloads.begin({ name: 'Holiday', set: { ...set, files: 9 }, size })
    if ('problem' in begun) throw new Error(begun.problem)
    expect(await downloads.write({ id: begun.id, bytes })).toEqual({ problem: 'broken' })
    await downloads.discard(begun.id)
    expect(await readdir(folder)).toEqual([])
  })

  test('that the disk has no room for says so, and leaves nothing', async ({ skip }) => {
    const { begin, downloads, folder } = await start()
    await mkdir(folder)
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder])
    skip(status !== 0, 'mounting a small disk takes root on Linux')
    onTestFinished(() => void spawnSync('umount', [folder]))
    const { id, bytes } = await begin('a', [
      ['small', 'x'],
      ['large', 'x'.repeat(512 * 1024)],
    ])
    expect(await downloads.write({ id, bytes })).toEqual({ problem: 'disk-full' })
    await downloads.discard(id)
    expect(await readdir(folder)).toEqual([])
  })

  test('of 2,000 small files is all there', async () => {
    const { save, folder, inFolder } = await start()
    const files = Array.from({ length: 2_000 }, (_, number) => [`${number % 20}/${number}.txt`, `${number}`] as const)
    expect((await save('many', files))[0]).toEqual({ name: 'many' })
    expect(await inFolder('many')).toHaveLength(2_020)
    expect(await readFile(join(folder, 'many', '19', '1999.txt'), 'utf8')).toBe('1999')
  })

  test('is kept where the disk takes no marks', async () => {
    const { save } = await start(vi.fn(async () => Promise.reject(new Error('Not supported.'))))
    expect((await save('a', HOLIDAY))[0]).toEqual({ name: 'a' })
  })

  test('is one of 32 at most', async () => {
    const { begin, downloads } = await start()
    for (let number = 0; number < 32; number++) await begin('a', HOLIDAY)
    const { set, size } = packSet(HOLIDAY)
    expect(await downloads.begin({ name: 'a', set, size })).toEqual({ problem: 'not-written' })
    await downloads.discardAll()
  })
})

describe('the mark of a folder', () => {
  test('is beside each file on Windows, and one program for all on macOS', async () => {
    const folder = await temporaryFolder()
    const files = [join(folder, 'a'), join(folder, 'b')]
    const execute = vi.fn(async () => {})
    await markFolder(folder, files, 'win32', execute)
    for (const file of files) expect((await stat(`${file}:Zone.Identifier`)).isFile()).toBe(true)
    expect(execute).not.toHaveBeenCalled()
    await markFolder(folder, files, 'darwin', execute)
    expect(execute.mock.calls).toEqual([
      [
        '/usr/bin/xattr',
        ['-r', '-w', 'com.apple.quarantine', expect.stringMatching(/^0081;[0-9a-f]+;Lanline;$/), folder],
      ],
    ])
  })
})
