import { effect, type ReadonlySignal } from '@preact/signals'
import type { Bridge } from '../../../common/bridge.js'

interface Item {
  readonly file: {
    readonly offer: { readonly size: number }
    readonly state: ReadonlySignal<{ readonly verified: number }>
  }
}

/** Has the app show in the taskbar how much of these is there, in whole percents, and nothing where there are none. */
export function showProgress(underWay: ReadonlySignal<readonly Item[]>, bridge: Pick<Bridge, 'showProgress'>): void {
  let shown: number | null = null
  effect(() => {
    const percent = percentOf(underWay.value)
    if (percent === shown) return
    shown = percent
    bridge.showProgress(percent).catch((error) => reportError(error))
  })
}

function percentOf(items: readonly Item[]): number | null {
  if (items.length === 0) return null
  const size = items.reduce((sum, { file }) => sum + file.offer.size, 0)
  const done = items.reduce((sum, { file }) => sum + file.state.value.verified, 0)
  return size === 0 ? 100 : Math.floor((100 * done) / size)
}
