import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { gzipSync } from 'node:zlib'
import preact from '@preact/preset-vite'
import { type BuildEnvironmentOptions, defineConfig, type EnvironmentOptions, type Plugin, type Rolldown } from 'vite'
import { slimPage } from './tools/slim-page.js'

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

/** Has the page begin with a script in its own text, which runs before any other is fetched. */
const early: Plugin = {
  name: 'lanline:early',
  applyToEnvironment: ({ name }) => name === 'client',
  buildStart() {
    this.emitFile({ type: 'chunk', id: 'renderer/early.ts', name: 'early' })
  },
  transformIndexHtml: {
    order: 'post',
    handler(_html, { bundle = {} }) {
      const file = Object.values(bundle).find((it) => it.type === 'chunk' && it.name === 'early')
      if (file?.type !== 'chunk') {
        return [{ tag: 'script', attrs: { async: true, type: 'module', src: '/early.ts' }, injectTo: 'head-prepend' }]
      }
      delete bundle[file.fileName]
      return [{ tag: 'script', children: `(()=>{${file.code.trim()}})()`, injectTo: 'head-prepend' }]
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
  if (seen.has(id) || isIcon(id) || /early(-socket)?\.ts$/.test(id)) return false
  seen.add(id)
  const module = context.getModuleInfo(id)
  return module?.isEntry || module?.importers.some((importer) => isOfStart(importer, context, seen)) || false
}

/** Icons are all imported by one file, which tells nothing of who uses them. */
const isIcon = (id: string) => id.includes('/lucide-preact/dist/esm/icons/')

/** One build, three environments: the page, the main process with the headless host, and the preload script. */
export default defineConfig({
  root: 'renderer',
  plugins: [preact(), clientScript, early, gzipped, keptStyles, ...slimPage],
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
