import { readdir, readFile, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import { log, logToFile, reportedLog } from '../../../../main/storage/log.js'
import { temporaryFolder } from '../../../helpers/temporary-folder.js'

let written: string[]
beforeEach(() => {
  written = []
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0)
})

test('everything goes to stderr, one line each, with its level and what came along', () => {
  const toStdout = vi.spyOn(process.stdout, 'write')
  log.info('It runs.')
  log.error('It failed:', new Error('no disk'))
  expect(written[0]).toMatch(/^\d\d:\d\d:\d\d info: It runs\.\n$/)
  expect(written[1]).toMatch(/error: It failed: Error: no disk/)
  expect(toStdout).not.toHaveBeenCalled()
})

test('in the app it goes to a file that nobody else may read, too', async () => {
  const folder = join(await temporaryFolder(), 'logs')
  logToFile(folder)
  log.warn('There is no tray.')
  expect(await readFile(join(folder, 'main.log'), 'utf8')).toMatch(
    /^\d{4}-\d\d-\d\dT\S+Z warn: There is no tray\.\r?\n$/,
  )
  if (process.platform !== 'win32') expect((await stat(join(folder, 'main.log'))).mode & 0o077).toBe(0)
})

test('a file that is full gives way to a new one, and one of those before is kept', async () => {
  const folder = await temporaryFolder()
  logToFile(folder)
  const line = 'x'.repeat(300 * 1024)
  for (const number of [1, 2, 3, 4, 5]) log.info(`${number} ${line}`)
  expect((await readdir(folder)).sort()).toEqual(['main.log', 'main.old.log'])
  expect(await readFile(join(folder, 'main.old.log'), 'utf8')).toContain('info: 4 x')
  expect(await readFile(join(folder, 'main.log'), 'utf8')).toContain('info: 5 x')
})

test('what is reported is the end of both files, without addresses and the name of the account', async () => {
  const folder = await temporaryFolder()
  expect(await reportedLog(folder)).toBe('')
  logToFile(folder)
  log.info(`first ${'x'.repeat(300 * 1024)}`)
  log.error(`${join(homedir(), 'settings.json')} cannot be written`)
  log.error('connect ECONNREFUSED 192.168.1.5:8080 and fe80::1%eth0')
  const text = await reportedLog(folder)
  expect(text).toMatch(/^\S+ error: ~.settings\.json cannot be written\r?\n/)
  expect(text).toMatch(/connect ECONNREFUSED \[address\]:8080 and \[address\]\r?\n$/)
})

test('a folder that cannot be written to is no reason to fail', async () => {
  logToFile('/dev/null/logs')
  expect(() => log.error('It failed.')).not.toThrow()
  expect(written.join('')).toContain('It failed.')
})
