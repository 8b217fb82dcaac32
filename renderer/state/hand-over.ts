import { PersonName } from '../../common/protocol.js'
import { readAs } from '../../common/schema.js'

// What goes along to another page of Lanline stands in the link's fragment, which browsers send to nobody, and is taken
// out of that page's address at once. They show the link all the same while they warn of a certificate, and keep it in
// their history.

const NAME = 'name'
const TICKET = 'ticket'
const JOIN = 'join'

/** Adds a name to the link to another page. */
export function withName(link: string, name: string): string {
  const shown = readAs(PersonName, name)
  return shown ? withPart(link, NAME, shown) : link
}

/** The name that the link to this page brought along. */
export const takeName = (): string | undefined => readAs(PersonName, takePart(NAME)) || undefined

/** Adds a ticket that lets its page in without the passcode; see main/host/tickets.ts. */
export const withTicket = (link: string, ticket: string): string => withPart(link, TICKET, ticket)

/** Has the other page join its room by itself. */
export const withJoin = (link: string): string => withPart(link, JOIN, '1')

/** Whether this page is to join its room by itself, once. */
export const takeJoin = (): boolean => takePart(JOIN) !== undefined

/** The ticket that the link to this page brought along. */
export const takeTicket = (): string | undefined => takePart(TICKET) || undefined

function withPart(link: string, name: string, value: string): string {
  const [page, fragment] = link.split('#', 2)
  const parts = new URLSearchParams(fragment)
  parts.set(name, value)
  return `${page}#${parts}`
}

/** Takes a part out of the fragment of the page's address, where it has one of that name. */
export function takePart(name: string): string | undefined {
  const parts = new URLSearchParams(location.hash.slice(1))
  const value = parts.get(name)
  if (value === null) return undefined
  parts.delete(name)
  history.replaceState(null, '', location.pathname + location.search + (parts.size > 0 ? `#${parts}` : ''))
  return value
}
