import { showProgress } from './bench.js'

/**
 * Measures each contender once in each round, in turn, so that none has the quieter machine. Gives what was measured of each,
 * by its name.
 */
export async function turnByTurn<Contender, Measured>(
  rounds: number,
  contenders: Readonly<Record<string, Contender>>,
  measure: (contender: Contender) => Promise<Measured>,
): Promise<Map<string, Measured[]>> {
  const all = Object.entries(contenders)
  const taken = new Map<string, Measured[]>(all.map(([name]) => [name, []]))
  for (let round = 1; round <= rounds; round++) {
    for (const [name, contender] of round % 2 === 1 ? all : all.toReversed()) {
      showProgress(`Round ${round} of ${rounds}: ${name}`)
      taken.get(name)?.push(await measure(contender))
    }
  }
  return taken
}
