import { AskPerson } from '../../common/ask-person.js'
import type { ScreenChoice, ScreenSource } from '../../common/bridge.js'
import type { Push } from './push.js'

/** Lets the person pick on the page what to share. One question is open at a time: the next one ends the one before. */
export class ScreenQuestion {
  readonly #asking = new AskPerson<ScreenChoice>()

  constructor(private readonly push: Push) {}

  async ask(sources: ScreenSource[], canShareSound: boolean): Promise<ScreenChoice> {
    return (await this.#asking.ask(() => this.push('pick-screen', { sources, canShareSound }))) ?? null
  }

  /** Takes the page's answer to the open question. */
  answer(choice: ScreenChoice): void {
    this.#asking.answer(choice)
  }
}
