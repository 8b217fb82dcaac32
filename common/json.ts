/**
 * Whether `value` is plain JSON of at most `depth` levels: no binary attachment, nothing so deep that encoding it again
 * would overflow the stack.
 */
export function isJson(value: unknown, depth: number): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || depth === 0) return false
  const prototype = Object.getPrototypeOf(value)
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) return false
  return Object.values(value).every((item) => isJson(item, depth - 1))
}
