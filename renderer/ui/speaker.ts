import { signal } from '@preact/signals'
import { createContext } from 'preact'

/** The loudspeaker that everything on the page plays through; empty: the system's. */
export const Speaker = createContext<{ readonly value: string }>(signal(''))

interface Player {
  readonly sinkId?: unknown
  setSinkId?(deviceId: string): Promise<void>
}

/** Plays through this loudspeaker where the browser lets a page choose, else or where it fails through the system's. */
export function playThrough(player: HTMLMediaElement | AudioContext, deviceId: string): void {
  const { sinkId, setSinkId } = player as Player
  if (setSinkId && sinkId !== deviceId) setSinkId.call(player, deviceId).catch(() => undefined)
}
