import { randomInt } from 'node:crypto'

/** Signs that are taken for no other when read out or copied by hand: none of b 8, g q, i l 1, o 0, s 5, u v, z 2. */
const SIGNS = 'acdefhjkmnprtwxy34679'
/** 35 bits: at the 120 tries a minute that a host allows to all together, it would take 300 years on average. */
const LENGTH = 8

/** A passcode that nobody foresees, and that is easy to read out. */
export function randomPasscode(): string {
  return Array.from({ length: LENGTH }, () => SIGNS.charAt(randomInt(SIGNS.length))).join('')
}
