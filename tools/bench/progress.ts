import { Presets, SingleBar } from 'cli-progress'

/** A bar on standard error while something is counted; nothing where that is no terminal. */
export class Progress {
  readonly #bar: SingleBar
  #isShown = false

  constructor() {
    const format = '{what}  {bar} {percentage} %  {value}/{total}  {duration_formatted}'
    this.#bar = new SingleBar(
      { format, stream: process.stderr, hideCursor: true, clearOnComplete: true, fps: 5 },
      Presets.shades_classic,
    )
    process.once('exit', () => this.stop())
  }

  start(what: string, total: number): void {
    this.stop()
    this.#bar.start(total, 0, { what })
    this.#isShown = true
  }

  update(count: number): void {
    if (this.#isShown) this.#bar.update(count)
  }

  /** Takes the bar off the terminal, which shows its cursor again. */
  stop(): void {
    if (this.#isShown) this.#bar.stop()
    this.#isShown = false
  }
}
