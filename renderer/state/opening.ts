import { signal } from '@preact/signals'

/** Whether something is open that the page may still have to fetch, with all that belongs to it. */
export class Opening {
  readonly isOpen = signal(false)

  readonly open = (): void => {
    this.isOpen.value = true
  }

  readonly close = (): void => {
    this.isOpen.value = false
  }
}
