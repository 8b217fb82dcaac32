import { expect, test, vi } from 'vitest'
import { AskPerson } from '../../../common/ask-person.js'

test('a question is shown, and the answer awaited', async () => {
  const asking = new AskPerson<string>()
  const show = vi.fn()
  const answer = asking.ask(show)
  expect(show).toHaveBeenCalledOnce()
  asking.answer('yes')
  asking.answer('no')
  expect(await answer).toBe('yes')
})

test('it is answered while it is being shown', async () => {
  const asking = new AskPerson<string>()
  expect(await asking.ask(() => asking.answer('yes'))).toBe('yes')
})

test('the next question ends the one before, which nobody answers any more', async () => {
  const asking = new AskPerson<string>()
  const [first, second] = [asking.ask(() => {}), asking.ask(() => {})]
  expect(await first).toBeUndefined()
  asking.answer('yes')
  expect(await second).toBe('yes')
})

test('an answer without a question is nothing', () => {
  expect(() => new AskPerson<string>().answer('yes')).not.toThrow()
})
