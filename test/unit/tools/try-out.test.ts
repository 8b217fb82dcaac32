import { expect, test } from 'vitest'
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
    const text = JSON.stringify(questionsFor(platform))
    for (const word of ['tray', 'picker', 'notification', 'passcode', 'lanline://']) expect(text).toContain(word)
    expect(text.includes('macOS asked')).toBe(platform === 'darwin')
  },
)

test('each question is answered by yes, no or skip, and a no is explained', async () => {
  const questions = questionsFor('linux').slice(0, 3)
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
