import * as v from 'valibot'
import {
  CallToHost,
  CheckReply,
  FoundHosts,
  HostFacts,
  HostReply,
  IpAddress,
  NewPasscode,
  OperatorFacts,
  Removal,
} from '../control.js'
import { CAPACITY } from '../limits.js'
import { Capacity, PeerId, Reply } from '../protocol.js'
import { event, request } from './contract.js'

/** The contract of the control namespace; see common/control.ts. */
export const control = {
  /** What the operator's page may ask for; everyone else is refused with `not-allowed`. */
  requests: {
    /** Puts this address first; null ends that. */
    pin: request(v.nullable(IpAddress), Reply),
    /** Asks everyone who comes in from now on for a passcode; null ends that. */
    passcode: request(v.nullable(NewPasscode), Reply),
    /** Whether the host announces itself and looks for others. */
    discovery: request(v.boolean(), Reply),
    /** How many people fit in each room that is made from now on. */
    capacity: request(Capacity, Reply),
    /** Ends a person's connection and keeps them out for as long as the host runs; new people from their address, too. */
    remove: request(Removal, Reply),
    /** Asks these people in the operator's own room to mute themselves; their pages do. */
    mute: request(v.pipe(v.array(PeerId), v.minLength(1), v.maxLength(CAPACITY.max)), Reply),
    /** Opens the room of a call whose host is gone, and keeps seats in it for those who are in the call. */
    host: request(CallToHost, HostReply),
    /** Looks for what is wrong with this machine's network. */
    check: request(v.undefined(), CheckReply),
  },
  /** Each comes on connecting, and again when it is another. */
  events: {
    facts: event(HostFacts),
    /** To the operator alone. */
    operator: event(OperatorFacts),
    /** To the operator alone. */
    found: event(FoundHosts),
  },
} as const
