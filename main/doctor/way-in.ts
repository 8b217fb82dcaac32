import type { RankedAddress } from '../../common/control.js'
import { type Finding, SEPARATOR } from '../../common/findings.js'
import type { Door } from '../../common/knock.js'
import { firewallLikely } from './firewall-likely.js'
import type { System } from './system.js'

/** Another host on the network, which can be asked to knock. */
export interface Neighbour {
  readonly name: string
  readonly origin: string
}

export interface WayIn {
  readonly addresses: readonly RankedAddress[]
  /** Those of this host, which neighbours can knock at only while it runs. */
  readonly ports: readonly number[]
  readonly doors: readonly Door[]
  readonly neighbours: readonly Neighbour[]
  /** What tells this host's doors from those of another one. */
  readonly key: string | undefined
}

/** How many neighbours are asked. */
const ASKED = 3

/**
 * Finds that others do not get in: as those on the network say who were asked to try it, and where nobody can tell, as the
 * rules of this machine's firewall have it. Rejects where there are neither.
 */
export async function findWayIn(system: System, wayIn: WayIn): Promise<Finding[]> {
  const rules = firewallLikely(system, wayIn.addresses, wayIn.ports)
  const [word, likely] = await Promise.all([wordOfNeighbours(system, wayIn), settled(rules)])
  if (word === undefined) return rules
  if (word.closed.length === 0) return []
  const facts = { neighbour: word.name, ports: word.closed.join(SEPARATOR) }
  return [{ code: 'shut-out', facts, commands: likely[0]?.commands ?? [] }]
}

interface Word {
  readonly name: string
  readonly closed: readonly number[]
}

/** That of the neighbour to whom most doors are open; undefined where none can tell. */
async function wordOfNeighbours(system: System, { neighbours, doors, key }: WayIn): Promise<Word | undefined> {
  if (doors.length === 0) return undefined
  const asked = neighbours.slice(0, ASKED).map(async ({ name, origin }): Promise<Word[]> => {
    const replies = await Promise.all(doors.map((door) => system.askToKnock(origin, door).catch(() => undefined)))
    const areOurs = replies.every((reply) => reply && (!reply.isReached || reply.key === key))
    return areOurs ? [{ name, closed: doors.filter((_, index) => !replies[index]?.isReached).map(portOf) }] : []
  })
  const words = (await Promise.all(asked)).flat()
  return words.sort((a, b) => a.closed.length - b.closed.length)[0]
}

const portOf = ({ port }: Door) => port

const settled = (findings: Promise<Finding[]>) => findings.catch((): Finding[] => [])
