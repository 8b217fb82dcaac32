import type { HostFacts } from '../../common/control.js'
import type { Invite } from '../../common/invite.js'
import { inUrl } from '../../common/ip-address.js'
import { parseTyped } from '../../common/typed-address.js'
import { codeOf } from './host-connection.js'
import type { AddressProblem, Problem } from './problem.js'

/** What is known of where the page's own host can be reached. */
export interface OwnAddresses {
  readonly facts: HostFacts | undefined
  /** Whether it runs on this machine. */
  readonly isThisComputer: boolean
}

interface Ways extends OwnAddresses {
  readonly isAtOwn: boolean
  /** Rejects with a CallError. */
  goTo(invite: Invite): Promise<unknown>
  goHome(room: string | undefined): Promise<unknown>
  /** Leaves this page for one that the host there serves. */
  leaveFor(invite: Invite): void
}

const LOOPBACK = /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** Goes to the host at an address that a person typed, or gives why not. Rejects where that cannot be told. */
export async function goToTyped(text: string, ways: Ways): Promise<Problem | AddressProblem | undefined> {
  const typed = parseTyped(text)
  if (typeof typed === 'string') return typed
  if (isOwn(typed.origin, ways)) {
    if (typed.room === undefined && ways.isAtOwn) return 'own-address'
    await ways.goHome(typed.room)
    return undefined
  }
  try {
    await ways.goTo(typed)
    return undefined
  } catch (error) {
    const answer = codeOf(error) === 'host-unreachable' ? await whatAnswers(typed.origin) : undefined
    if (answer !== 'secure-door') return answer ?? codeOf(error)
    ways.leaveFor({ ...typed, origin: typed.origin.replace('http:', 'https:') })
    return undefined
  }
}

/** Whether an origin leads to the page's own host, as far as it is known where that can be reached. */
function isOwn(origin: string, { facts, isThisComputer }: OwnAddresses): boolean {
  const { hostname, port } = new URL(origin)
  const isHere = isThisComputer && LOOPBACK.test(hostname)
  const names = [location.hostname, ...(facts?.addresses ?? [])]
  const isItsName = isHere || names.some((name) => hostname === name || hostname === inUrl(name))
  return origin === location.origin || (isItsName && [facts?.port, facts?.secure?.port].includes(Number(port)))
}

/** How long whatever is at an address may take to answer. */
const PATIENCE_MS = 2_000

/**
 * What answers at an origin where no host did: something that speaks HTTP, which is not Lanline, or a host's secure door,
 * which was asked in plain text. Undefined where nothing does, as far as a page can tell. Never rejects.
 */
async function whatAnswers(origin: string): Promise<'something-else' | 'secure-door' | undefined> {
  const ask = (how: RequestInit) =>
    fetch(origin, { ...how, credentials: 'omit', cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) })
  const [door, anything] = await Promise.allSettled([ask({ redirect: 'manual' }), ask({ mode: 'no-cors' })])
  if (door.status === 'fulfilled' && door.value.type === 'opaqueredirect') return 'secure-door'
  // Hosts let pages from elsewhere read nothing, so that this is none.
  return anything.status === 'fulfilled' ? 'something-else' : undefined
}
