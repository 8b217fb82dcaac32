// @ts-check
import { createHash } from 'node:crypto'
import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

// What electron-builder runs on each app that it has put together, before it sets fuses and signs.

/** Mach-O (Apple's mach-o/loader.h and mach-o/fat.h). */
const THIN = 0xfeedfacf
const FAT = 0xcafebabe
const FAT_64 = 0xcafebabf
const HEADER_BYTES = 32
const LC_UUID = 0x1b

/**
 * @typedef {object} Context
 * @property {string} electronPlatformName
 * @property {string} appOutDir
 * @property {{ projectDir: string, appInfo: { id: string, productFilename: string } }} packager
 */

/** @param {Context} context */
export default async function afterPack(context) {
  if (context.electronPlatformName === 'darwin') await giveOwnUuids(context)
  if (context.electronPlatformName === 'linux') await addHost(context)
}

/**
 * Puts the host without a window beside the archive: Node, which the service runs it with, reads no asar.
 *
 * @param {Context} context
 */
async function addHost({ appOutDir, packager: { projectDir } }) {
  const out = join(projectDir, 'out')
  const host = join(appOutDir, 'resources', 'host')
  const isOfHost = (/** @type {string} */ path) => !/\.map$|[\\/]main[\\/]index\.js$/.test(path)
  for (const folder of ['main', 'renderer']) {
    await cp(join(out, folder), join(host, folder), { recursive: true, filter: isOfHost })
  }
  await writeFile(join(host, 'package.json'), '{ "type": "module" }\n')
}

/**
 * Gives the programs of a macOS app an LC_UUID of their own. macOS 15 and newer keep by it who may use the local network
 * (Apple's TN3179), and as Electron comes it is the same for all apps of one version.
 *
 * @param {Context} context
 */
async function giveOwnUuids({ appOutDir, packager: { appInfo } }) {
  const contents = join(appOutDir, `${appInfo.productFilename}.app`, 'Contents')
  for (const { folder, name } of await programsIn(contents)) {
    const path = join(folder, name)
    await writeFile(path, withOwnUuids(await readFile(path), `${appInfo.id}/${name}`))
  }
}

/** The app's own program, and those of its helpers, in one of which Chromium's network runs. */
async function programsIn(/** @type {string} */ contents) {
  const frameworks = join(contents, 'Frameworks')
  const helpers = (await readdir(frameworks)).filter((name) => name.endsWith('.app'))
  const folders = [contents, ...helpers.map((name) => join(frameworks, name, 'Contents'))]
  const programs = folders.map(async (folder) => {
    const names = await readdir(join(folder, 'MacOS'))
    return names.map((name) => ({ folder: join(folder, 'MacOS'), name }))
  })
  return (await Promise.all(programs)).flat()
}

/** The same program whose every slice has a UUID that follows from `seed` and its processor, and from nothing else. */
function withOwnUuids(/** @type {Buffer} */ program, /** @type {string} */ seed) {
  const changed = Buffer.from(program)
  for (const start of slicesOf(changed, seed)) {
    const processor = changed.readUInt32LE(start + 4)
    uuidFor(`${seed}/${processor}`).copy(changed, uuidOffset(changed, start, seed))
  }
  return changed
}

/** Where the program for each processor begins. */
function slicesOf(/** @type {Buffer} */ program, /** @type {string} */ seed) {
  if (program.length >= HEADER_BYTES) {
    if (program.readUInt32LE(0) === THIN) return [0]
    const magic = program.readUInt32BE(0)
    const count = program.readUInt32BE(4)
    if (magic === FAT) return Array.from({ length: count }, (_, index) => program.readUInt32BE(16 + index * 20))
    if (magic === FAT_64) {
      return Array.from({ length: count }, (_, index) => Number(program.readBigUInt64BE(16 + index * 32)))
    }
  }
  throw new Error(`${seed} is no program for macOS.`)
}

/** Where the UUID is in the slice that begins at `start`. */
function uuidOffset(/** @type {Buffer} */ program, /** @type {number} */ start, /** @type {string} */ seed) {
  let command = start + HEADER_BYTES
  for (let left = program.readUInt32LE(start + 16); left > 0; left--) {
    if (program.readUInt32LE(command) === LC_UUID) return command + 8
    command += program.readUInt32LE(command + 4)
  }
  throw new Error(`${seed} has no LC_UUID.`)
}

/** A UUID of version 8, whose other bits are of the maker's choosing (RFC 9562, section 5.8). */
function uuidFor(/** @type {string} */ text) {
  const uuid = createHash('sha256').update(text).digest().subarray(0, 16)
  uuid.writeUInt8((uuid.readUInt8(6) & 0x0f) | 0x80, 6)
  uuid.writeUInt8((uuid.readUInt8(8) & 0x3f) | 0x80, 8)
  return uuid
}
