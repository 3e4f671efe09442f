import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium as playwright } from '@playwright/test'

export interface Chromium {
  executablePath: string
  args: string[]
  /** Where it was found, for the summary of a test run. */
  source: string
}

const args = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  // Containers and build machines run as root, where Chromium's sandbox refuses to start.
  '--no-sandbox',
]

type Finder = () => string | undefined | Promise<string | undefined>

/** The places to look, the most deliberate first. */
const finders: Array<[source: string, find: Finder]> = [
  ['CHROMIUM_PATH', () => process.env.CHROMIUM_PATH],
  ['Playwright', () => existing(playwright.executablePath())],
  ['PATH', onPath],
  ['Debian package', fromDebian],
  ['@sparticuz/chromium', fromRegistry],
]

/** Finds a Chromium on this machine, or brings one here. */
export async function findChromium(): Promise<Chromium> {
  const reasons: string[] = []
  for (const [source, find] of finders) {
    try {
      const executablePath = await find()
      if (executablePath && runs(executablePath)) return { executablePath, args, source }
      reasons.push(`${source}: ${executablePath ? `${executablePath} does not run` : 'none'}`)
    } catch (error) {
      reasons.push(`${source}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  throw new Error(`No Chromium for the browser tests.\n  ${reasons.join('\n  ')}`)
}

function existing(path: string): string | undefined {
  return existsSync(path) ? path : undefined
}

function runs(path: string): boolean {
  return spawnSync(path, ['--version'], { timeout: 30_000 }).status === 0
}

function onPath(): string | undefined {
  const names = ['chromium', 'chromium-browser', 'google-chrome']
  return (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find(existsSync)
}

function fromDebian(): string | undefined {
  const system = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : ''
  if (process.getuid?.() !== 0 || !/^ID=debian$/m.test(system)) return undefined
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const task of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']])
    execFileSync('apt-get', task, { env, stdio: ['ignore', 'ignore', 'pipe'] })
  return onPath()
}

/** The binary a registry package carries, with the libraries of its own where this machine lacks them. */
async function fromRegistry(): Promise<string> {
  const { default: packed, inflate, setupLambdaEnvironment } = await import('@sparticuz/chromium')
  const executablePath = await packed.executablePath()
  if (runs(executablePath)) return executablePath
  const entry = fileURLToPath(import.meta.resolve('@sparticuz/chromium'))
  const libraries = await inflate(join(dirname(entry), '..', 'bin', 'al2023.tar.br'))
  setupLambdaEnvironment(join(libraries, 'lib'))
  return executablePath
}
