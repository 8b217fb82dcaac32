import type { CallErrorCode } from '../call/errors.js'

/** What is wrong with what a person entered, or why what they asked for failed; the page has a sentence for each. */
export type Problem = 'no-room' | 'bad-room' | 'bad-name' | 'bad-address' | CallErrorCode
