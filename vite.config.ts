import preact from '@preact/preset-vite'
import { type BuildEnvironmentOptions, defineConfig, type EnvironmentOptions } from 'vite'

/** What is bundled whole for Node or Electron: nothing of node_modules is needed where it runs. */
const bundle = (build: BuildEnvironmentOptions): EnvironmentOptions => ({
  consumer: 'server',
  resolve: { noExternal: true, external: ['electron'] },
  build: { emptyOutDir: true, copyPublicDir: false, ...build },
})

/** One build, three environments: the page, the main process with the headless host, and the preload script. */
export default defineConfig({
  root: 'renderer',
  plugins: [preact()],
  builder: {},
  environments: {
    client: {
      build: { outDir: '../out/renderer', emptyOutDir: true, target: 'es2022', modulePreload: { polyfill: false } },
    },
    main: bundle({
      outDir: '../out/main',
      target: 'node20',
      rolldownOptions: {
        input: { host: './main/host.ts', index: './main/index.ts' },
        output: { chunkFileNames: 'shared-[hash].js' },
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
