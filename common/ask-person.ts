/** A question to a person, of which one is open at a time: the next one takes the place of the one before. */
export class AskPerson<Answer> {
  #answer: (answer: Answer | undefined) => void = () => {}

  /** Shows the question and waits. Resolves with undefined where the person does not answer it. */
  ask(show: () => void): Promise<Answer | undefined> {
    this.answer(undefined)
    return new Promise((resolve) => {
      this.#answer = resolve
      show()
    })
  }

  /** Answers the open question; undefined: the person does not. Where none is open nothing happens. */
  answer(answer: Answer | undefined): void {
    this.#answer(answer)
  }
}
