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
  const draft = (digit: string) => `key.pem.${digit.repeat(8)}-1111-4111-8111-${digit.repeat(12)}.tmp`
  const names = [draft('a'), draft('b'), 'key.pem', 'notes.tmp']
  for (const name of names) {
    await writeFile(join(folder, name), 'text')
    const isNew = name === draft('b')
    await utimes(join(folder, name), new Date(), new Date(Date.now() - (isNew ? 0 : 120_000)))
  }
  await removeDrafts(folder)
  expect((await readdir(folder)).toSorted()).toEqual(names.slice(1).toSorted())
})

test('a folder that is not there is no reason to fail', async () => {
  await removeDrafts(join(await temporaryFolder(), 'nowhere'))
})
