import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { jsonLines } from '../../helpers/json-lines.js'

async function read(...parts: (string | Buffer)[]): Promise<unknown[]> {
  const values: unknown[] = []
  for await (const value of jsonLines(Readable.from(parts.map((part) => Buffer.from(part))))) values.push(value)
  return values
}

test('each line is a value, however the stream is cut', async () => {
  expect(await read('{"a":1}\n"b', 'c"\n', '3\n4\n')).toEqual([{ a: 1 }, 'bc', 3, 4])
})

test('a character may come in two parts', async () => {
  const bytes = Buffer.from('"й"\n')
  expect(await read(bytes.subarray(0, 2), bytes.subarray(2))).toEqual(['й'])
})

test('only \\n ends a line, not what Unicode counts as one', async () => {
  const values = ['\u2028', 'a\u2029b', 'a\u0085b', { name: '\u2028' }]
  expect(await read(...values.map((value) => `${JSON.stringify(value)}\n`))).toEqual(values)
})

test('what no newline ends is no line', async () => {
  expect(await read('1\n2')).toEqual([1])
})
