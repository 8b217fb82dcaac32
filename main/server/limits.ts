/** Whether this key may do it once more now. Tells at once: what a client sends is dealt with in order. */
export type Limit = (key: string) => boolean

/** Allows `points` uses in each window of `seconds`, counted for each key from its first use. */
export function createLimit(points: number, seconds: number): Limit {
  const windows = new Map<string, { left: number; readonly end: number }>()
  return (key) => {
    const now = performance.now()
    // All windows are equally long, so those that opened first are over first.
    for (const [opened, { end }] of windows) {
      if (end > now) break
      windows.delete(opened)
    }
    const window = windows.get(key) ?? { left: points, end: now + 1_000 * seconds }
    windows.set(key, window)
    return window.left-- > 0
  }
}
