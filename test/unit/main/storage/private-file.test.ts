import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createPrivateFile, replacePrivateFile } from '../../../../main/storage/private-file.js'
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
