import { randomInt } from 'node:crypto'
import fc from 'fast-check'

const { LANLINE_SEED: wanted = '1' } = process.env

/** From which property tests take their values, so that a run is the same everywhere: 1, or that of `LANLINE_SEED`. */
export const SEED = wanted === 'random' ? randomInt(2 ** 31) : Number(wanted)

fc.configureGlobal({ seed: SEED })
