import { readFile } from 'node:fs/promises'
import type { Download, Page } from 'playwright'
import { expect } from './fixtures.js'

/** What the browser downloads from now on; gives what is in the latest. */
export function downloadsOf(page: Page): () => Promise<Buffer> {
  const downloads: Download[] = []
  page.on('download', (download) => downloads.push(download))
  return async () => {
    await expect.poll(() => downloads.length).toBeGreaterThan(0)
    return readFile((await downloads.pop()?.path()) ?? '')
  }
}
