import { beforeAll, expect, test } from 'vitest'
import type { Finding } from '../../../../common/findings.js'
import { Doctor } from '../../../../renderer/state/doctor.js'
import { reportOf } from '../../../../renderer/state/doctor-report.js'
import { speakEnglish } from '../../../helpers/english.js'

beforeAll(speakEnglish)

const ALL_WELL: Finding = { code: 'all-well', facts: {}, commands: [] }
const BLOCKED: Finding = {
  code: 'multicast-blocked',
  facts: { address: '192.168.1.5' },
  commands: ['sudo ufw allow proto udp from 192.168.1.0/24 to any port 5353'],
}
const NO_PAIR: Finding = { code: 'no-ice-pair', facts: { peer: 'Bob' }, commands: [] }

type Answer = Finding[] | undefined | Error

/** A doctor whose host gives these answers, one a question. */
function doctorOf(...answers: Answer[]) {
  let asked = 0
  const check = async () => {
    const answer = answers[asked++]
    if (answer instanceof Error) throw answer
    return answer
  }
  return { doctor: new Doctor(check, () => ({ version: '0.1.0', os: 'Linux' })), asked: () => asked }
}

test('the host is asked when the findings are shown, and once at a time', async () => {
  const { doctor, asked } = doctorOf([BLOCKED], [ALL_WELL])
  expect([doctor.isOpen.value, doctor.outcome.value, asked()]).toEqual([false, 'idle', 0])
  doctor.open()
  expect([doctor.isOpen.value, doctor.outcome.value, asked()]).toEqual([true, 'checking', 1])
  await doctor.check()
  expect(asked()).toBe(1)
  expect(doctor.findings.value).toEqual([BLOCKED])
  await doctor.check()
  expect(doctor.findings.value).toEqual([ALL_WELL])
  doctor.close()
  expect(doctor.isOpen.value).toBe(false)
})

test('what is wrong with the links of the call is looked at anew each time', async () => {
  const LOST: Finding = { code: 'packets-lost', facts: { peer: 'Bob', percent: '30' }, commands: [] }
  const seen: (Finding[] | Error)[] = [[LOST], [], new Error('closed')]
  const look = async () => {
    const next = seen.shift()
    if (next instanceof Error || next === undefined) throw next
    return next
  }
  const doctor = new Doctor(
    async () => [ALL_WELL],
    () => ({ version: '', os: '' }),
    look,
  )
  await doctor.check()
  expect(doctor.findings.value).toEqual([LOST])
  for (const _ of ['nothing', 'what fails']) {
    await doctor.check()
    expect([doctor.outcome.value, doctor.findings.value]).toEqual([[ALL_WELL], [ALL_WELL]])
  }
})

test.each<[string, Answer, Doctor['outcome']['value']]>([
  ['does not answer', new Error('timeout'), 'failed'],
  ['does not tell this page', undefined, []],
])('a host that %s leaves what the page has found', async (_, answer, outcome) => {
  const { doctor } = doctorOf(answer)
  doctor.add(NO_PAIR)
  await doctor.check()
  expect(doctor.outcome.value).toEqual(outcome)
  expect(doctor.findings.value).toEqual([NO_PAIR])
})

test('a host that cannot even be asked has failed to answer', async () => {
  const doctor = new Doctor(
    () => {
      throw new Error('not connected')
    },
    () => ({ version: '0.1.0', os: 'Linux' }),
  )
  await doctor.check()
  expect(doctor.outcome.value).toBe('failed')
})

test('what the page finds comes first, denies that all is well, and goes again', async () => {
  const { doctor } = doctorOf([ALL_WELL], [BLOCKED])
  await doctor.check()
  const remove = doctor.add(NO_PAIR)
  expect(doctor.findings.value).toEqual([NO_PAIR])
  remove()
  remove()
  expect(doctor.findings.value).toEqual([ALL_WELL])
  doctor.add({ ...NO_PAIR })
  await doctor.check()
  expect(doctor.findings.value.map(({ code }) => code)).toEqual(['no-ice-pair', 'multicast-blocked'])
})

test('the report leaves addresses out until they are wanted', async () => {
  const { doctor } = doctorOf([BLOCKED])
  await doctor.check()
  expect(reportOf(doctor)).toMatch(/^Lanline 0\.1\.0 on Linux, 20\d\d-/)
  expect(reportOf(doctor)).toContain('multicast-blocked: ')
  expect(reportOf(doctor)).not.toContain('192.168.1.')
  doctor.leavesAddressesOut.value = false
  expect(reportOf(doctor)).toContain('192.168.1.5')
  expect(reportOf(doctor)).toContain('192.168.1.0/24')
})
