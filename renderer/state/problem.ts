import type { TypedProblem } from '../../common/typed-address.js'
import type { CallErrorCode } from '../call/errors.js'

/** What is wrong with what a person entered, or why what they asked for failed; the page has a sentence for each. */
export type Problem = 'no-room' | 'bad-room' | 'bad-name' | CallErrorCode

/** Why an address that was typed leads to no host: to where the page is already, or to something that is no Lanline. */
export type AddressProblem = TypedProblem | 'own-address' | 'something-else'

/** Whether the host was what failed, which may be back. */
export const isOfHost = (problem: Problem | undefined): boolean =>
  problem === 'host-silent' || problem === 'host-unreachable'
