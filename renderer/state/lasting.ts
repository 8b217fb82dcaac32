import { effect, type ReadonlySignal, signal } from '@preact/signals'

/** Whether `source` has been true for this long without a break. */
export function lasting(source: ReadonlySignal<boolean>, ms: number): ReadonlySignal<boolean> {
  const lasts = signal(false)
  effect(() => {
    lasts.value = false
    if (!source.value) return
    const timer = setTimeout(() => {
      lasts.value = true
    }, ms)
    return () => clearTimeout(timer)
  })
  return lasts
}
