import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import packageJson from '../../package.json' with { type: 'json' }
import { ROOT } from './pack.js'

/** What the names of all installers begin with. */
export const NAME = `Lanline-${packageJson.version}`

/** Those of some files in `dist` that the workflow for releases puts into a release, sorted. */
export async function released(names: string[]): Promise<string[]> {
  const workflow = await readFile(join(ROOT, '.github', 'workflows', 'release.yml'), 'utf8')
  const patterns = [...workflow.matchAll(/^ +dist\/(\S+)$/gm)].map(
    ([, glob = '']) => new RegExp(`^${glob.replaceAll('.', '\\.').replaceAll('*', '[^/]*')}$`),
  )
  return names.filter((name) => patterns.some((pattern) => pattern.test(name))).sort()
}
