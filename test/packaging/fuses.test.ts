import { spawnSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FUSES, fuseWire, WRONG_FUSES } from './fuses.js'
import { ROOT, removeDirectory, temporaryDirectory } from './pack.js'

let output: string

beforeEach(async () => {
  output = await temporaryDirectory()
})
afterEach(() => removeDirectory(output))

/** Runs what the workflow for releases runs. */
function check() {
  const script = join(ROOT, 'tools', 'check-fuses.ts')
  return spawnSync(process.execPath, ['--import', 'tsx', script, output], { cwd: ROOT, encoding: 'utf8' })
}

/** A packaged app whose Electron has these fuses. */
async function writeApp(fuses: Readonly<Record<string, boolean>>): Promise<void> {
  await mkdir(join(output, 'linux-unpacked'))
  await writeFile(join(output, 'linux-unpacked', 'lanline'), fuseWire(fuses))
}

test('apps whose fuses are right pass the check of a release', async () => {
  await writeApp(FUSES)
  expect(check()).toMatchObject({ status: 0, stdout: expect.stringMatching(/^linux-unpacked: all fuses are /) })
})

test('an app with a wrong fuse does not', async () => {
  await writeApp(WRONG_FUSES)
  expect(check()).toMatchObject({ status: 1, stdout: expect.stringContaining('"RunAsNode":true') })
})

test('an app with a fuse more than is known does not', async () => {
  await writeApp({ ...FUSES, unknown: true })
  expect(check()).toMatchObject({ status: 1, stdout: expect.stringContaining('"fuse 9":true') })
})

test('no app at all does not', () => {
  expect(check()).toMatchObject({ status: 1, stderr: expect.stringContaining(`There is no app in ${output}.`) })
})
