import type { Socket } from 'socket.io-client'
import * as v from 'valibot'
import type { Events, PayloadOf } from '../../../common/contract/contract.js'

/** What the host tells, by the names of the contract. */
export type Told<E extends Events> = { [Name in keyof E]: PayloadOf<E[Name]> }

/** The one way of hearing a host: gives `tell` each event of the table that comes; what makes no sense is left out. */
export function hear<E extends Events>(
  socket: Socket,
  events: E,
  tell: <Name extends keyof E & string>(event: Name, payload: Told<E>[Name]) => void,
): void {
  for (const [event, { payload, isShared }] of Object.entries(events)) {
    socket.on(event, (...args: unknown[]) => {
      const parsed = v.safeParse(payload, args.at(-1))
      if (parsed.success) tell(event, parsed.output)
      else if (!isShared) console.warn(`The host sent a "${event}" that makes no sense; it is left out.`)
    })
  }
}
