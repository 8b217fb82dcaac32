import { readFile } from 'node:fs/promises'
import type { CDPSession } from 'playwright'

/**
 * The most memory that one renderer of a browser has to itself, in bytes: what it has read of files, such as the browser's
 * program, is left out. Linux alone tells; null elsewhere.
 */
export async function mostMemory(browser: CDPSession): Promise<number | null> {
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo')
  const renderers = processInfo.filter(({ type }) => type === 'renderer')
  const each = await Promise.all(renderers.map(({ id }) => ownMemory(id)))
  const known = each.filter((memory) => memory !== null)
  return known.length > 0 ? Math.max(...known) : null
}

async function ownMemory(pid: number): Promise<number | null> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8')
    const kiB = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0)
    return (kiB('RssAnon') + kiB('RssShmem')) * 1024
  } catch {
    return null
  }
}
