import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { ROOT, removeDirectory, temporaryDirectory } from './pack.js'

const run = promisify(execFile)
const workflow = (name: string) => readFile(join(ROOT, '.github', 'workflows', name), 'utf8')

/** The steps of a workflow's jobs, each as it is written. */
const steps = (text: string) => text.split(/^ {6}- /m).slice(1)
/** The lines of a job, up to the next one. */
const job = (text: string, name: string) => text.match(new RegExp(`^  ${name}:\\n((?: {4}.*\\n|\\n)+)`, 'm'))?.[1]

test.each(['test.yml', 'release.yml'])('%s runs on the three systems', async (name) => {
  const text = await workflow(name)
  const systems = text.match(/^ +os: .*$/gm) ?? []
  for (const line of systems) expect(line).toMatch(/ \[ubuntu-latest, windows-latest, macos-latest\]$/)
  expect(systems).toHaveLength(name === 'test.yml' ? 2 : 1)
  expect(text.match(/^ +runs-on: \$\{\{ matrix\.os \}\}$/gm)).toHaveLength(systems.length)
})

test('the tests run on the lowest Node that is allowed, and on the newest', async () => {
  const text = await workflow('test.yml')
  const lowest = /\d+\.\d+\.\d+/.exec(packageJson.engines.node)?.[0]
  expect(text.match(/^ +node: .*$/gm)).toEqual([expect.stringMatching(` \\["${lowest}", latest\\]$`)])
  expect(job(text, 'test')?.match(/node-version: .*/g)).toEqual([expect.stringMatching(/\$\{\{ matrix\.node \}\}$/)])
})

test('before all else the app is launched on each system, and quit', async () => {
  const text = await workflow('test.yml')
  const launch = job(text, 'launch') ?? ''
  expect(text.indexOf('  launch:\n')).toBeLessThan(text.indexOf('  test:\n'))
  expect(job(text, 'test')).toContain('needs: launch\n')
  expect(launch).toContain('LANLINE_NEEDS_ELECTRON: 1')
  const spec = 'test/e2e/electron/launch.spec.ts'
  expect(existsSync(join(ROOT, spec))).toBe(true)
  expect(steps(launch).filter((step) => step.includes(`${spec} --project=electron`))).toEqual([
    expect.stringMatching(/if: runner\.os == 'Linux'\n +run: xvfb-run /),
    expect.stringMatching(/if: runner\.os != 'Linux'\n/),
  ])
})

test('a release is built with the Node that Electron has, as is the page in development', async () => {
  const major = (await readFile(join(ROOT, '.nvmrc'), 'utf8')).trim()
  expect((await workflow('release.yml')).match(/node-version: .*/g)).toEqual([`node-version: ${major}`])
  expect(await readFile(join(ROOT, 'tools', 'electron-node.ts'), 'utf8')).toContain(`VERSION = '${major}.`)
})

test('the tests run for every change, on Linux with a display', async () => {
  const text = await workflow('test.yml')
  expect(text).toMatch(/^on:\n {2}push:\n {4}branches: \[main\]\n {2}pull_request:\n/m)
  const runs = steps(text).filter((step) => /run: .*npm test/.test(step))
  expect(runs).toEqual([
    expect.stringMatching(/if: runner\.os == 'Linux'\n +run: xvfb-run .*npm test$/m),
    expect.stringMatching(/if: runner\.os != 'Linux'\n +run: npm test$/m),
  ])
  expect(steps(text).join()).toMatch(/apt-get install .*\bxvfb\b/)
})

test('a release is made on a tag, of what passed its tests, its fuses checked', async () => {
  const text = await workflow('release.yml')
  expect(text).toMatch(/^on:\n {2}push:\n {4}tags: \["v\*"\]\n\n/m)
  expect(job(text, 'test')).toContain('uses: ./.github/workflows/test.yml\n')
  expect(job(text, 'build')).toContain('needs: test\n')
  const made = steps(job(text, 'build') ?? '')
  const indexOf = (pattern: RegExp) => made.findIndex((step) => pattern.test(step))
  const order = [/npm ci/, /npm run dist$/m, /npx tsx tools\/check-fuses\.ts dist$/m, /upload-artifact/].map(indexOf)
  expect(order).toEqual(order.toSorted((a, b) => a - b))
  expect(order).not.toContain(-1)
})

test('on Windows a release has an msi too, which installs for all users and starts nothing', async () => {
  const build = steps(job(await workflow('release.yml'), 'build') ?? '')
  expect(build.filter((step) => step.includes('dist:msi'))).toEqual([
    expect.stringMatching(/if: runner\.os == 'Windows'\n/),
  ])
  expect(build.at(-1)).toContain('dist/*.msi\n')
  expect(packageJson.scripts['dist:msi']).toContain('electron-builder --win msi')
  const settings = await readFile(join(ROOT, 'electron-builder.yml'), 'utf8')
  const msi = /^msi:\n((?: {2}.*\n)+)/m.exec(settings)?.[1]
  expect(msi).toContain('perMachine: true\n')
  expect(msi).toContain('runAfterFinish: false\n')
  // Another one would install beside what is there.
  expect(msi).toContain('upgradeCode: 6F0B4D0E-7C1D-4C55-9C0B-2A1B8E5A6D31\n')
})

test('a release comes with checksums of all its files', async () => {
  const draft = job(await workflow('release.yml'), 'draft')
  expect(draft).toContain('needs: build\n')
  expect(draft).toMatch(/path: release\n[\s\S]*working-directory: release\n +run: sha256sum \*\.\* > SHA256SUMS\n/)
  expect(draft).toMatch(/SHA256SUMS[\s\S]*gh release create "\$GITHUB_REF_NAME" release\/\* /)
})

test('every screen in every look is kept as a picture, with the fonts that the looks need', async () => {
  const text = await workflow('screens.yml')
  expect(text).toMatch(/^on:\n {2}push:\n {4}branches: \[main\]\n/m)
  const made = steps(job(text, 'screens') ?? '')
  expect(made.filter((step) => step.startsWith('run: npm run screens'))).toHaveLength(1)
  const kept = made.at(-1)
  expect(kept).toMatch(/^ +if: always\(\)$/m)
  expect(kept).toContain('path: test-results/screens\n')
  expect(await readFile(join(ROOT, 'test', 'helpers', 'screenshot.ts'), 'utf8')).toContain('/screens/$')
  const setup = await readFile(join(ROOT, 'test', 'helpers', 'font-sets.ts'), 'utf8')
  const fonts = [...setup.matchAll(/packages: '(.*)'/g)].flatMap(([, names = '']) => names.split(' and '))
  expect(fonts).toHaveLength(3)
  for (const name of fonts) expect(text).toContain(name)
})

// Without a display no Electron runs on Linux. On other systems it cannot be kept from running.
describe.runIf(process.platform === 'linux')('where there is no Electron', () => {
  const VARIABLE = 'LANLINE_NEEDS_ELECTRON'
  let directory: string

  beforeAll(async () => {
    directory = await temporaryDirectory()
  })
  afterAll(() => removeDirectory(directory))

  /** Runs a test of the app on a machine without a display. */
  function testApp(needsElectron: string | undefined) {
    const { DISPLAY, WAYLAND_DISPLAY, [VARIABLE]: _, ...env } = process.env
    const cli = join(ROOT, 'node_modules', 'playwright', 'cli.js')
    const spec = ['test/e2e/electron/bridge.spec.ts', '--project=electron', '--max-failures=1']
    return run(process.execPath, [cli, 'test', ...spec, '--reporter=line', `--output=${directory}`], {
      cwd: ROOT,
      env: { ...env, ...(needsElectron && { [VARIABLE]: needsElectron }) },
    })
  }

  test('the tests of the app fail if they are told that they need it, as the workflow tells them', async () => {
    const value = job(await workflow('test.yml'), 'test')?.match(new RegExp(`${VARIABLE}: (.*)`))?.[1]
    await expect(testApp(value)).rejects.toMatchObject({
      stdout: expect.stringContaining('Electron is needed, but this machine has no display.'),
    })
  })

  test('they are skipped if not', async () => {
    expect((await testApp(undefined)).stdout).toMatch(/^ +\d+ skipped$/m)
  })
})
