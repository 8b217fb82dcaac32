import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { JsonFile } from '../../../../main/storage/json-file.js'
import { log } from '../../../../main/storage/log.js'
import { temporaryFolder } from '../../../helpers/temporary-folder.js'

const NAME = 'choices.json'
const DEFAULTS = { count: 0 }

const fileIn = (folder: string) => new JsonFile(folder, NAME, v.object({ count: v.number() }), DEFAULTS)

function silenced() {
  const logged = vi.spyOn(log, 'error').mockImplementation(() => {})
  onTestFinished(() => logged.mockRestore())
  return logged
}

describe('a file of JSON', () => {
  test('gives what was written, to this process and the next', async () => {
    const folder = await temporaryFolder()
    const file = fileIn(folder)
    await file.write({ count: 1 })
    expect(await file.read()).toEqual({ count: 1 })
    expect(await fileIn(folder).read()).toEqual({ count: 1 })
  })

  test.skipIf(process.platform === 'win32')('is for this account alone', async () => {
    const folder = await temporaryFolder()
    await fileIn(folder).write({ count: 1 })
    expect((await stat(join(folder, NAME))).mode & 0o777).toBe(0o600)
  })

  test('gives the defaults where there is none, without a word', async () => {
    const logged = silenced()
    const file = fileIn(await temporaryFolder())
    expect(await file.read()).toEqual(DEFAULTS)
    expect(file.unread).toBeUndefined()
    expect(logged).not.toHaveBeenCalled()
  })

  test.each([
    ['nothing', ''],
    ['half of it', '{"count": 1'],
    ['what does not fit', '{"count": "one"}'],
    ['what is no text', Buffer.from([0xff, 0xfe, 0])],
  ])('that holds %s is set aside and gives the defaults', async (_what, content) => {
    const logged = silenced()
    const folder = await temporaryFolder()
    await writeFile(join(folder, NAME), content)
    const file = fileIn(folder)
    expect(await file.read()).toEqual(DEFAULTS)
    expect(file.unread).toEqual({ kind: 'set-aside', file: join(folder, `${NAME}.bad`) })
    expect(await readdir(folder)).toEqual([`${NAME}.bad`])
    expect(await readFile(join(folder, `${NAME}.bad`))).toEqual(Buffer.from(content))
    expect(logged).toHaveBeenCalledOnce()
  })

  test('that can be neither read nor set aside stays as it is', async () => {
    const logged = silenced()
    const folder = await temporaryFolder()
    await writeFile(join(folder, NAME), '{"count": 1')
    await mkdir(join(folder, `${NAME}.bad`))
    const file = fileIn(folder)
    expect(await file.read()).toEqual(DEFAULTS)
    expect(file.unread).toEqual({ kind: 'unreadable', file: join(folder, NAME) })
    expect(logged).toHaveBeenCalledOnce()
    expect(await file.write({ count: 2 })).toBe(false)
    expect(await readFile(join(folder, NAME), 'utf8')).toBe('{"count": 1')
  })

  test('is written by the last of many who write at once, and nothing else is left', async () => {
    const folder = await temporaryFolder()
    const file = fileIn(folder)
    await Promise.all(Array.from({ length: 20 }, (_, count) => file.write({ count })))
    expect(await file.read()).toEqual({ count: 19 })
    expect(await readdir(folder)).toEqual([NAME])
  })

  test('takes what it is given, not what becomes of that later', async () => {
    const file = fileIn(await temporaryFolder())
    const value = { count: 1 }
    const written = file.write(value)
    value.count = 2
    await written
    expect(await file.read()).toEqual({ count: 1 })
  })

  test('that cannot be written says so once, and is written when it can be again', async () => {
    const logged = silenced()
    const folder = join(await temporaryFolder(), 'not there yet')
    const file = fileIn(folder)
    expect(await file.write({ count: 1 })).toBe(false)
    expect(await file.write({ count: 2 })).toBe(false)
    expect(logged).toHaveBeenCalledOnce()
    expect(logged.mock.lastCall?.[0]).toContain('cannot be written')
    await mkdir(folder)
    expect(await file.write({ count: 3 })).toBe(true)
    expect(await file.read()).toEqual({ count: 3 })
  })
})
