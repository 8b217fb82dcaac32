import type { Want } from '../../common/channels.js'

/** What is told of; numbers between would be told anew with each move of a window's edge. */
const LINES = [0, 180, 270, 360, 540, 720, 1080, 1440, 2160, 4320]
/** A glance into another window is not worth the picture that has to be begun anew. */
const HIDDEN_MS = 10_000

export interface Shown {
  /** Lines of each picture on the screen; undefined where there is none to be shown now, so that it does not matter. */
  readonly camera: number | undefined
  readonly screen: number | undefined
}

/** What to tell a peer of how much is shown of their pictures: more at once, less when it stays less. */
export class ShownLines {
  #told: Want | undefined
  #before: Want | undefined
  #hiddenSinceMs: number | undefined

  /** Takes in how it is now, to be told about once a second; gives what is to be told, where that is something else. */
  look(shown: Shown, isHidden: boolean, nowMs: number): Want | undefined {
    this.#hiddenSinceMs = isHidden ? (this.#hiddenSinceMs ?? nowMs) : undefined
    const isAway = this.#hiddenSinceMs !== undefined && nowMs - this.#hiddenSinceMs >= HIDDEN_MS
    // What a window that is hidden shows tells nothing.
    if (isHidden && !isAway) return undefined
    const now = {
      camera: isAway ? 0 : (roundedUp(shown.camera) ?? this.#told?.camera ?? LINES.at(-1) ?? 0),
      screen: isAway ? 0 : (roundedUp(shown.screen) ?? this.#told?.screen ?? LINES.at(-1) ?? 0),
    }
    const before = this.#before ?? now
    this.#before = now
    const told = {
      camera: Math.max(now.camera, Math.min(before.camera, this.#told?.camera ?? now.camera)),
      screen: Math.max(now.screen, Math.min(before.screen, this.#told?.screen ?? now.screen)),
    }
    if (told.camera === this.#told?.camera && told.screen === this.#told.screen) return undefined
    this.#told = told
    return told
  }
}

const roundedUp = (lines: number | undefined) =>
  lines === undefined ? undefined : (LINES.find((step) => step >= lines) ?? LINES.at(-1))
