import { defineConfig } from 'vite'

const SERVER = process.env['FRONTDESK_URL'] ?? 'http://127.0.0.1:3000'

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../../dist/webchat',
    emptyOutDir: true,
    assetsDir: 'webchat-assets',
    target: 'es2022',
    // The content policy allows no data: scripts or styles, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  environments: {
    client: { build: { rolldownOptions: { input: `${import.meta.dirname}/chat.html` } } },
    // What other sites load: one file of its own with a fixed name and no imports.
    widget: {
      consumer: 'client',
      build: {
        emptyOutDir: false,
        copyPublicDir: false,
        rolldownOptions: {
          input: `${import.meta.dirname}/widget/widget.ts`,
          output: { format: 'iife', entryFileNames: 'widget.js' },
        },
      },
    },
  },
  builder: {
    async buildApp(builder) {
      const { client, widget } = builder.environments
      if (client) await builder.build(client)
      if (widget) await builder.build(widget)
    },
  },
  server: {
    port: 5174,
    proxy: { '/socket.io': { target: SERVER, ws: true } },
  },
})
