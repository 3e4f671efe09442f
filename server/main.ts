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

function stopOnSignal(app: App): void {
  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    // The last resort when something hangs; on the happy path the process ends by itself.
    setTimeout(() => process.exit(1), STOP_MS).unref()
    app.stop().catch((error: unknown) => {
      process.stderr.write(`stopping failed: ${String(error)}\n`)
      process.exitCode = 1
    })
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
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
  stopOnSignal(app)
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
    process.stderr.write(
      error instanceof ConfigError
        ? `${error.message}\n`
        : `Frontdesk could not start: ${(error as Error).stack ?? String(error)}\n`,
    )
    process.exitCode = 1
  })
}
