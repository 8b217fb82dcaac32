import { Catalog } from '@hi18n/core'
import type { Plugin } from 'vite'

// What keeps the page small: its libraries bring along what it has no use for, and its own modules what the host alone needs.

/** Engine.IO's packets of text (protocol 4), and no others. */
const ENCODE_TEXT = `import { PACKET_TYPES } from './commons.js'
export const encodePacket = ({ type, data }, _, callback) => callback(PACKET_TYPES[type] + (data || ''))
export const encodePacketToBinary = undefined`
const DECODE_TEXT = `import { ERROR_PACKET, PACKET_TYPES_REVERSE } from './commons.js'
export const decodePacket = (packet) => {
  const type = typeof packet === 'string' && PACKET_TYPES_REVERSE[packet[0]]
  return type ? { type, data: packet.slice(1) || undefined } : ERROR_PACKET
}`

/** Socket.IO's client, without what looks a connection up among those that there are. */
const SOCKET_IO = `export { Manager } from './manager.js'
export { WebSocket, XHR } from 'engine.io-client'`

/** What Engine.IO's client looks for in an address. */
const PARSE_URL = `export const parse = (source) => {
  const { protocol, hostname, port, search } = new URL(source)
  return { protocol: protocol.slice(0, -1), host: hostname.replace(/^.(.*:.*).$/, '$1'), port, query: search.slice(1) }
}`

/** The errors of hi18n, which nobody tells apart. */
const PLAIN_ERRORS = `export class MessageError extends Error {
  constructor({ id, cause }) { super(id + ': ' + cause.message, { cause }) }
}
class Detailed extends Error {
  constructor(details) { super(JSON.stringify(details)) }
}
export { Detailed as ArgumentTypeError, Detailed as MissingArgumentError, Detailed as MissingLocaleError }
const Plain = Error
export { Plain as MessageEvaluationError, Plain as MissingTranslationError, Plain as NoLocaleError, Plain as ParseError }`

/** What the page has in place of modules of its libraries: it connects by WebSocket or polling, and sends and takes text. */
const SLIM: readonly (readonly [id: RegExp, code: string])[] = [
  [/\/engine\.io-client\/.*\/webtransport\.js$/, 'export const WT = undefined'],
  [/\/engine\.io-client\/.*\/polling-xhr\.js$/, "export { Fetch as XHR } from './polling-fetch.js'"],
  [/\/engine\.io-client\/.*\/parseuri\.js$/, PARSE_URL],
  [/\/socket\.io-client\/build\/esm\/index\.js$/, SOCKET_IO],
  [/\/socket\.io-parser\/.*\/is-binary\.js$/, 'export const isBinary = () => false, hasBinary = isBinary'],
  [/\/socket\.io-parser\/.*\/binary\.js$/, 'export const deconstructPacket = undefined, reconstructPacket = undefined'],
  [/\/engine\.io-parser\/.*\/encodePacket\.browser\.js$/, ENCODE_TEXT],
  [/\/engine\.io-parser\/.*\/decodePacket\.browser\.js$/, DECODE_TEXT],
  [/\/@hi18n\/core\/.*\/errors\.js$/, PLAIN_ERRORS],
  [/\/lucide-preact\/.*\/createLucideIcon\.mjs$/, "export { default } from '/ui/base/icon.ts'"],
  [/vite\/preload-helper\.js$/, "export { importWith as __vitePreload } from '/import-with.ts'"],
]

const VALIBOT = /\/valibot\/dist\/index\.mjs$/
const EVALUATION = /\/@hi18n\/core\/.*\/msgfmt-eval\.js$/
const ICON = /\/lucide-preact\/.*\/icons\/[^/]+\.mjs$/

/** What the page has in place of parts of modules. */
const CUTS: readonly (readonly [id: RegExp, part: RegExp, code: string])[] = [
  // Why something is refused, which the page says nowhere: it leaves out whatever is refused.
  [
    VALIBOT,
    /(function _addIssue\(context, label, dataset, .*?\) \{).*?\n\}/s,
    "$1 if (context.kind === 'schema') dataset.typed = false; (dataset.issues ??= []).push({}) }",
  ],
  [VALIBOT, /(function _standardSchema\(schema\) \{).*?\n\}/s, '$1 return schema }'],
  [VALIBOT, /(function _joinExpects\(.*?\) \{).*?\n\}/s, '$1 }'],
  // No message has a date in it, a time, or a number of another style than the usual one.
  [EVALUATION, /switch \(msg\.argStyle\) \{.*?\n {16}\}/s, ''],
  [EVALUATION, /case "date":\s*case "time":.*?default:.*?;/s, ''],
  [EVALUATION, /typeof Intl === "undefined" \|\|\s+!Intl\.\w+/g, 'false'],
  // The parts of an icon keep their order without keys; all are of one size.
  [ICON, /, key: "\w+"/g, ''],
  [ICON, /name: "[\w-]+",\s*size: 24,/, ''],
]

/** Leaves out of the page what its libraries bring along and it has no use for. */
const withoutUnused: Plugin = {
  name: 'lanline:without-unused',
  applyToEnvironment: ({ name }) => name === 'client',
  transform: {
    filter: { id: [...SLIM, ...CUTS].map(([id]) => id) },
    handler: (code, id) =>
      SLIM.find(([slim]) => slim.test(id))?.[1] ??
      CUTS.filter(([cut]) => cut.test(id)).reduce((rest, [, part, shorter]) => rest.replace(part, shorter), code),
  },
}

const EXPECTED = /(request\(\w+, \w+), (?:'[^'\n]+'|`[^`\n]+`|[A-Z]+)\)/g

/** Leaves out of the page what the host alone says: what a request has to be. */
const withoutExpected: Plugin = {
  name: 'lanline:without-expected',
  enforce: 'pre',
  applyToEnvironment: ({ name }) => name === 'client',
  transform: {
    filter: { id: /\/common\/contract\/[\w-]+\.ts$/ },
    handler: (code) => code.replaceAll(EXPECTED, '$1)'),
  },
}

const MESSAGE = /\bmsg\(\s*'((?:[^'\\]|\\.)*)',?\s*\)/g
const parseMessage = (message: string) => new Catalog('en', { message: message as never }).getCompiledMessage('message')
/** What stands between the quotes of a source text, as it is read. */
const unquote = (text: string) =>
  text
    .replaceAll("\\'", "'")
    .replace(/\\u([\da-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

/** Parses all messages of the page as it is built, which spares the page the parser. */
const parsedMessages: Plugin = {
  name: 'lanline:parsed-messages',
  enforce: 'pre',
  applyToEnvironment: ({ name }) => name === 'client',
  transform: {
    filter: { id: /\/common\/locales\/\w+\/\w+\.ts$|@hi18n\/core\/.*\/msgfmt-parser\.js$/ },
    handler: (code, id) =>
      id.endsWith('.js')
        ? 'export const parseMessage = (message) => message'
        : code.replaceAll(MESSAGE, (_, text: string) => JSON.stringify(parseMessage(unquote(text)))),
  },
}

export const slimPage: readonly Plugin[] = [withoutUnused, withoutExpected, parsedMessages]
