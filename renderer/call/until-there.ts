const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 30_000

/** A part of the page that a call needs, asked for again and again where it cannot be fetched. */
export async function untilThere<Part>(load: () => Promise<Part>): Promise<Part> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    try {
      return await load()
    } catch (error) {
      console.warn('A part of the page could not be fetched:', error)
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }
}
