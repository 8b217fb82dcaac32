import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { chromium, type Page } from 'playwright'
import { Data } from 'resedit'
import { findBrowser } from './browser.js'
import { DRAWING, iconSourceHash, SOURCE_HASH } from './icon-sources.js'

/**
 * `npm run icons`: draws all icons from the one SVG, with the browser that the tests drive. To be run when the drawing
 * has changed. What it writes is kept in the repository, so that a build needs no browser.
 */

/** For electron-builder, which takes from here what each system wants. */
const APP = 'build'
/** For the tray, beside the page, because what runs is in `out`. */
const TRAY = 'renderer/public/tray'

/** Of the icon theme that Linux desktops share, freedesktop.org's "hicolor". */
const LINUX_SIZES = [16, 24, 32, 48, 64, 128, 256, 512]
/** For every scale from 100 to 200 %, as Electron's documentation of nativeImage lists them. */
const WINDOWS_SIZES = [16, 20, 24, 32, 40, 48, 64, 256]
/** The types of an .icns whose contents are PNGs, each with its width. macOS scales them down to what is smaller. */
const MAC_SIZES = { ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 }
/** Apple's grid gives an icon 824 of 1024 pixels. */
const MAC_MARGIN = 100 / 1024

interface Look {
  /** On each side, as a share of the whole. */
  margin?: number
  /** The sign alone, in black: macOS gives it the colour of its menu bar. */
  isTemplate?: boolean
}

/** A square PNG of the drawing. */
type Draw = (size: number, look?: Look) => Promise<Buffer>

function drawIn(page: Page, svg: string): Draw {
  return async (size, { margin = 0, isTemplate = false } = {}) => {
    const png = await page.evaluate(drawInPage, { svg, size, margin, isTemplate })
    return Buffer.from(png, 'base64')
  }
}

async function drawInPage({ svg, size, margin, isTemplate }: Required<Look> & { svg: string; size: number }) {
  const drawing = new DOMParser().parseFromString(svg, 'image/svg+xml')
  if (isTemplate) {
    const [tile, sign] = [drawing.querySelector('#tile'), drawing.querySelector('#sign')]
    if (!tile || !sign) throw new Error('The drawing needs a #tile and a #sign.')
    tile.remove()
    sign.setAttribute('style', 'filter: brightness(0)')
    drawing.documentElement.setAttribute('viewBox', '6 6 52 52')
  }
  const image = new Image()
  image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(drawing))}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = size
  const edge = Math.round(size * margin)
  canvas.getContext('2d')?.drawImage(image, edge, edge, size - 2 * edge, size - 2 * edge)
  return canvas.toDataURL('image/png').replace(/^.*,/, '')
}

/** PNGs in Windows' container for icons. */
async function ico(draw: Draw): Promise<Buffer> {
  const file = new Data.IconFile()
  for (const size of WINDOWS_SIZES) file.icons.push({ data: Data.RawIconItem.from(await draw(size), size, size, 32) })
  return Buffer.from(file.generate())
}

/** PNGs in Apple's container for icons: blocks of a type and a length, the first of which is the file itself. */
async function icns(draw: Draw): Promise<Buffer> {
  const block = (type: string, content: Buffer) => {
    const head = Buffer.from(`${type}\0\0\0\0`, 'latin1')
    head.writeUInt32BE(head.length + content.length, 4)
    return Buffer.concat([head, content])
  }
  const blocks = Object.entries(MAC_SIZES).map(async ([type, size]) =>
    block(type, await draw(size, { margin: MAC_MARGIN })),
  )
  return block('icns', Buffer.concat(await Promise.all(blocks)))
}

async function writeIcons(draw: Draw): Promise<void> {
  for (const directory of [`${APP}/icons`, TRAY]) mkdirSync(directory, { recursive: true })
  for (const size of LINUX_SIZES) writeFileSync(`${APP}/icons/${size}x${size}.png`, await draw(size))
  writeFileSync(`${APP}/icon.ico`, await ico(draw))
  writeFileSync(`${APP}/icon.icns`, await icns(draw))
  // For Linux and Windows, which scale it. Electron would show an .ico by way of a temporary file that may vanish.
  writeFileSync(`${TRAY}/tray.png`, await draw(32))
  writeFileSync(`${TRAY}/tray@2x.png`, await draw(64))
  // For macOS; by the word "Template" Electron knows that it is one.
  writeFileSync(`${TRAY}/trayTemplate.png`, await draw(16, { isTemplate: true }))
  writeFileSync(`${TRAY}/trayTemplate@2x.png`, await draw(32, { isTemplate: true }))
}

const executablePath = findBrowser()
if (!executablePath) throw new Error('No browser was found to draw with: npx playwright install chromium')
const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
await writeIcons(drawIn(await browser.newPage(), readFileSync(DRAWING, 'utf8')))
await browser.close()
writeFileSync(SOURCE_HASH, `${iconSourceHash()}\n`)
