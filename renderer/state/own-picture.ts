import { effect, type ReadonlySignal } from '@preact/signals'
import type { Devices } from '../call/devices/devices.js'
import type { Screen } from './goal.js'

/**
 * Has camera and microphone on as long as there is something that they are for: on a screen on which the person sees or
 * sends their picture, or is about to. `isSeen`: whether the start screen is seen, which that of an app without a window
 * is not, all day long.
 */
export const followScreen = (
  devices: Pick<Devices, 'start' | 'rest'>,
  screen: ReadonlySignal<Screen>,
  isSeen?: ReadonlySignal<boolean>,
): (() => void) =>
  effect(() => {
    const { kind } = screen.value
    if (kind === 'joining' || kind === 'call' || (kind === 'start' && isSeen?.value !== false)) void devices.start()
    else devices.rest()
  })
