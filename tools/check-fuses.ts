import { isDeepStrictEqual } from 'node:util'
import { FUSES, fusesOfApps } from '../test/packaging/fuses.js'

/**
 * `tsx tools/check-fuses.ts <folder>`: reads the fuses of the apps that electron-builder left in a folder. Exits with 1
 * where there is no app, or where an app's fuses are not exactly those of Lanline, as when a new Electron has more.
 */

const [folder = 'dist'] = process.argv.slice(2)
const apps = Object.entries(await fusesOfApps(folder))
if (apps.length === 0) throw new Error(`There is no app in ${folder}.`)
for (const [name, fuses] of apps) {
  const isRight = isDeepStrictEqual(fuses, FUSES)
  process.stdout.write(`${name}: ${isRight ? 'all fuses are as they should be' : 'other fuses than expected'}\n`)
  if (isRight) continue
  process.exitCode = 1
  process.stdout.write(`expected ${JSON.stringify(FUSES)}\nfound    ${JSON.stringify(fuses)}\n`)
}
