/** Small things that the page remembers; a browser that keeps nothing is no reason to fail. */
export const storage = {
  get(key: string): string {
    try {
      return localStorage.getItem(key) ?? ''
    } catch {
      return ''
    }
  },

  set(key: string, value: string): void {
    try {
      localStorage.setItem(key, value)
    } catch {
      // Without storage the person is asked again next time.
    }
  },
}
