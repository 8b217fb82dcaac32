import { execFile } from 'node:child_process'
import { readdir, stat } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { join, normalize, posix, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import asar from '@electron/asar'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { OUT, pack, ROOT, removeDirectory, temporaryDirectory } from './pack.js'
import { requestedModules } from './requested-modules.js'

const run = promisify(execFile)
const SIZE_LIMIT_BYTES = 3_500_000

/** What the headless host loads where its options ask for it: no part of the app. */
const HEADLESS = 'headless-'

const toArchivePath = (path: string) => path.split(sep).join('/')

async function builtFiles(): Promise<string[]> {
  const entries = await readdir(OUT, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.map') && !entry.name.startsWith(HEADLESS))
    .map((entry) => toArchivePath(relative(ROOT, join(entry.parentPath, entry.name))))
}

describe('the packaged app', () => {
  let directory: string
  let archive: string
  let files: string[]

  beforeAll(async () => {
    directory = await temporaryDirectory()
    archive = join(await pack(directory, 'linux'), 'linux-unpacked', 'resources', 'app.asar')
    files = asar
      .listPackage(archive, { isPack: false })
      .map((entry) => entry.slice(1))
      .filter((entry) => 'size' in asar.statFile(archive, entry))
      .map(toArchivePath)
  })
  afterAll(() => removeDirectory(directory))

  const source = (path: string) => asar.extractFile(archive, normalize(path)).toString()
  const requested = (path: string) =>
    requestedModules(source(path)).filter((module) => !module.startsWith(`./${HEADLESS}`))

  test('holds package.json and the build, and nothing else', async () => {
    expect(files.toSorted()).toEqual([...(await builtFiles()), 'package.json'].sort())
  })

  test('is small', async () => {
    expect((await stat(archive)).size).toBeLessThan(SIZE_LIMIT_BYTES)
  })

  test('starts at a file it holds', () => {
    expect(files).toContain(JSON.parse(source('package.json')).main)
  })

  test('loads into the main process only itself, Node and Electron', () => {
    const modules = files.filter((path) => path.startsWith('out/main/'))
    expect(modules).toEqual(expect.arrayContaining(['out/main/index.js', 'out/main/host.js']))
    for (const path of modules) {
      const strangers = requested(path).filter(
        (module) => !(isBuiltin(module) || module === 'electron' || files.includes(posix.join('out/main', module))),
      )
      expect(strangers, path).toEqual([])
    }
  })

  test('has a headless host that does without Electron', () => {
    const seen = new Set<string>()
    const visit = (path: string) => {
      if (seen.has(path)) return
      seen.add(path)
      for (const module of requested(path)) {
        expect(module, path).not.toBe('electron')
        if (module.startsWith('.')) visit(posix.join('out/main', module))
      }
    }
    visit('out/main/host.js')
    expect(seen.size).toBeGreaterThan(1)
  })

  test('has a headless host that runs where there is no node_modules', async () => {
    const app = join(directory, 'app')
    asar.extractAll(archive, app)
    const { stdout } = await run(process.execPath, [join(app, 'out', 'main', 'host.js'), '--help'])
    expect(stdout).toContain('Lanline host')
  })

  test('has what the tray shows, beside the page', () => {
    const names = ['tray.png', 'tray@2x.png', 'trayTemplate.png', 'trayTemplate@2x.png']
    const inTray = files.filter((path) => path.startsWith('out/renderer/tray/'))
    expect(inTray.toSorted()).toEqual(names.map((name) => `out/renderer/tray/${name}`))
  })

  test('has a preload script of one file that requires only Electron', () => {
    expect(files.filter((path) => path.startsWith('out/preload/'))).toEqual(['out/preload/index.cjs'])
    expect(requestedModules(source('out/preload/index.cjs'))).toEqual(['electron'])
  })
})
