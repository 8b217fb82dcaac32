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
  #fetching: Promise<OtherTabs> | undefined

  constructor(
    private readonly page: Page,
    private readonly sessions: Sessions,
  ) {}

  /** Notes this page's calls for the other tabs from now on. */
  start(): void {
    effect(() => {
      if (this.page.calling.screen.value.kind === 'call') void this.#fetch()
    })
  }

  /** Whether another tab is there already, so that the person is asked which it is to be. */
  async asksAbout(goal: Goal): Promise<boolean> {
    if (goal.kind !== 'room' || storage.get(CALLS) === '') return false
    return (await this.#fetch()).ask(goal)
  }

  #fetch(): Promise<OtherTabs> {
    this.#fetching ??= untilThere(() => import('./other-tabs.js')).then(({ OtherTabs }) => {
      const tabs = new OtherTabs(this.page, this.sessions)
      this.tabs.value = tabs
      return tabs
    })
    return this.#fetching
  }
}
