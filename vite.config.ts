import preact from '@preact/preset-vite'
import { defineConfig } from 'vite'

/** One build, three environments: the page, the main process with the headless host, and the preload script. */
export default defineConfig({
  root: 'renderer',
  plugins: [preact()],
  builder: {},
  environments: {
    client: {
      build: { outDir: '../out/renderer', emptyOutDir: true, target: 'es2022', modulePreload: { polyfill: false } },
    },
    main: {
      consumer: 'server',
      resolve: { noExternal: true, external: ['electron'] },
      build: {
        outDir: '../out/main',
        emptyOutDir: true,
        target: 'node20',
        rolldownOptions: { input: { host: './main/host.ts' } },
      },
    },
  },
})
