import { effect, signal } from '@preact/signals'
import { untilThere } from '../call/until-there.js'
import type { Goal } from './goal.js'
import type { OtherTabs, Page } from './other-tabs.js'
import type { Sessions } from './session.js'
import { CALLS, storage } from './storage.js'

/** Has what looks after the calls of the browser's other tabs fetched, once there is a call in this one or in another. */
export class TabWatch {
  /** There once it is fetched. */
  readonly tabs = signal<OtherTabs | undefined>(undefined)

  constructor(
    private readonly page: Page,
    private readonly sessions: Sessions,
  ) {}

  /** Notes this page's calls for the other tabs from now on. */
  start(): void {
    effect(() => {
      if (this.page.calling.screen.value.kind === 'call') void untilThere(() => this.#fetch())
    })
  }

  /**
   * Whether another tab is there already, so that the person is asked which it is to be. Where what knows cannot be fetched,
   * they go in unasked.
   */
  async asksAbout(goal: Goal): Promise<boolean> {
    if (goal.kind !== 'room' || storage.get(CALLS) === '') return false
    const tabs = await this.#fetch().catch(reportError)
    return (await tabs?.ask(goal)) ?? false
  }

  async #fetch(): Promise<OtherTabs> {
    const { OtherTabs } = await import('./other-tabs.js')
    this.tabs.value ??= new OtherTabs(this.page, this.sessions)
    return this.tabs.value
  }
}
