import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type STAND_INS, writeStandIn } from './electron-stand-ins.js'

const run = promisify(execFile)

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))
export const OUT = join(ROOT, 'out')

export interface PackOptions {
  /**
   * Kinds of installers, for x64, or all those of a release, for each of its architectures. By default none, only the
   * folder that they are made of.
   */
  targets?: string[] | 'all'
  /** Settings that differ from those of a release, as electron-builder's command line takes them. */
  settings?: string[]
  env?: NodeJS.ProcessEnv
}

/** A directory of its own for one file of tests. */
export const temporaryDirectory = () => mkdtemp(join(tmpdir(), 'lanline-packaging-'))
export const removeDirectory = (directory: string) => rm(directory, { recursive: true, force: true })

/**
 * Packs the app as a release would, though around a stand-in for Electron. Resolves with the folder of what it
 * made; rejects with what electron-builder said.
 */
export async function pack(
  directory: string,
  system: keyof typeof STAND_INS,
  { targets = [], settings = [], env = {} }: PackOptions = {},
): Promise<string> {
  if (!existsSync(join(OUT, 'main', 'index.js'))) throw new Error('Nothing is built yet: run "npm run build" first.')
  const electronDist = join(directory, 'electron-dist')
  const output = join(directory, 'dist')
  await writeStandIn(system, electronDist)
  const builder = join(ROOT, 'node_modules', 'electron-builder', 'cli.js')
  const kinds = targets === 'all' ? [] : [...(targets.length > 0 ? targets : ['--dir']), '--x64']
  const places = [`-c.electronDist=${electronDist}`, `-c.directories.output=${output}`]
  const running = run(process.execPath, [builder, `--${system}`, ...kinds, ...places, ...settings], {
    cwd: ROOT,
    env: { ...process.env, ...env },
  })
  await running.catch(({ message, stdout }) => {
    throw new Error(`${message}\n${stdout}`)
  })
  return output
}
