import { ListChanges } from '../list-changes.js'
import { Reply } from '../protocol.js'
import { event, nothing, request } from './contract.js'

/** What a page speaks that understands changes of the list of people; others are sent the whole list each time. */
export const listChanges = {
  requests: {
    /** From the next `updateUserlist` on the sender is told what changes, until it is in no lobby or does not keep up. */
    listChanges: request(nothing, Reply),
  },
  events: {
    /** What is other in the list than when it was last told. */
    listChanges: event(ListChanges),
  },
} as const
