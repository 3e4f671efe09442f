import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import type { Plugin } from 'vite'

const ROOT = join(import.meta.dirname, '..')

// Its threads are programs of their own; the modules that they share are not written twice.
const programs = {
  main: 'server/main.ts',
  'checkpoint-thread': 'server/db/checkpoint-thread.ts',
  'indexer-thread': 'server/search/indexer-thread.ts',
  'reader-thread': 'server/db/reader-thread.ts',
}

/** What is loaded at run time from files beside it: parts in machine code. */
const natives = ['better-sqlite3', '@node-rs/argon2']

/**
 * The server as one folder that needs no installation, for the desktop app: what it runs, the built
 * clients that it serves, and the native parts for the systems in this installation.
 */
export async function bundleServer(dist: string, out: string): Promise<void> {
  rmSync(out, { recursive: true, force: true })
  await bundleCode(join(out, 'server'))
  copyFrom('@fastify/swagger-ui', 'static', join(out, 'server/static'))
  for (const client of ['console', 'webchat']) {
    cpSync(join(dist, client), join(out, 'dist', client), { recursive: true })
  }
  for (const name of natives) copyNative(name, join(out, 'node_modules'))
  const { name, version, license } = readPackage()
  writeFileSync(
    join(out, 'package.json'),
    JSON.stringify({ name, version, license, private: true, type: 'module' }),
  )
}

/** The shell of the desktop app, and the server that comes with it. */
export async function buildDesktop(): Promise<void> {
  const { build } = await import('electron-vite')
  await build({ root: ROOT, logLevel: 'warn', ignoreConfigWarning: true })
  await bundleServer(join(ROOT, 'dist'), join(ROOT, 'dist/bundle'))
}

async function bundleCode(outDir: string): Promise<void> {
  const { build } = await import('vite')
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    plugins: [besideIt],
    ssr: { noExternal: true, external: natives, target: 'node' },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node24',
      rolldownOptions: {
        input: programs,
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: '[name].js',
          // What was CommonJS still asks where it is.
          banner: 'const __dirname = import.meta.dirname;',
        },
      },
    },
  })
}

const moves: readonly { from: RegExp; find: string; put: string }[] = [
  {
    from: /server\/search\/indexing\.ts$/,
    find: './indexer-thread.ts',
    put: './indexer-thread.js',
  },
  {
    from: /server\/db\/checkpoint\.ts$/,
    find: './checkpoint-thread.ts',
    put: './checkpoint-thread.js',
  },
  { from: /server\/db\/reader\.ts$/, find: './reader-thread.ts', put: './reader-thread.js' },
  { from: /swagger-ui\/lib\/routes\.js$/, find: "'..', 'static'", put: "'static'" },
]

/** Everything is in one folder afterwards: what is looked for elsewhere is looked for beside it. */
const besideIt: Plugin = {
  name: 'beside-it',
  transform(code, id) {
    const move = moves.find(({ from }) => from.test(id.replaceAll('\\', '/')))
    if (move === undefined) return null
    if (!code.includes(move.find)) this.error(`${id} no longer has ${move.find}`)
    return { code: code.replaceAll(move.find, move.put), map: null }
  },
}

const require = createRequire(import.meta.url)
const folderOf = (name: string) => dirname(require.resolve(`${name}/package.json`))

const copyFrom = (name: string, folder: string, to: string) =>
  cpSync(join(folderOf(name), folder), to, { recursive: true })

// Sources to build it from, what only developers read, and machine code for other systems.
const NOT_RUN = /[\\/](?:deps|src|binding\.gyp|README\.md|index\.d\.ts|browser\.js)$/
const isRun = (path: string) =>
  !NOT_RUN.test(path) &&
  (!path.endsWith('.node') || !/[\\/]prebuilds[\\/]/.test(path) || isOurs(basename(path)))
const isOurs = (file: string) => file.startsWith(`${process.platform}-`)

/** A package with its machine code, and the packages for single systems that go with it. */
function copyNative(name: string, modules: string): void {
  const from = folderOf(name)
  const parts = join(from, '..')
  const all = name.includes('/')
    ? readdirSync(parts).map((one) => ({ from: join(parts, one), to: join(dirname(name), one) }))
    : [{ from, to: name }]
  for (const one of all) {
    const to = join(modules, one.to)
    mkdirSync(dirname(to), { recursive: true })
    cpSync(one.from, to, { recursive: true, filter: isRun })
  }
}

type Package = { name: string; version: string; license: string }

const readPackage = () => JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Package
