import { userList as contract } from '../../../common/contract/dialects.js'
import { type Answerer, answering } from '../answer.js'
import { handOn } from '../hand-on.js'
import type { HostParts } from '../host-parts.js'
import type { Person } from '../person.js'

/** The dialect of the user-list tutorials, whose clients negotiate with anyone on the list, in no room. */
export const userList = (host: HostParts): Answerer<Person> =>
  answering(contract.requests, {
    offer: handOn(host, 'offer'),
    answer: handOn(host, 'answer'),
    iceCandidate: handOn(host, 'remoteIceCandidate'),
  })
