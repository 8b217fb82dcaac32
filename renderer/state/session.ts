import { tabStorage } from './storage.js'

const KEY = 'lanline.session'

/**
 * The secret by which hosts know this person, the same after a reload. It lies in the tab's storage only between two
 * pages, so that a duplicated tab, which copies the storage, is a person of its own.
 */
export function takeSession(): string {
  const session = tabStorage.get(KEY) || newSession()
  tabStorage.remove(KEY)
  addEventListener('pagehide', () => tabStorage.set(KEY, session))
  return session
}

/** 128 random bits; crypto.randomUUID is not there on plain HTTP pages. */
function newSession(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
