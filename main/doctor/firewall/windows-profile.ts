import type { System } from '../system.js'
import { windowsTool } from '../windows-tool.js'

/** How Windows takes a network, in the order in which netsh lists it, with the key of its settings in the registry. */
const PROFILES = [
  { name: 'Domain', key: 'DomainProfile' },
  { name: 'Private', key: 'StandardProfile' },
  { name: 'Public', key: 'PublicProfile' },
] as const
export type Profile = (typeof PROFILES)[number]

const PRIVATE = PROFILES[1]

/**
 * How Windows takes the network that this machine is on; private where that cannot be told. What netsh prints is in the
 * language of Windows, so that the heading of the current profile is looked up among the headings of all three.
 */
export async function currentProfile(system: System): Promise<Profile> {
  const show = (which: string) =>
    system.run(windowsTool('netsh.exe'), ['advfirewall', 'show', which, 'state']).then(headingsOf, () => [])
  const [[current], all] = await Promise.all([show('currentprofile'), show('allprofiles')])
  return PROFILES.find((_, index) => current !== undefined && all[index] === current) ?? PRIVATE
}

/** The lines that are underlined. */
const headingsOf = (text: string) => [...text.matchAll(/^(.+?)\s*\r?\n-{10,}/gm)].map(([, heading = '']) => heading)
