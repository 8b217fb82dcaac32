import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { HELP } from '../../main/cli/options.js'
import { ROOT } from './pack.js'

const run = promisify(execFile)
const UNIT = join(ROOT, 'build', 'linux', 'lanline-host.service')
const TOOL = '/usr/bin/systemd-analyze'

describe('the host as a service', () => {
  test.skipIf(!existsSync(TOOL))(
    'is a unit in which systemd finds nothing wrong (skipped where there is no systemd-analyze)',
    async () => {
      const { stdout, stderr } = await run(TOOL, ['verify', '--man=no', UNIT])
      // Of other units on the machine it may find something.
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
