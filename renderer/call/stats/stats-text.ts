import type { WatchedLink } from './stats-watch.js'

/** All readings that are kept of these links, as JSON for whoever is to help: with names, and without addresses. */
export function statsText(links: readonly WatchedLink[], made: { version: string; browser: string }): string {
  const people = links.map(({ peer, readings }) => ({ name: peer.name.peek(), readings: readings.peek() }))
  return `${JSON.stringify({ ...made, at: new Date().toISOString(), people }, null, 2)}\n`
}
