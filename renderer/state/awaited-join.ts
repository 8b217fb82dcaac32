import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals'
import { KINDS } from '../call/devices/capture.js'
import type { Devices } from '../call/devices/devices.js'
import type { Goal } from './goal.js'
import { takeJoin } from './hand-over.js'

/** Where the person was about to be, or was, on the plain http page that led here: in the room of this page, or elsewhere. */
export class AwaitedJoin {
  readonly #goal = signal<Goal | 'room' | undefined>(takeJoin() ? 'room' : undefined)

  /** Tells where they were, as the host says. */
  expect(goal: Goal): void {
    this.#goal.value = goal
  }

  /** Goes there by itself, once, where they have only had to allow the camera, or the microphone where there is none. */
  start(devices: Devices, letIn: ReadonlySignal<object | undefined>, go: (goal: Goal | 'room') => void): void {
    effect(() => {
      const states = KINDS.map((kind) => devices.inputs[kind].state.value)
      const goal = this.#goal.value
      if (!goal || !letIn.value || !states.includes('on') || states.includes('starting')) return
      this.#goal.value = undefined
      untracked(() => go(goal))
    })
  }
}
