import { effect, type ReadonlySignal, signal } from '@preact/signals'

/** Whether something is open that the page may still have to fetch, with all that belongs to it. */
export class Opening {
  readonly isOpen = signal(false)

  readonly open = (): void => {
    this.isOpen.value = true
  }

  readonly close = (): void => {
    this.isOpen.value = false
  }

  readonly toggle = (): void => {
    this.isOpen.value = !this.isOpen.value
  }
}

/** Has at most one of these open, which is the one that was opened last. */
export function keepOneOpen(all: readonly { readonly isOpen: ReadonlySignal<boolean>; close(): void }[]): void {
  let last: (typeof all)[number] | undefined
  effect(() => {
    const open = all.filter(({ isOpen }) => isOpen.value)
    last = open.find((each) => each !== last) ?? open[0]
    for (const each of open) if (each !== last) each.close()
  })
}
