import * as z from 'zod/mini'
import type { Packet } from './firewall.js'
import { matchOf, valueMatches } from './nftables-match.js'
import { allOf, type Chain, type Chains, type Rule, type Truth, type Verdict } from './packet-filter.js'

/** The part of libnftables-json(5) that decides over packets. */
const Statement = z.record(z.string(), z.unknown())
type Statement = z.infer<typeof Statement>
const ListedChain = z.object({
  family: z.string(),
  table: z.string(),
  name: z.string(),
  type: z.optional(z.string()),
  hook: z.optional(z.string()),
  policy: z.optional(z.enum(['accept', 'drop'])),
})
const ListedRule = z.object({ family: z.string(), table: z.string(), chain: z.string(), expr: z.array(Statement) })
const Ruleset = z.object({
  nftables: z.array(z.object({ chain: z.optional(ListedChain), rule: z.optional(ListedRule) })),
})
export type Ruleset = z.infer<typeof Ruleset>
const Target = z.object({ target: z.string() })
const VerdictMap = z.object({
  key: z.unknown(),
  data: z.object({ set: z.array(z.tuple([z.unknown(), Statement])) }),
})

/** The tables whose rules are about IPv4. */
const FAMILIES = ['ip', 'inet']

/** Reads what `nft -j list ruleset` prints. Throws on anything else. */
export const parseNftables = (json: string): Ruleset => Ruleset.parse(JSON.parse(json))

/**
 * The chains of a ruleset as they are for the packet, and the names of those where packets to this machine come in,
 * which it has to pass all.
 */
export function chainsOf({ nftables: items }: Ruleset, packet: Packet): { chains: Chains; inputs: string[] } {
  const chains = new Map<string, Chain>()
  const inputs: string[] = []
  for (const { chain } of items) {
    if (!chain) continue
    const { family, table, name, type, hook, policy } = chain
    const path = `${family} ${table} ${name}`
    chains.set(path, { rules: [], ...(policy && { policy }) })
    if (FAMILIES.includes(family) && type === 'filter' && hook === 'input') inputs.push(path)
  }
  for (const { rule } of items) {
    if (!rule) continue
    const { family, table, chain, expr } = rule
    chains.get(`${family} ${table} ${chain}`)?.rules.push(...rulesOf(expr, `${family} ${table}`, packet))
  }
  return { chains, inputs }
}

/** Statements that neither match nor decide. */
const WITHOUT_EFFECT = ['counter', 'log', 'mangle', 'notrack']

/** A rule of nftables: statements from left to right, each a condition or a verdict; a verdict map is many of these. */
function rulesOf(statements: readonly Statement[], table: string, packet: Packet): Rule[] {
  const conditions: Truth[] = []
  const rules: Rule[] = []
  const add = (verdict: Verdict | undefined, ...more: Truth[]) => {
    if (verdict) rules.push({ matches: allOf([...conditions, ...more]), verdict })
  }
  for (const statement of statements) {
    const verdict = verdictOf(statement, table)
    const map = VerdictMap.safeParse(statement['vmap'])
    if (verdict) add(verdict)
    else if (map.success) {
      const { key, data } = map.data
      for (const [value, then] of data.set) add(verdictOf(then, table), valueMatches(key, value, packet))
    } else if ('match' in statement) conditions.push(matchOf(statement['match'], packet))
    else if (!WITHOUT_EFFECT.some((name) => name in statement)) conditions.push(undefined)
  }
  return rules
}

function verdictOf(statement: Statement, table: string): Verdict | undefined {
  if ('accept' in statement) return 'accept'
  if ('drop' in statement || 'reject' in statement) return 'drop'
  if ('return' in statement) return 'return'
  const jump = Target.safeParse(statement['jump']).data
  if (jump) return { jump: `${table} ${jump.target}` }
  const goto = Target.safeParse(statement['goto']).data
  return goto && { goto: `${table} ${goto.target}` }
}
