import { parseAst } from 'vite'

/** What is read here of a node of the syntax tree (ESTree). */
interface Node {
  type: string
  value?: unknown
  name?: unknown
  source?: unknown
  callee?: unknown
  arguments?: unknown
}

/**
 * The modules that a built script imports or requires, each once. A request whose module is computed at run time counts
 * as one for `<computed>`.
 */
export function requestedModules(script: string): string[] {
  const requested = new Set<string>()
  const visit = (value: unknown) => {
    if (Array.isArray(value)) {
      value.forEach(visit)
    } else if (isNode(value)) {
      const source = sourceOf(value)
      if (source) requested.add(source.type === 'Literal' ? String(source.value) : '<computed>')
      Object.values(value).forEach(visit)
    }
  }
  visit(parseAst(script))
  return [...requested]
}

/** What an import, a re-export or a call of `require`, which the bundler may have renamed `__require`, asks for. */
function sourceOf({ type, source, callee, arguments: args }: Node): Node | undefined {
  if (isNode(source)) return source
  const isRequire = isNode(callee) && (callee.name === 'require' || callee.name === '__require')
  return type === 'CallExpression' && isRequire && Array.isArray(args) ? args[0] : undefined
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value
