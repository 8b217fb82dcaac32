import type { Why } from '../../../common/files.js'

/**
 * How a transfer is over. `saved`: the file is whole. `left`: the other person is gone. `unreached`: there is no connection to
 * them. `unheard`: their page takes no files. `dropped`: their page has forgotten it. `by` is the side that ended it.
 */
export interface Ending {
  readonly why: Why | 'saved' | 'left' | 'unreached' | 'unheard' | 'dropped'
  readonly by: 'here' | 'there'
}

/** What a state becomes, and what is to be said to the other side. */
export type Step<State, Message> = readonly [state: State, say: readonly Message[]]
