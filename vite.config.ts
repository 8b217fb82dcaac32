import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { gzipSync } from 'node:zlib'
import { Catalog } from '@hi18n/core'
import preact from '@preact/preset-vite'
import { type BuildEnvironmentOptions, defineConfig, type EnvironmentOptions, type Plugin, type Rolldown } from 'vite'

/** What is bundled whole for Node or Electron: nothing of node_modules is needed where it runs. */
const bundle = (build: BuildEnvironmentOptions): EnvironmentOptions => ({
  consumer: 'server',
  // A clock that is behind this is wrong.
  define: { BUILT_AT: JSON.stringify(new Date()) },
  resolve: { noExternal: true, external: ['electron'] },
  build: { emptyOutDir: true, copyPublicDir: false, ...build },
})

/** Puts Socket.IO's client script beside the page, for pages of other making that load it from the host. */
const clientScript: Plugin = {
  name: 'lanline:client-script',
  applyToEnvironment: ({ name }) => name === 'client',
  generateBundle() {
    const source = readFileSync('node_modules/socket.io/client-dist/socket.io.min.js', 'utf8')
    this.emitFile({
      type: 'asset',
      fileName: 'socket.io/socket.io.js',
      source: source.replace(/^\/\/# sourceMap.*/m, ''),
    })
  },
}

/** Puts beside each file of text its gzipped form, which the host gives to all browsers that take it. */
const gzipped: Plugin = {
  name: 'lanline:gzipped',
  applyToEnvironment: ({ name }) => name === 'client',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      for (const file of Object.values(bundle)) {
        const text = file.type === 'chunk' ? file.code : file.source
        if (/\.(js|css|html)$/.test(file.fileName))
          this.emitFile({ type: 'asset', fileName: `${file.fileName}.gz`, source: gzipSync(text) })
      }
    },
  },
}

const cssModules = readdirSync('renderer/ui', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.module.css'))
  .sort()
  .map((file) => basename(file))

/** A class of a CSS module with the number of its file, which compresses better than a hash. */
const generateScopedName = (name: string, path: string) => `${name}-${cssModules.indexOf(basename(path)).toString(36)}`

/** The styles of a module stay where all that scripts read of it, the names of classes, is written into these. */
const keptStyles: Plugin = {
  name: 'lanline:kept-styles',
  enforce: 'post',
  transform: {
    filter: { id: /\.module\.css$/ },
    handler: (code) => ({ code, moduleSideEffects: 'no-treeshake' }),
  },
}

/** Engine.IO's packets of text (protocol 4), and no others. */
const ENCODE_TEXT = `import { PACKET_TYPES } from './commons.js'
export const encodePacket = ({ type, data }, _, callback) => callback(PACKET_TYPES[type] + (data || ''))
export const encodePacketToBinary = undefined`
const DECODE_TEXT = `import { ERROR_PACKET, PACKET_TYPES_REVERSE } from './commons.js'
export const decodePacket = (packet) => {
  const type = typeof packet === 'string' && PACKET_TYPES_REVERSE[packet[0]]
  return type ? { type, data: packet.slice(1) || undefined } : ERROR_PACKET
}`

/** What Socket.IO's client looks for in an address. */
const PARSE_URL = `export const parse = (source) => {
  const { protocol, hostname, port, pathname: path, search } = new URL(source)
  return { source, protocol: protocol.slice(0, -1), host: hostname.replace(/^.(.*:.*).$/, '$1'), port, path, query: search.slice(1) }
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
  [EVALUATION, /case "date":\s*case "time":.*?(?=default:)/s, ''],
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

/** Has the page begin with a script that is fetched beside its own, and is there long before. */
const earlySocket: Plugin = {
  name: 'lanline:early-socket',
  applyToEnvironment: ({ name }) => name === 'client',
  buildStart() {
    this.emitFile({ type: 'chunk', id: 'renderer/early-socket.ts', name: 'early-socket' })
  },
  transformIndexHtml: {
    order: 'post',
    handler(_html, { bundle }) {
      const file = Object.values(bundle ?? {}).find((it) => it.type === 'chunk' && it.name === 'early-socket')
      return [
        {
          tag: 'script',
          attrs: { async: true, type: 'module', src: file ? `/${file.fileName}` : '/early-socket.ts' },
          injectTo: 'head-prepend',
        },
      ]
    },
  },
}

/** Puts all that the page begins with into one file, so that nothing of it waits for another request. */
const startChunk = {
  debugName: 'start',
  name: (id: string, context: Rolldown.ChunkingContext) => (isOfStart(id, context) ? 'start' : null),
}

/** Names of files stand in what is fetched first, and hashes in them do not compress. */
const NAME = 'assets/[name]-[hash:6]'

/** A catalog of messages has its language in its name, by which the host finds it. */
function fileNameOf({ facadeModuleId }: Rolldown.PreRenderedChunk): string {
  const [, language] = /\/locales\/(\w+)\/\w+\.ts$/.exec(facadeModuleId ?? '') ?? []
  return `${language ? NAME.replace('[name]', `[name]-${language}`) : NAME}.js`
}

/** Whether static imports lead to the module from the page's entry. */
function isOfStart(id: string, context: Rolldown.ChunkingContext, seen = new Set<string>()): boolean {
  if (seen.has(id) || isIcon(id) || id.endsWith('early-socket.ts')) return false
  seen.add(id)
  const module = context.getModuleInfo(id)
  return module?.isEntry || module?.importers.some((importer) => isOfStart(importer, context, seen)) || false
}

/** Icons are all imported by one file, which tells nothing of who uses them. */
const isIcon = (id: string) => id.includes('/lucide-preact/dist/esm/icons/')

/** One build, three environments: the page, the main process with the headless host, and the preload script. */
export default defineConfig({
  root: 'renderer',
  plugins: [preact(), clientScript, earlySocket, gzipped, keptStyles, withoutUnused, withoutExpected, parsedMessages],
  css: { modules: { generateScopedName } },
  builder: {},
  environments: {
    client: {
      build: {
        outDir: '../out/renderer',
        emptyOutDir: true,
        target: 'es2022',
        // The first that know light-dark() and nesting, which would not survive being written for older ones.
        cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
        modulePreload: { polyfill: false },
        rolldownOptions: {
          // Names of classes, above all.
          optimization: { inlineConst: { mode: 'all', pass: 2 } },
          output: {
            chunkFileNames: fileNameOf,
            assetFileNames: `${NAME}[extname]`,
            codeSplitting: { groups: [startChunk] },
          },
        },
      },
    },
    main: bundle({
      outDir: '../out/main',
      target: 'node20',
      rolldownOptions: {
        input: { host: './main/cli/index.ts', index: './main/index.ts' },
        // What the host without a window alone loads, and only where its options ask for it, has a name to be known by.
        output: {
          chunkFileNames: ({ name }) => `${['cluster', 'metrics'].includes(name) ? 'headless' : 'shared'}-[hash].js`,
        },
      },
    }),
    preload: bundle({
      outDir: '../out/preload',
      target: 'es2023',
      // A sandboxed preload script must be one CommonJS file.
      rolldownOptions: {
        input: './preload/index.ts',
        output: { format: 'cjs', entryFileNames: 'index.cjs', codeSplitting: false },
      },
    }),
  },
})
