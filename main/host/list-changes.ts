import { listChanges as contract } from '../../common/contract/list-changes.js'
import { type Answerer, answering, OK } from './answer.js'
import type { HostParts } from './host-parts.js'
import type { Person } from './person.js'

/** Tells pages that ask for it what changes in the list of people, rather than all of it each time. */
export const listChanges = ({ mailbox }: HostParts): Answerer<Person> =>
  answering(contract.requests, {
    listChanges: ({ id }) => {
      mailbox.wantChanges(id)
      return OK
    },
  })
