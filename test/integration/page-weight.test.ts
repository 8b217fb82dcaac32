import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

const LIMIT_BYTES = 100 * 1024
const ASSETS = fileURLToPath(new URL('../../out/renderer/assets/', import.meta.url))

test('scripts and styles of the page weigh at most 100 KB compressed', () => {
  if (!existsSync(ASSETS)) throw new Error('out/renderer/assets is missing: run "npm run build" before this test.')
  const files = readdirSync(ASSETS, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(js|css)$/.test(file))
  const weights = files.map((file) => ({ file, bytes: gzipSync(readFileSync(`${ASSETS}${file}`)).length }))
  const total = weights.reduce((sum, { bytes }) => sum + bytes, 0)
  const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`
  console.log(
    `The page weighs ${kilobytes(total)}: ${weights.map((it) => `${it.file} ${kilobytes(it.bytes)}`).join(', ')}`,
  )

  expect(files.filter((file) => file.endsWith('.js'))).not.toEqual([])
  expect(files.filter((file) => file.endsWith('.css'))).not.toEqual([])
  expect(total).toBeLessThanOrEqual(LIMIT_BYTES)
})
