type Value = string | number | boolean | Value[] | Dictionary
export interface Dictionary {
  [key: string]: Value
}

const HEAD =
  /^<\?xml version="1\.0" encoding="(?:UTF|utf)-8"\?>\s*<!DOCTYPE plist PUBLIC "-\/\/Apple\/\/DTD PLIST 1\.0\/\/EN" "http:\/\/www\.apple\.com\/DTDs\/PropertyList-1\.0\.dtd">\s*<plist version="1\.0">/
const TOKEN = /\s*(?:<(key|string|integer)>([^<>]*)<\/\1>|<(true|false|dict|array|string)\/>|<(\/?)(dict|array)>)/y
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/**
 * Reads a property list as strictly as macOS's strictest reader does, which is that of entitlements: no comments, nothing
 * outside its elements, no key twice (Apple's PropertyList-1.0.dtd). Throws where it is another.
 */
export function readPlist(text: string): Dictionary {
  const head = HEAD.exec(text)
  if (!head) throw new Error('It does not begin as a property list does.')
  const reader = new Reader(text.slice(head[0].length))
  const value = reader.value()
  if (!/^\s*<\/plist>\s*$/.test(reader.rest)) throw new Error(`Something stands where it should end: ${reader.rest}`)
  if (typeof value !== 'object' || Array.isArray(value)) throw new Error('It is no dictionary.')
  return value
}

class Reader {
  #at = 0
  constructor(private readonly text: string) {}

  get rest(): string {
    return this.text.slice(this.#at)
  }

  value(token = this.#next()): Value {
    const [, kind, content = '', alone, closing, container] = token
    if (alone) return ({ true: true, false: false, dict: {}, array: [], string: '' } as const)[alone] as Value
    if (kind === 'string') return plain(content)
    if (kind === 'integer') return Number(content)
    if (closing === '' && container === 'array') return this.#array()
    if (closing === '' && container === 'dict') return this.#dictionary()
    throw new Error(`This is no value: ${token[0]}`)
  }

  #array(): Value[] {
    const values: Value[] = []
    for (let token = this.#next(); token[4] !== '/'; token = this.#next()) values.push(this.value(token))
    return values
  }

  #dictionary(): Dictionary {
    const values: Dictionary = {}
    for (let token = this.#next(); token[4] !== '/'; token = this.#next()) {
      const [all, kind, content = ''] = token
      const key = plain(content)
      if (kind !== 'key' || key in values) throw new Error(`This is no key, or one that was there: ${all}`)
      values[key] = this.value()
    }
    return values
  }

  #next(): RegExpExecArray {
    TOKEN.lastIndex = this.#at
    const token = TOKEN.exec(this.text)
    if (!token) throw new Error(`This is not understood: ${this.rest.slice(0, 80)}`)
    this.#at = TOKEN.lastIndex
    return token
  }
}

const plain = (text: string) => text.replace(/&(\w+);/g, (entity, name: string) => ENTITIES[name] ?? entity)
