const LOOK_MS = 5_000
/** A look that is so much later was held up by the machine's sleep. */
const ASLEEP_MS = 10_000

/** Tells of each time that the machine has slept, of which browsers tell pages nothing. Gives the function that ends it. */
export function watchForSleep(onAwakening: () => void): () => void {
  let lookedAt = Date.now()
  const looking = setInterval(() => {
    const before = lookedAt
    lookedAt = Date.now()
    if (lookedAt - before > LOOK_MS + ASLEEP_MS) onAwakening()
  }, LOOK_MS)
  return () => clearInterval(looking)
}
