import * as v from 'valibot'
import { textUpTo } from './schema.js'

/** The origin of a web page in the form in which browsers send it, such as `http://192.168.1.9:3000`. */
export const WebOrigin = v.pipe(
  textUpTo(300),
  v.check((text) => asWebOrigin(text) === text),
)

/** The origin that a person means, who may have written it with a slash at its end; undefined where it is none. */
export function asWebOrigin(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined
  const { protocol, origin, href } = new URL(text)
  return /^https?:$/.test(protocol) && href === `${origin}/` ? origin : undefined
}
