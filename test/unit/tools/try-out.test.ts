import { expect, test } from 'vitest'
import app from '../../../common/locales/en/app.js'
import { first } from '../../../common/locales/en/first.js'
import { later } from '../../../common/locales/en/later.js'
import { policyFile } from '../../../main/storage/policy.js'
import { questionsFor, reportOf, tryOut } from '../../../tools/try-out.js'

/** Answers with these lines, one after the other. */
function person(...lines: string[]) {
  const asked: string[] = []
  const ask = async (text: string) => {
    asked.push(text)
    const line = lines.shift()
    if (line === undefined) throw new Error(`Nobody answers: ${text}`)
    return line
  }
  return { asked, ask }
}

test.each(['linux', 'darwin', 'win32'] as const)(
  'on %s there is a guided check of prompts, tray, picker and more',
  (platform) => {
    const text = JSON.stringify(questionsFor(platform, false))
    for (const word of ['tray', 'picker', 'notification', 'lanline://']) expect(text).toContain(word)
    expect(text.includes('macOS asked')).toBe(platform === 'darwin')
  },
)

test.each([
  ['linux', ['Ctrl+Shift+M', 'Wayland']],
  ['darwin', ['⇧⌘M', 'in the dock']],
  ['win32', ['Ctrl+Shift+M', 'in the taskbar']],
] as const)(
  'on %s nothing is left out that no test can try, and each is asked as that system has it',
  (platform, own) => {
    const questions = questionsFor(platform, true)
    const text = JSON.stringify(questions)
    const everywhere = ['play music', 'headset', 'answered by themselves', '--join', 'lanline-data']
    for (const word of [...everywhere, ...own]) expect(text.split(word), word).not.toHaveLength(1)
    expect(questions.filter(({ do: before }) => before?.includes('play music'))).toHaveLength(1)
    const policies = questions.filter(({ do: before }) => before?.includes('policy.json'))
    const path = policyFile({ platform, environment: { ProgramData: '%ProgramData%' } })
    expect(policies).toEqual([expect.objectContaining({ do: expect.stringContaining(` into ${path}, `) })])
  },
)

test('the check of five minutes has at most ten questions, all of which are among the others', () => {
  for (const platform of ['linux', 'darwin', 'win32'] as const) {
    const questions = questionsFor(platform, false)
    expect(questions.length).toBeLessThanOrEqual(10)
    expect(questionsFor(platform, true)).toEqual(expect.arrayContaining(questions))
  }
})

test('what the questions quote is what the app says', () => {
  const said = Object.values<unknown>({ ...app.data, ...first, ...later })
  /** What is said by the system, or is written by the person. */
  const ofOthers = ['Allow', 'port']
  for (const platform of ['linux', 'darwin', 'win32'] as const) {
    for (const { do: before = '', see } of questionsFor(platform, true)) {
      for (const [, quoted = ''] of `${before} ${see}`.matchAll(/"([^"]+)"/g)) {
        if (!ofOthers.includes(quoted)) expect(said, quoted).toContain(quoted)
      }
    }
  }
})

test('each question is answered by yes, no or skip, and a no is explained', async () => {
  const questions = questionsFor('linux', false).slice(0, 3)
  const { asked, ask } = person('perhaps', 'y', 'No', ' no picture ', 's')
  const answers = await tryOut(questions, ask)
  expect(answers.map(({ verdict, note }) => [verdict, note])).toEqual([
    ['yes', ''],
    ['no', 'no picture'],
    ['skipped', ''],
  ])
  expect(asked).toHaveLength(5)
  const report = reportOf('Lanline 0.1.0 on linux', new Date(0), answers)
  expect(report).toMatch(/^Lanline 0\.1\.0 on linux\n1970-01-01T00:00:00\.000Z\n\nyes /)
  expect(report).toMatch(/^no .*\n +no picture$/m)
})
