import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import { HELP, readCommandLine } from '../../main/cli/options.js'
import { ROOT } from './pack.js'

const run = promisify(execFile)
const UNIT = join(ROOT, 'build', 'linux', 'lanline-host.service')
const TOOL = '/usr/bin/systemd-analyze'

describe('the host as a service', () => {
  test.skipIf(!existsSync(TOOL))(
    'is a unit in which systemd finds nothing wrong (skipped where there is no systemd-analyze)',
    async () => {
      const { stdout, stderr } = await run(TOOL, ['verify', '--man=no', UNIT])
      // It may find something about other units on the machine.
      expect(`${stdout}${stderr}`.split('\n').filter((line) => line.includes('lanline-host'))).toEqual([])
    },
  )

  test('runs as nobody in particular, and may write to its own folder alone', async () => {
    const unit = await readFile(UNIT, 'utf8')
    for (const line of [
      'DynamicUser=yes',
      'StateDirectory=lanline',
      'ProtectSystem=strict',
      'ProtectHome=yes',
      'CapabilityBoundingSet=',
    ]) {
      expect(unit.split('\n')).toContain(line)
    }
    // What makes code as it runs needs memory that is written and run.
    expect(unit).not.toContain('MemoryDenyWriteExecute')
  })

  test('starts the host with options that it knows', async () => {
    const [, command = ''] = /^ExecStart=(.*)$/m.exec(await readFile(UNIT, 'utf8')) ?? []
    expect(command).toMatch(/^\/usr\/bin\/env node \/opt\/Lanline\/resources\/host\/main\/host\.js /)
    const options = command.match(/--[\w-]+/g) ?? []
    expect(options).toEqual(['--data'])
    for (const option of options) expect(HELP).toContain(`  ${option} `)
  })
})

/** The first block of that kind in docs/hosting.md. */
async function documented(kind: 'ini' | 'yaml'): Promise<string> {
  const text = await readFile(join(ROOT, 'docs', 'hosting.md'), 'utf8')
  const [, block = ''] = new RegExp(`^\`\`\`${kind}\n(.*?)^\`\`\``, 'ms').exec(text) ?? []
  return block
}

/** The options behind the host's script, and what it makes of them; a file that one names need not exist. */
function readAsHost(command: string, environment: NodeJS.ProcessEnv = {}) {
  const [, options = ''] = /out\/main\/host\.js (.*)$/.exec(command) ?? []
  return readCommandLine(options.replace(/--passcode-file \S+ ?/, '').split(' '), environment)
}

describe('the nodes of docs/hosting.md', () => {
  test.skipIf(!existsSync(TOOL))(
    'are a unit in which systemd finds nothing wrong (skipped where there is no systemd-analyze)',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'lanline-unit-'))
      onTestFinished(() => rm(folder, { recursive: true, force: true }))
      const path = join(folder, 'lanline-node.service')
      // The program need not be installed here where the unit has it.
      await writeFile(path, (await documented('ini')).replace('/usr/bin/node', process.execPath))
      const { stdout, stderr } = await run(TOOL, ['verify', '--man=no', path])
      expect(`${stdout}${stderr}`.split('\n').filter((line) => line.includes('lanline-node'))).toEqual([])
    },
  )

  test('are started by the unit with options that the host knows, and its Redis comes from the environment', async () => {
    const unit = await documented('ini')
    const [, command = ''] = /^ExecStart=(.*)$/m.exec(unit) ?? []
    const [, redis = ''] = /^# LANLINE_REDIS=(.*)$/m.exec(unit) ?? []
    expect(readAsHost(command, { LANLINE_REDIS: redis })).toMatchObject({
      redis: 'redis://:password@192.168.1.2:6379',
      host: { port: 8080, securePort: 8443, relay: false, dataFolder: '/var/lib/lanline' },
    })
    expect(command).toContain('--passcode-file ')
    expect(HELP).toContain('  --passcode-file ')
  })

  test('are started by the compose file with options that the host knows, each at a port of its own', async () => {
    const file = await documented('yaml')
    const [, command = ''] = /^ {2}command: node (.*)$/m.exec(file) ?? []
    const { redis, host } = readAsHost(command)
    expect(host).toMatchObject({ securePort: null, relay: false, discovery: false })
    expect(file).toContain(`  ${new URL(redis ?? '').hostname}: { image: "redis:`)
    const ports = [...file.matchAll(/^ {2}node\d: \{ <<: \*node, ports: \["(\d+):(\d+)"\] \}$/gm)]
    expect(ports.map(([, outside]) => outside)).toEqual(['8081', '8082', '8083'])
    for (const [, , inside] of ports) expect(Number(inside)).toBe(host.port)
    const { engines } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { engines: { node: string } }
    const [, image = ''] = /^ {2}image: node:(\d+)$/m.exec(file) ?? []
    expect(engines.node).toContain(`>=${image}`)
  })
})
