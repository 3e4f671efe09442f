import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type App, createApp } from './app.ts'
import { systemClock } from './clock.ts'
import { ConfigError, helpText, readConfig } from './config.ts'
import { createLog } from './log.ts'

const STOP_MS = 10_000

const root = join(import.meta.dirname, '..')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string
}
const say = (text: string) => process.stdout.write(`${text}\n`)

/** Where the desktop app runs the server as a utility process of Electron: the way to that app. */
const { parentPort } = process as { parentPort?: { on(event: 'message', run: () => void): void } }

function stopWhenTold(app: App): void {
  let stopping: Promise<void> | undefined
  const stop = () => (stopping ??= end(app))
  process.on('SIGTERM', () => void stop())
  process.on('SIGINT', () => void stop())
  // By message, because Windows has no signals; such a process does not end by itself.
  parentPort?.on('message', () => void stop().then(() => process.exit()))
}

async function end(app: App): Promise<void> {
  // The last resort when something hangs; on the happy path the process ends by itself.
  setTimeout(() => process.exit(1), STOP_MS).unref()
  try {
    await app.stop()
  } catch (error) {
    process.stderr.write(`stopping failed: ${String(error)}\n`)
    process.exitCode = 1
  }
}

const isTaken = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'

async function serve(): Promise<void> {
  const config = readConfig(process.env)
  const log = createLog(config.LOG_LEVEL)
  const app = await createApp({
    config,
    clock: systemClock,
    log,
    version,
    dist: join(root, 'dist'),
  })
  stopWhenTold(app)
  const url = await app.listen().catch(async (error: unknown) => {
    await app.stop()
    throw isTaken(error)
      ? new ConfigError(
          `Port ${config.PORT} on ${config.HOST} is taken; stop the other program or set PORT.`,
        )
      : error
  })
  say(`Frontdesk is ready at ${url}`)
  say(`  console        ${url}/`)
  say(`  web chat       ${url}/chat`)
  say(`  API reference  ${url}/api/docs`)
}

if (process.argv.includes('--help')) {
  say(helpText())
} else {
  await serve().catch((error: unknown) => {
    const said =
      error instanceof ConfigError
        ? `${error.message}\n`
        : `Frontdesk could not start: ${(error as Error).stack ?? String(error)}\n`
    process.exitCode = 1
    process.stderr.write(said, () => {
      if (parentPort) process.exit()
    })
  })
}
