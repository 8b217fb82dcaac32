/** Small things that the page remembers; a browser that keeps nothing is no reason to fail. */
function remembering(area: () => Storage) {
  return {
    get(key: string): string {
      try {
        return area().getItem(key) ?? ''
      } catch {
        return ''
      }
    },

    set(key: string, value: string): void {
      try {
        area().setItem(key, value)
      } catch {
        // Without storage the person is asked again next time.
      }
    },

    remove(key: string): void {
      try {
        area().removeItem(key)
      } catch {
        // Then it was not kept either.
      }
    },
  }
}

/** Where a tab keeps its way back into the call that it is in. */
export const WAY_BACK = 'lanline.call'

/** Where the tabs of one browser keep the calls that they are in. */
export const CALLS = 'lanline.calls'

/** Kept for good. */
export const storage = remembering(() => localStorage)
/** Kept for as long as the tab is open. */
export const tabStorage = remembering(() => sessionStorage)
