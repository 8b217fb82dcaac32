import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Data } from 'resedit'
import { expect, test } from 'vitest'
import { iconSourceHash, SOURCE_HASH } from '../../tools/icon-sources.js'
import { ROOT } from './pack.js'

const BUILD = join(ROOT, 'build')
const TRAY = join(ROOT, 'renderer', 'public', 'tray')

/** The width of a square PNG, by its header. */
function pngSize(png: Buffer): number {
  expect(png.toString('latin1', 1, 4)).toBe('PNG')
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
  expect(width).toBe(height)
  return width
}

async function icoSizes(path: string): Promise<number[]> {
  const { icons } = Data.IconFile.from(await readFile(path))
  return icons.map(({ data }) => (data.isRaw() ? pngSize(Buffer.from(data.bin)) : Number.NaN))
}

/** Width by type of the pictures in an .icns. */
async function icnsSizes(path: string): Promise<Record<string, number>> {
  const file = await readFile(path)
  expect(file.toString('latin1', 0, 4)).toBe('icns')
  expect(file.readUInt32BE(4)).toBe(file.length)
  const sizes: Record<string, number> = {}
  for (let start = 8; start < file.length; ) {
    const end = start + file.readUInt32BE(start + 4)
    sizes[file.toString('latin1', start, start + 4)] = pngSize(file.subarray(start + 8, end))
    start = end
  }
  return sizes
}

test('the icons are drawn from the drawing as it is, by the tool as it is; else run "npm run icons"', async () => {
  expect(iconSourceHash()).toBe((await readFile(SOURCE_HASH, 'utf8')).trim())
})

test('the icons for Linux are of the sizes that they are named by', async () => {
  const names = await readdir(join(BUILD, 'icons'))
  expect(names.length).toBeGreaterThan(0)
  for (const name of names) {
    const size = pngSize(await readFile(join(BUILD, 'icons', name)))
    expect(name).toBe(`${size}x${size}.png`)
  }
})

test('the icon for Windows has every size that Windows shows', async () => {
  expect(await icoSizes(join(BUILD, 'icon.ico'))).toEqual([16, 20, 24, 32, 40, 48, 64, 256])
})

test('the icon for macOS has every size that macOS shows, each twice as sharp too', async () => {
  expect(await icnsSizes(join(BUILD, 'icon.icns'))).toEqual({
    ic11: 32,
    ic12: 64,
    ic07: 128,
    ic13: 256,
    ic08: 256,
    ic14: 512,
    ic09: 512,
    ic10: 1024,
  })
})

test('the icons of the tray come twice as sharp for sharper screens', async () => {
  const size = async (name: string) => pngSize(await readFile(join(TRAY, name)))
  expect(await size('trayTemplate.png')).toBe(16)
  expect(await size('trayTemplate@2x.png')).toBe(32)
  expect(await size('tray.png')).toBe(32)
  expect(await size('tray@2x.png')).toBe(64)
})
