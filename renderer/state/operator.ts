import { takePart } from './hand-over.js'
import { tabStorage } from './storage.js'

const PART = 'operator'
const KEY = 'lanline.operator'

/**
 * What makes this page the operator's, where the host's own program opened it. It is taken out of the address, which is
 * there to be shown and copied, and kept for as long as the tab is open.
 */
export function operatorToken(): string | undefined {
  const token = takePart(PART)
  // The link was opened where the page was already: a browser does not load it again for a fragment.
  addEventListener('hashchange', () => new URLSearchParams(location.hash.slice(1)).has(PART) && location.reload())
  if (token !== undefined) tabStorage.set(KEY, token)
  return token ?? (tabStorage.get(KEY) || undefined)
}
