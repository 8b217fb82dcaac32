import { PersonName } from '../../common/protocol.js'

const NAME = 'name'

/** Adds a name to the link to another page of Lanline. It stands in the fragment, which browsers send to nobody. */
export function withName(link: string, name: string): string {
  const parsed = PersonName.safeParse(name)
  return parsed.success && parsed.data !== '' ? `${link}#${new URLSearchParams({ [NAME]: parsed.data })}` : link
}

/** The name that the link to this page brought along, which is taken out of the page's address at once. */
export function takeName(): string | undefined {
  const given = new URLSearchParams(location.hash.slice(1)).get(NAME)
  if (given === null) return undefined
  history.replaceState(null, '', location.pathname + location.search)
  return PersonName.safeParse(given).data || undefined
}
