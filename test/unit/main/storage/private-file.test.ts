import { spawnSync } from 'node:child_process'
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createPrivateFile, removeDrafts, replacePrivateFile } from '../../../../main/storage/private-file.js'
import { temporaryFolder } from '../../../helpers/temporary-folder.js'

test('a file is made by the first of those who make it', async () => {
  const folder = await temporaryFolder()
  const path = join(folder, 'key.pem')
  await createPrivateFile(path, 'first')
  await createPrivateFile(path, 'second')
  expect(await readFile(path, 'utf8')).toBe('first')
  expect(await readdir(folder)).toEqual(['key.pem'])
})

test('a file is replaced by the last', async () => {
  const folder = await temporaryFolder()
  const path = join(folder, 'certificate.pem')
  await writeFile(path, 'the first, which is longer')
  await replacePrivateFile(path, 'second')
  expect(await readFile(path, 'utf8')).toBe('second')
  expect(await readdir(folder)).toEqual(['certificate.pem'])
})

test('where that fails, nothing of it stays', async () => {
  const folder = await temporaryFolder()
  const path = join(folder, 'certificate.pem')
  await mkdir(path)
  await expect(replacePrivateFile(path, 'text')).rejects.toThrow()
  expect(await readdir(folder)).toEqual(['certificate.pem'])
})

test('drafts whose writers were killed are removed, and nothing else', async () => {
  const folder = await temporaryFolder()
  const uuid = (digit: string) => `${digit.repeat(8)}-1111-4111-8111-${digit.repeat(12)}`
  const dead = spawnSync(process.execPath, ['--version']).pid
  const abandoned = [
    `key.pem.${dead}.${uuid('a')}.tmp`,
    // An earlier process of the same number, as in a container.
    `key.pem.${process.pid}.${uuid('b')}.tmp`,
  ]
  const kept = [`key.pem.${process.ppid}.${uuid('c')}.tmp`, `key.pem.${uuid('d')}.tmp`, 'key.pem', 'notes.tmp']
  const old = [`key.pem.${process.ppid}.${uuid('e')}.tmp`, `key.pem.${uuid('f')}.tmp`]
  for (const name of [...abandoned, ...kept, ...old]) await writeFile(join(folder, name), 'text')
  const longAgo = new Date(Date.now() - 120_000)
  for (const name of [...old, 'key.pem']) await utimes(join(folder, name), longAgo, longAgo)
  await removeDrafts(folder)
  expect((await readdir(folder)).toSorted()).toEqual(kept.toSorted())
})

test('a draft that is being written stays, though another part of the same process removes those that are not', async () => {
  const folder = await temporaryFolder()
  const files = Array.from({ length: 5 }, (_, index) => join(folder, `${index}.pem`))
  await Promise.all(files.flatMap((file) => [createPrivateFile(file, 'text'), removeDrafts(folder)]))
  expect(await readdir(folder)).toHaveLength(files.length)
})

test('a folder that is not there is no reason to fail', async () => {
  await removeDrafts(join(await temporaryFolder(), 'nowhere'))
})
