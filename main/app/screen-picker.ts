import type { ScreenChoice, ScreenSource } from '../../common/bridge.js'
import type { Push } from './push.js'

/** Lets the person pick on the page what to share. One question is open at a time: the next one ends the one before. */
export class ScreenPicker {
  #answered = (_choice: ScreenChoice) => {}

  constructor(private readonly push: Push) {}

  pick(sources: ScreenSource[], canShareSound: boolean): Promise<ScreenChoice> {
    this.#answered(null)
    return new Promise((resolve) => {
      this.#answered = resolve
      this.push('pick-screen', { sources, canShareSound })
    })
  }

  /** Takes the page's answer to the open question. */
  answer(choice: ScreenChoice): void {
    this.#answered(choice)
  }
}
