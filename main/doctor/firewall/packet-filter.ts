/** What Linux packet filters have in common: chains of rules that are gone through in order until one decides. */

/** A condition that holds or not; undefined where that cannot be told from here. */
export type Truth = boolean | undefined

export type Verdict = 'accept' | 'drop' | 'return' | { readonly jump: string } | { readonly goto: string }

export interface Rule {
  /** Whether it is about the packet. */
  readonly matches: Truth
  readonly verdict: Verdict
}

export interface Chain {
  /** What becomes of a packet that no rule decided over; absent in chains that only others lead to. */
  policy?: 'accept' | 'drop'
  readonly rules: Rule[]
}

export type Chains = ReadonlyMap<string, Chain>

export const not = (truth: Truth): Truth => (truth === undefined ? undefined : !truth)

export const allOf = (truths: readonly Truth[]): Truth =>
  truths.includes(false) ? false : truths.includes(undefined) ? undefined : true

export const anyOf = (truths: readonly Truth[]): Truth =>
  truths.includes(true) ? true : truths.includes(undefined) ? undefined : false

/** Deeper than any real chain leads; a filter that leads in a circle cannot be loaded. */
const MAX_DEPTH = 32

/**
 * What becomes of the packet whose rules these are; undefined where nothing is decided. In doubt about a rule, what it
 * accepts is accepted and what it drops is not dropped, so that nothing is called shut that may be open.
 */
export function fateIn(chains: Chains, name: string, depth = 0): 'accept' | 'drop' | undefined {
  const chain = chains.get(name)
  if (!chain || depth > MAX_DEPTH) return undefined
  for (const { matches, verdict } of chain.rules) {
    if (matches === false) continue
    if (verdict === 'return') {
      if (matches) break
      continue
    }
    const fate = typeof verdict === 'string' ? verdict : fateIn(chains, targetOf(verdict), depth + 1)
    if (fate === 'accept' || (fate === 'drop' && matches)) return fate
    if (matches && typeof verdict === 'object' && 'goto' in verdict) break
  }
  return chain.policy
}

const targetOf = (verdict: { readonly jump: string } | { readonly goto: string }) =>
  'jump' in verdict ? verdict.jump : verdict.goto
