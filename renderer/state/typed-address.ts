export { parseTyped } from '../../common/typed-address.js'

/** How long whatever is at an address may take to answer. */
const PATIENCE_MS = 2_000

/**
 * What answers at an origin where no host did: something that speaks HTTP, which is not Lanline, or a host's secure door,
 * which was asked in plain text. Undefined where nothing does, as far as a page can tell. Never rejects.
 */
export async function whatAnswers(origin: string): Promise<'something-else' | 'secure-door' | undefined> {
  const ask = (how: RequestInit) =>
    fetch(origin, { ...how, credentials: 'omit', cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) })
  const [door, anything] = await Promise.allSettled([ask({ redirect: 'manual' }), ask({ mode: 'no-cors' })])
  if (door.status === 'fulfilled' && door.value.type === 'opaqueredirect') return 'secure-door'
  // Hosts let pages from elsewhere read nothing, so that this is none.
  return anything.status === 'fulfilled' ? 'something-else' : undefined
}
