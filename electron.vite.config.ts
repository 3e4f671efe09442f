import { defineConfig } from 'electron-vite'

// Everything but electron itself is bundled, so that the packaged app needs no node_modules. The
// console is the browser's build, taken as it is: it has no part in this configuration.
const outDir = 'dist/electron'

export default defineConfig({
  main: {
    build: {
      outDir,
      externalizeDeps: false,
      rolldownOptions: {
        input: 'electron/main.ts',
        // What updates the app is a file of its own, read only where it is needed.
        output: { entryFileNames: 'main.js', chunkFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      outDir,
      emptyOutDir: false,
      externalizeDeps: false,
      // A sandboxed preload can only be one CommonJS file.
      rolldownOptions: {
        input: 'electron/bridge/preload.ts',
        output: { format: 'cjs', entryFileNames: 'preload.cjs' },
      },
    },
  },
})
