import { createBuilder } from 'vite'
import { electronOrReason, environmentForElectron } from './find-electron.js'
import { runInPlace } from './run.js'

// Builds Lanline and opens its window, or where there can be none runs the host alone. Arguments go to what is run.

const args = process.argv.slice(2)
const builder = await createBuilder({ logLevel: 'warn' })
await builder.buildApp().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
})

const electron = await electronOrReason()
if ('reason' in electron) {
  process.stderr.write(`No window opens, because ${electron.reason}; running the host without one.\n`)
  process.exitCode = await runInPlace(process.execPath, ['out/main/host.js', ...args])
} else {
  process.exitCode = await runInPlace(electron.path, ['.', ...args], environmentForElectron())
}
