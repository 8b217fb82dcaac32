import { on } from 'node:events'
import type { Readable } from 'node:stream'

/**
 * The values that a stream holds as lines of JSON, each as soon as it is whole. Ends when the stream closes; rejects
 * where a line is no JSON. Only `\n` ends a line: Node's readline takes U+2028 for an end too, which JSON leaves as it is.
 */
export async function* jsonLines<Value>(stream: Readable): AsyncGenerator<Value> {
  let rest = ''
  for await (const [text] of on(stream.setEncoding('utf8'), 'data', { close: ['close'] })) {
    const lines = `${rest}${text}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield JSON.parse(line)
  }
}
