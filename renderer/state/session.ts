const KEY = 'lanline.session'

/**
 * The secret by which hosts know this person, the same after a reload. It lies in the tab's storage only between two
 * pages, so that a duplicated tab, which copies the storage, is a person of its own.
 */
export function takeSession(): string {
  const kept = read()
  addEventListener('pagehide', () => keep(session))
  const session = kept ?? newSession()
  return session
}

function read(): string | null {
  try {
    const kept = sessionStorage.getItem(KEY)
    sessionStorage.removeItem(KEY)
    return kept
  } catch {
    return null
  }
}

function keep(session: string): void {
  try {
    sessionStorage.setItem(KEY, session)
  } catch {
    // Without storage a reload makes a new person.
  }
}

/** 128 random bits; crypto.randomUUID is not there on plain HTTP pages. */
function newSession(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
