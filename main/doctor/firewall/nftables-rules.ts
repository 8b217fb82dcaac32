import * as v from 'valibot'
import { notArray, readAs } from '../../../common/schema.js'
import type { Packet } from './firewall.js'
import { matchOf, valueMatches } from './nftables-match.js'
import { allOf, type Chain, type Chains, type Rule, type Truth, type Verdict } from './packet-filter.js'

/** The part of libnftables-json(5) that decides over packets. */
const Statement = notArray(v.record(v.string(), v.unknown()))
type Statement = v.InferOutput<typeof Statement>
const ListedChain = v.object({
  family: v.string(),
  table: v.string(),
  name: v.string(),
  type: v.optional(v.string()),
  hook: v.optional(v.string()),
  policy: v.optional(v.picklist(['accept', 'drop'])),
})
const ListedRule = v.object({ family: v.string(), table: v.string(), chain: v.string(), expr: v.array(Statement) })
const Ruleset = v.object({
  nftables: v.array(notArray(v.object({ chain: v.optional(ListedChain), rule: v.optional(ListedRule) }))),
})
export type Ruleset = v.InferOutput<typeof Ruleset>
const Target = v.object({ target: v.string() })
const VerdictMap = v.object({
  key: v.unknown(),
  data: v.object({ set: v.array(v.strictTuple([v.unknown(), Statement])) }),
})

/** The tables whose rules are about IPv4. */
const FAMILIES = ['ip', 'inet']

/** Reads what `nft -j list ruleset` prints. Throws on anything else. */
export const parseNftables = (json: string): Ruleset => v.parse(Ruleset, JSON.parse(json))

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
    const map = readAs(VerdictMap, statement['vmap'])
    if (verdict) add(verdict)
    else if (map) {
      const { key, data } = map
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
  const jump = readAs(Target, statement['jump'])
  if (jump) return { jump: `${table} ${jump.target}` }
  const goto = readAs(Target, statement['goto'])
  return goto && { goto: `${table} ${goto.target}` }
}
