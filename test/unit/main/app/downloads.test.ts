import { spawnSync } from 'node:child_process'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { Downloads } from '../../../../main/app/downloads.js'
import { Parts } from '../../../../main/app/kept-parts.js'
import { markOfOrigin } from '../../../../main/app/mark-of-origin.js'
import { temporaryFolder } from '../../../helpers/temporary-folder.js'

const bytes = (text: string) => new TextEncoder().encode(text)

async function start(mark = vi.fn(async (_path: string) => {})) {
  const dataFolder = await temporaryFolder()
  const folder = join(dataFolder, 'Downloads')
  const startApp = async () => new Downloads(() => folder, await Parts.load(dataFolder), mark)
  const downloads = await startApp()
  let keys = 0
  const begin = async (name: string, key = `key ${keys++}`) => {
    const begun = await downloads.begin({ key, name })
    if ('problem' in begun) throw new Error(begun.problem)
    return begun.id
  }
  const save = async (name: string, text: string) => {
    const id = await begin(name)
    if (text !== '') await downloads.write({ id, bytes: bytes(text) })
    return [await downloads.finish(id), id] as const
  }
  return { folder, downloads, startApp, begin, save, mark, files: async () => (await readdir(folder)).sort() }
}

describe('a file', () => {
  test('has its name once it is whole, and its mark before it', async () => {
    const world = await start()
    const id = await world.begin('report.txt')
    expect(await world.downloads.write({ id, bytes: bytes('one ') })).toBeUndefined()
    expect(await world.downloads.write({ id, bytes: bytes('two') })).toBeUndefined()
    expect(await world.files()).toEqual(['report.txt.part'])
    expect(await world.downloads.finish(id)).toEqual({ name: 'report.txt' })
    expect(await world.files()).toEqual(['report.txt'])
    expect(await readFile(join(world.folder, 'report.txt'), 'utf8')).toBe('one two')
    expect(world.mark.mock.calls).toEqual([[join(world.folder, 'report.txt.part')]])
    expect(world.downloads.pathOf(id)).toBe(join(world.folder, 'report.txt'))
  })

  test('of no bytes is a file all the same', async () => {
    const { save, folder } = await start()
    expect((await save('empty', ''))[0]).toEqual({ name: 'empty' })
    expect(await readFile(join(folder, 'empty'))).toHaveLength(0)
  })

  test('overwrites nothing, be it there before or come meanwhile', async () => {
    const { save, begin, downloads, folder, files } = await start()
    await mkdir(folder)
    await writeFile(join(folder, 'a.txt'), 'mine')
    await writeFile(join(folder, 'a (1).txt.part'), 'mine too')
    const [one, other] = [await begin('a.txt'), await begin('a.txt')]
    for (const [id, text] of [
      [one, 'one'],
      [other, 'other'],
    ] as const)
      await downloads.write({ id, bytes: bytes(text) })
    await writeFile(join(folder, 'a (1).txt'), 'mine as well')
    expect(await downloads.finish(other)).toEqual({ name: 'a (2).txt' })
    expect(await downloads.finish(one)).toEqual({ name: 'a (3).txt' })
    expect((await save('a.txt', 'last'))[0]).toEqual({ name: 'a (4).txt' })
    const names = await files()
    expect(await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))).toEqual([
      ...['mine as well', 'mine too', 'other', 'one', 'last', 'mine'],
    ])
  })

  test.each([
    ['../../x', 'x'],
    ['CON.txt', '_CON.txt'],
    [`${'😀'.repeat(63)}.png`, `${'😀'.repeat(56)}.png`],
  ])('called %s gets a name that stays in the folder', async (name, safe) => {
    const { save, files } = await start()
    expect((await save(name, 'x'))[0]).toEqual({ name: safe })
    expect(await files()).toEqual([safe])
  })

  test('that is not wanted any more leaves nothing', async () => {
    const { begin, downloads, files } = await start()
    const [one, other] = [await begin('one'), await begin('other')]
    await downloads.write({ id: one, bytes: bytes('x') })
    await downloads.discard(one)
    expect(await files()).toEqual(['other.part'])
    await downloads.discard(other)
    expect(await files()).toEqual([])
    expect(await downloads.write({ id: other, bytes: bytes('x') })).toEqual({ problem: 'not-written' })
    expect(await downloads.finish(other)).toEqual({ problem: 'not-written' })
  })

  test('that is finished stays, and is no part any more', async () => {
    const { begin, downloads, files } = await start()
    const id = await begin('a', 'ann-1')
    await downloads.write({ id, bytes: bytes('x') })
    await downloads.finish(id)
    await downloads.discard(id)
    expect(await files()).toEqual(['a'])
    expect(await downloads.kept('ann-1')).toBe(0)
  })

  test('is kept where the disk takes no mark', async () => {
    const { save } = await start(vi.fn(async () => Promise.reject(new Error('Not supported.'))))
    expect((await save('a', 'x'))[0]).toEqual({ name: 'a' })
  })

  test('that the disk has no room for says so, and leaves nothing', async ({ skip }) => {
    const { begin, downloads, folder, files } = await start()
    await mkdir(folder)
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder])
    skip(status !== 0, 'mounting a small disk takes root on Linux')
    onTestFinished(() => void spawnSync('umount', [folder]))
    const id = await begin('a')
    expect(await downloads.write({ id, bytes: new Uint8Array(1024 * 1024) })).toEqual({ problem: 'disk-full' })
    await downloads.discard(id)
    expect(await files()).toEqual([])
  })

  test('that cannot be made says so', async () => {
    const folder = join(await temporaryFolder(), 'a file')
    await writeFile(folder, '')
    const parts = await Parts.load(await temporaryFolder())
    const downloads = new Downloads(
      () => folder,
      parts,
      async () => {},
    )
    expect(await downloads.begin({ key: 'ann-1', name: 'a' })).toEqual({ problem: 'not-written' })
  })

  test('is one of 32 at most', async () => {
    const { begin, downloads } = await start()
    for (let number = 0; number < 32; number++) await begin('a')
    expect(await downloads.begin({ key: 'ann-1', name: 'a' })).toEqual({ problem: 'not-written' })
    await downloads.suspendAll()
    expect(await downloads.begin({ key: 'ann-1', name: 'a' })).toEqual({ id: expect.any(String) })
    await downloads.suspendAll()
  })
})

describe('a part', () => {
  /** A part of six bytes is there, and the page or the app is gone. */
  async function broken() {
    const world = await start()
    const id = await world.begin('a.txt', 'ann-1')
    await world.downloads.write({ id, bytes: bytes('abcdef') })
    await world.downloads.suspendAll()
    return world
  }

  test('is gone on with by the next page, and by the app when it is started anew', async () => {
    const { folder, downloads, startApp, files } = await broken()
    expect(await downloads.kept('ann-1')).toBe(6)
    expect(await downloads.read({ key: 'ann-1', from: 1, to: 4 })).toEqual({ bytes: bytes('bcd') })
    const { id } = (await downloads.resume({ key: 'ann-1', from: 4 })) as { id: string }
    expect(await downloads.kept('ann-1')).toBe(0)
    await downloads.write({ id, bytes: bytes('gh') })
    await downloads.suspendAll()

    const again = await startApp()
    expect(await again.kept('ann-1')).toBe(6)
    const { id: last } = (await again.resume({ key: 'ann-1', from: 6 })) as { id: string }
    await again.write({ id: last, bytes: bytes('ij') })
    expect(await again.finish(last)).toEqual({ name: 'a.txt' })
    expect(await files()).toEqual(['a.txt'])
    expect(await readFile(join(folder, 'a.txt'), 'utf8')).toBe('abcdghij')
  })

  test('that nobody knows, that is being written or that is gone is none', async () => {
    const { folder, downloads } = await broken()
    const other = { key: 'bob-1', from: 0 }
    expect(await downloads.kept('bob-1')).toBe(0)
    expect(await downloads.resume(other)).toEqual({ problem: 'not-written' })
    expect(await downloads.read({ ...other, to: 1 })).toEqual({ problem: 'not-written' })
    await rm(join(folder, 'a.txt.part'))
    expect(await downloads.kept('ann-1')).toBe(0)
    expect(await downloads.resume({ key: 'ann-1', from: 6 })).toEqual({ problem: 'not-written' })
  })

  test('makes room for the file that is begun anew', async () => {
    const { begin, files, downloads } = await broken()
    await begin('a.txt', 'ann-1')
    expect(await files()).toEqual(['a.txt.part'])
    await downloads.suspendAll()
    expect(await downloads.kept('ann-1')).toBe(0)
  })

  test('goes once it is a day old', async () => {
    const { startApp, files } = await broken()
    const tomorrow = Date.now() + 86_400_001
    const now = vi.spyOn(Date, 'now').mockReturnValue(tomorrow)
    const again = await startApp()
    now.mockRestore()
    expect(await again.kept('ann-1')).toBe(0)
    expect(await files()).toEqual([])
  })

  test('goes once there are 32 later ones', async () => {
    const { begin, downloads, files } = await broken()
    for (let number = 0; number < 32; number++) {
      const id = await begin('b')
      await downloads.write({ id, bytes: bytes('x') })
      await downloads.suspendAll()
    }
    expect(await files()).toHaveLength(32)
    expect(await downloads.kept('ann-1')).toBe(0)
  })
})

describe('the mark', () => {
  test('is a stream beside the file on Windows', async () => {
    const path = join(await temporaryFolder(), 'a.exe')
    await markOfOrigin(path, 'win32')
    expect(await readFile(`${path}:Zone.Identifier`, 'utf8')).toBe('[ZoneTransfer]\r\nZoneId=3\r\n')
  })

  test('is quarantine on macOS', async () => {
    const execute = vi.fn(async () => {})
    await markOfOrigin('/a/b', 'darwin', execute)
    const value = expect.stringMatching(/^0081;[0-9a-f]{8};Lanline;$/)
    expect(execute.mock.calls).toEqual([['/usr/bin/xattr', ['-w', 'com.apple.quarantine', value, '/a/b']]])
  })

  test('is nothing on Linux', async () => {
    const execute = vi.fn(async () => {})
    await markOfOrigin('/a/b', 'linux', execute)
    expect(execute).not.toHaveBeenCalled()
  })
})
