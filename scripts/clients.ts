import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compressFiles } from './compress.ts'
import { fingerprint } from './fingerprint.ts'

const ROOT = join(import.meta.dirname, '..')
const STAMP = 'dist/.fingerprint'

/** What is served to browsers: the agents' console and the customers' web chat. */
const clients = ['console', 'webchat']

/** Builds both browser clients into `dist` and stamps it with what they were built from. */
export async function buildClients(root = ROOT): Promise<void> {
  const { createBuilder } = await import('vite')
  const builtFrom = fingerprint(root)
  for (const client of clients) {
    const source = join(root, 'renderer', client)
    const builder = await createBuilder(
      {
        root: source,
        configFile: join(source, 'vite.config.ts'),
        configLoader: 'native',
        logLevel: 'warn',
        build: { outDir: join(root, 'dist', client), emptyOutDir: true },
      },
      null,
    )
    await builder.buildApp()
    compressFiles(join(root, 'dist', client))
  }
  writeFileSync(join(root, STAMP), builtFrom)
}

/** Whether `dist` is missing or was built from other sources than those here now. */
export function isStale(root = ROOT): boolean {
  const stamp = join(root, STAMP)
  if (!isBuilt(root) || !existsSync(stamp)) return true
  return readFileSync(stamp, 'utf8') !== fingerprint(root)
}

/** Builds the clients if that is needed; an installation without the build tools serves what it has. */
export function buildWhenStale(): void {
  if (!canBuild()) {
    if (isBuilt(ROOT)) return
    fail(
      'The console is not built and the tools to build it are not installed: run "npm ci" first.',
    )
  }
  if (!isStale()) return
  process.stderr.write('Building the console and the web chat …\n')
  // In a process of its own: the bundler's memory must not stay with the server.
  const build = spawnSync(process.execPath, [join(ROOT, 'scripts', 'build.ts')], {
    stdio: 'inherit',
  })
  if (build.status !== 0) fail('Frontdesk did not start, because the build failed.')
}

function isBuilt(root: string): boolean {
  return clients.every((client) => existsSync(join(root, 'dist', client)))
}

function canBuild(): boolean {
  try {
    return existsSync(join(ROOT, 'renderer')) && Boolean(import.meta.resolve('vite'))
  } catch {
    return false
  }
}

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
