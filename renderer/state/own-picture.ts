import { effect, type ReadonlySignal, untracked } from '@preact/signals'
import type { Devices } from '../call/devices/devices.js'
import type { Screen } from './goal.js'

/** Whether a person on this screen sees or sends their picture, or is about to. */
const hasOwnPicture = ({ kind }: Screen) => kind === 'start' || kind === 'joining' || kind === 'call'

/**
 * Has camera and microphone on as long as there is something that they are for. `isSeen`: whether the person sees the
 * start screen; nobody sees that of an app without a window, which goes on all day long.
 */
export const followScreen = (
  devices: Pick<Devices, 'start' | 'rest'>,
  screen: ReadonlySignal<Screen>,
  isSeen: ReadonlySignal<boolean> | undefined,
): (() => void) =>
  effect(() => {
    const isWanted = hasOwnPicture(screen.value) && (screen.value.kind !== 'start' || (isSeen?.value ?? true))
    untracked(() => (isWanted ? void devices.start() : devices.rest()))
  })
