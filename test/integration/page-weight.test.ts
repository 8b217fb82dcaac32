import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

const LIMIT_BYTES = 100 * 1024
const ASSETS = fileURLToPath(new URL('../../out/renderer/assets/', import.meta.url))

/** A catalog of messages, of which a page fetches one. */
const isCatalog = (file: string) => /^page-.*\.js$/.test(file)

test('scripts and styles of the page weigh at most 100 KB compressed, whatever language it speaks', () => {
  if (!existsSync(ASSETS)) throw new Error('out/renderer/assets is missing: run "npm run build" before this test.')
  const files = readdirSync(ASSETS, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(js|css)$/.test(file))
  const weights = files.map((file) => ({ file, bytes: gzipSync(readFileSync(`${ASSETS}${file}`)).length }))
  const catalogs = weights.filter(({ file }) => isCatalog(file))
  const rest = weights.filter(({ file }) => !isCatalog(file)).reduce((sum, { bytes }) => sum + bytes, 0)
  const total = rest + Math.max(...catalogs.map(({ bytes }) => bytes))
  const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`
  console.log(
    `The page weighs ${kilobytes(total)}: ${weights.map((it) => `${it.file} ${kilobytes(it.bytes)}`).join(', ')}`,
  )

  expect(files.filter((file) => file.endsWith('.js'))).not.toEqual([])
  expect(files.filter((file) => file.endsWith('.css'))).not.toEqual([])
  expect(catalogs).toHaveLength(3)
  expect(total).toBeLessThanOrEqual(LIMIT_BYTES)
})
