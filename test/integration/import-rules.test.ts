import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const BIOME = join(ROOT, 'node_modules', '@biomejs', 'biome', 'bin', 'biome')

const REFUSED: Record<string, string[]> = {
  'renderer/call/engine.ts': [
    ...['../ui/CallScreen.js', '../state/call.js', 'preact', '@preact/signals'],
    ...['../../common/bridge.js', '../../main/host/rooms.js', '../../preload/index.js', 'node:fs', 'electron'],
  ],
  'renderer/state/state.ts': ['../ui/CallScreen.js', '../../main/host/rooms.js', 'node:fs', 'electron'],
  'renderer/ui/Screen.tsx': ['../../main/host/rooms.js', '../../preload/index.js', 'node:fs', 'electron'],
  'renderer/main.tsx': ['../main/host.js', 'electron'],
  'common/shared.ts': [
    ...['node:fs', 'electron', 'socket.io', 'socket.io-client', 'preact', '@preact/signals'],
    ...['../main/host/rooms.js', '../renderer/call/call.js', '../preload/index.js'],
  ],
  'main/host/part.ts': [
    'electron',
    '../app/window.js',
    '../cli/options.js',
    '../../renderer/call/call.js',
    'preact',
    '@preact/signals',
  ],
  'main/host/relay/part.ts': [
    ...['electron', '../rooms.js', '../../lan/address.js', '../../../common/ip-address.js', 'valibot', 'socket.io'],
  ],
  'main/lan/part.ts': ['electron', '../host/rooms.js', '../../renderer/call/call.js'],
  'main/cli/index.ts': ['electron', '../app/window.js', '../../renderer/call/call.js'],
  'main/app/window.ts': ['electron', '../cli/options.js', '../../renderer/call/call.js'],
  'main/doctor/part.ts': ['electron', '../host/rooms.js', '../storage/json-file.js', '../app/window.js'],
  'main/storage/part.ts': ['electron', '../host/rooms.js', '../doctor/system.js', '../lan/address.js'],
  'main/index.ts': ['../renderer/call/call.js', 'preact'],
  'preload/index.ts': ['../renderer/call/call.js'],
}

const ALLOWED: Record<string, string[]> = {
  'renderer/call/engine.ts': ['../../common/protocol.js', './signaling.js', 'socket.io-client', '@preact/signals-core'],
  'renderer/state/state.ts': ['../call/call.js', '../../common/bridge.js', '@preact/signals'],
  'renderer/ui/Screen.tsx': ['../state/call.js', '../../common/invite.js', 'preact/hooks', 'lucide-preact'],
  'common/shared.ts': ['valibot', './protocol.js'],
  'main/host/part.ts': ['../lan/address.js', '../../common/protocol.js', './rooms.js', 'node:http', 'socket.io'],
  'main/host/relay/part.ts': ['node:dgram', './client.js'],
  'main/lan/part.ts': ['node:os', '../../common/protocol.js'],
  'main/cli/index.ts': ['../host/host.js', '../../common/protocol.js'],
  'main/doctor/part.ts': ['../lan/address.js', '../../common/findings.js'],
  'main/storage/part.ts': ['node:fs', '../../common/settings.js'],
  'main/index.ts': ['electron', './host/host.js', './lan/address.js'],
  'preload/index.ts': ['electron', '../common/bridge.js'],
}

const cases = (table: Record<string, string[]>) =>
  Object.entries(table).flatMap(([file, specifiers]) => specifiers.map((specifier) => ({ file, specifier })))

/** Lints a tree of files with the project's own rules. Gives what was refused, as "file imports specifier". */
function lint(root: string, table: Record<string, string[]>): Set<string> {
  for (const [file, specifiers] of Object.entries(table)) {
    const imports = specifiers.map((specifier, index) => `import { it${index} } from '${specifier}'\n`)
    const use = `\nexport const used = [${specifiers.map((_, index) => `it${index}`).join(', ')}]\n`
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), imports.join('') + use)
  }
  cpSync(join(ROOT, 'biome.json'), join(root, 'biome.json'))
  mkdirSync(join(root, 'tools'))
  for (const plugin of readdirSync(join(ROOT, 'tools')).filter((file) => file.endsWith('.grit'))) {
    cpSync(join(ROOT, 'tools', plugin), join(root, 'tools', plugin))
  }
  const options = ['lint', '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=github', '.']
  const { stdout, stderr } = spawnSync(process.execPath, [BIOME, ...options], { cwd: root, encoding: 'utf8' })
  if (/configuration|panicked/.test(stderr)) throw new Error(stderr)
  const found = stdout.matchAll(/^::error title=(?:plugin|[\w/]*noRestrictedImports),file=(.+?),line=(\d+)/gm)
  return new Set(
    [...found].map(([, path = '', line]) => {
      const file = Object.keys(table).find((name) => path.replaceAll('\\', '/').endsWith(`/${name}`)) ?? path
      return `${file} imports ${table[file]?.[Number(line) - 1]}`
    }),
  )
}

const directory = mkdtempSync(join(tmpdir(), 'lanline-imports-'))
afterAll(() => rmSync(directory, { recursive: true }))

describe('the linter refuses', () => {
  let refused: Set<string>
  beforeAll(() => {
    mkdirSync(join(directory, 'refused'))
    refused = lint(join(directory, 'refused'), REFUSED)
  })

  test.each(cases(REFUSED))('$file importing $specifier', ({ file, specifier }) => {
    expect(refused).toContain(`${file} imports ${specifier}`)
  })
})

describe('the linter allows', () => {
  let refused: Set<string>
  beforeAll(() => {
    mkdirSync(join(directory, 'allowed'))
    refused = lint(join(directory, 'allowed'), ALLOWED)
  })

  test.each(cases(ALLOWED))('$file importing $specifier', ({ file, specifier }) => {
    expect(refused).not.toContain(`${file} imports ${specifier}`)
  })

  test('and finds nothing else to refuse', () => {
    expect([...refused]).toEqual([])
  })
})
