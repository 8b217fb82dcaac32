import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { Bridge } from '../../../../common/bridge.js'
import type { Finding } from '../../../../common/findings.js'
import { SignalLog } from '../../../../renderer/call/signal-log.js'
import { Doctor } from '../../../../renderer/state/doctor.js'
import { Report } from '../../../../renderer/state/report.js'
import { speakEnglish } from '../../../helpers/english.js'

beforeAll(speakEnglish)

const ADDRESS = '192.168.1.5'

afterEach(() => vi.unstubAllGlobals())

async function reportOf(bridge?: Partial<Bridge>) {
  const finding: Finding = { code: 'multicast-blocked', facts: { address: ADDRESS }, commands: [] }
  const doctor = new Doctor(
    async () => [finding],
    () => ({ version: '0.1.0', os: 'Linux' }),
  )
  await doctor.check()
  const log = new SignalLog()
  log.add({ direction: 'in', type: 'message', payload: 'a secret word' })
  log.add({ direction: 'page', type: 'connection', payload: `connected by ${ADDRESS}` })
  return { doctor, report: new Report(bridge as Bridge | undefined, doctor, log) }
}

test('in a browser findings and signaling log are downloaded, without addresses and chat', async () => {
  const { doctor, report } = await reportOf()
  const download = vi.fn()
  await report.save(download)
  const [text, name] = download.mock.calls[0] ?? []
  expect(name).toBe('lanline-report.txt')
  expect(text).toMatch(
    /^Lanline 0\.1\.0 on Linux[\s\S]*\(mDNS\)[\s\S]*Lanline signaling log[\s\S]*connected by \[address\]/,
  )
  expect(text).not.toMatch(/192\.168|secret word/)

  doctor.leavesAddressesOut.value = false
  await report.save(download)
  const [findings, signaling] = String(download.mock.lastCall?.[0]).split('Lanline signaling log')
  expect(findings).toContain(ADDRESS)
  expect(signaling).not.toContain(ADDRESS)
})

test('in the app it is handed to the app, and said where that cannot save it', async () => {
  const reported = vi.fn()
  vi.stubGlobal('reportError', reported)
  const saveReport = vi.fn(async (_text: string) => true)
  const { report } = await reportOf({ saveReport })
  const download = vi.fn()
  await report.save(download)
  expect(saveReport.mock.calls[0]?.[0]).toContain('Lanline signaling log')
  expect(report.hasFailed.value).toBe(false)

  saveReport.mockRejectedValueOnce(new Error('no space'))
  await report.save(download)
  expect(report.hasFailed.value).toBe(true)
  expect(reported).toHaveBeenCalledOnce()
  await report.save(download)
  expect(report.hasFailed.value).toBe(false)
  expect(download).not.toHaveBeenCalled()
})
