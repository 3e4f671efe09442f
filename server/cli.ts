/** The administrators' commands: `node server/cli.ts <command>`, configured by environment as the server is. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { recountHere } from './analytics/index.ts'
import { systemClock } from './clock.ts'
import { ConfigError, readConfig } from './config.ts'
import { openDatabase } from './db/open.ts'
import { backfillHere, credentialsOf } from './crisp/index.ts'
import { databaseOf } from './db/target.ts'
import type { Database } from './db/transaction.ts'
import { companyOf } from './demo/plan.ts'
import { DEMO_PASSWORD, demoSignIns, isEmpty, seedDemo } from './demo/seed.ts'
import { diagnose } from './doctor.ts'
import { resetPassword } from './identity/index.ts'
import { indexHere, rebuildHere } from './search/index.ts'

/** A command: what it is for, and what it does; it throws what the administrator should read. */
interface Command {
  about: string
  run(args: string[]): Promise<void> | void
}

/** A mistake of whoever typed the command. */
class UsageError extends Error {
  override name = 'UsageError'
}

const say = (text: string) => process.stdout.write(`${text}\n`)

const commands: Record<string, Command> = {
  help: { about: 'shows this list', run: help },
  doctor: { about: 'says what is wrong with this installation, and changes nothing', run: doctor },
  demo: {
    about:
      'fills an empty database with a small company (--large: with a large one; --scale 0.1: a tenth of it; --at: as of another moment)',
    run: demo,
  },
  admin: {
    about:
      'admin reset-password <email>: gives an account a new password and says which, beside a running server too',
    run: admin,
  },
  crisp: {
    about: 'crisp backfill [website]: brings in the past of the Crisp websites, or goes on with it',
    run: crisp,
  },
  reports: {
    about:
      'reports rebuild: counts anew all that reports are made of; on SQLite while the server is stopped',
    run: reports,
  },
  search: {
    about:
      'search rebuild: makes the index that search looks into anew, beside a running server too',
    run: searchIndex,
  },
}

function help(): void {
  const rows = Object.entries(commands).map(([name, { about }]) => `  ${name.padEnd(8)} ${about}`)
  say(['Usage: node server/cli.ts <command>', '', ...rows].join('\n'))
}

async function doctor(): Promise<void> {
  const findings = await diagnose({
    environment: process.env,
    nodeVersion: process.versions.node,
    dist: join(import.meta.dirname, '..', 'dist'),
  })
  for (const { what, isWell, says } of findings)
    say(`${isWell ? 'ok   ' : 'WRONG'} ${what.padEnd(15)} ${says}`)
  if (!findings.every(({ isWell }) => isWell)) process.exitCode = 1
}

async function demo(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      keep: { type: 'boolean' },
      large: { type: 'boolean' },
      scale: { type: 'string', default: '1' },
      at: { type: 'string', default: new Date().toISOString() },
    },
  })
  const scale = Number(values.scale)
  if (!(scale > 0 && scale <= 1_000)) throw new UsageError('--scale expects a number up to 1000')
  const now = new Date(values.at)
  if (Number.isNaN(now.getTime()))
    throw new UsageError('--at expects a time such as 2026-11-25T03:40Z')
  const database = await openDatabase(
    databaseOf(readConfig(process.env), () => {}),
    systemClock,
  )
  try {
    if (!(await isEmpty(database))) {
      if (!values.keep)
        throw new UsageError('The database is not empty: the demo needs one of its own.')
    } else {
      const company = companyOf(values.large ? 'large' : 'small', scale)
      const made = await seedDemo(database, { now, company })
      const { longestChat: _, ...counts } = made
      say(
        Object.entries(counts)
          .map(([what, count]) => `${count} ${what}`)
          .join(', '),
      )
      await indexHere(database)
    }
  } finally {
    await database.close()
  }
  saySignIns()
}

function saySignIns(): void {
  say(`Sign in with the password "${DEMO_PASSWORD}" as`)
  for (const { email, name, role } of demoSignIns()) say(`  ${email.padEnd(24)} ${name}, ${role}`)
}

async function admin([what, email, ...rest]: string[]): Promise<void> {
  if (what !== 'reset-password' || email === undefined || rest.length > 0)
    throw new UsageError('There is "admin reset-password <email>".')
  await onDatabase(async (database) => {
    const reset = await resetPassword(database, email)
    if (!reset) throw new UsageError(`There is no account with the email ${email}.`)
    const { user, password } = reset
    say(`${user.email} is signed out everywhere. The new password is`)
    say(`  ${password}`)
    say('Change it after signing in, under "Your password" in the settings.')
    if (user.isActive !== 1)
      say('The account is deactivated: an administrator has to reactivate it first.')
  })
}

async function crisp([what, websiteId]: string[]): Promise<void> {
  if (what !== 'backfill') throw new UsageError('There is "crisp backfill [website]".')
  const config = readConfig(process.env)
  const credentials = credentialsOf(config)
  if (!credentials)
    throw new UsageError('Crisp is not connected: set CRISP_IDENTIFIER and CRISP_KEY.')
  const database = await openDatabase(
    databaseOf(config, () => {}),
    systemClock,
  )
  try {
    await backfillHere({ database, credentials, websiteId, out: process.stdout })
  } finally {
    await database.close()
  }
}

async function onDatabase(work: (database: Database) => Promise<void>): Promise<void> {
  const database = await openDatabase(
    databaseOf(readConfig(process.env), () => {}),
    systemClock,
  )
  try {
    await work(database)
  } finally {
    await database.close()
  }
}

async function searchIndex([what]: string[]): Promise<void> {
  if (what !== 'rebuild') throw new UsageError('There is "search rebuild".')
  await onDatabase((database) => rebuildHere(database, process.stdout))
}

async function reports([what]: string[]): Promise<void> {
  if (what !== 'rebuild') throw new UsageError('There is "reports rebuild".')
  await onDatabase((database) => recountHere(database, process.stdout))
}

const isMistake = (error: unknown): error is Error =>
  error instanceof UsageError ||
  error instanceof ConfigError ||
  (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))

// Whoever reads no further (`| head`) has seen enough.
process.stdout.on('error', () => process.exit())

const [name = 'help', ...args] = process.argv
  .slice(2)
  .map((word) => word.replace(/^--help$/, 'help'))
try {
  const command = commands[name]
  if (!command) throw new UsageError(`There is no command "${name}": try "help".`)
  await command.run(args)
} catch (error) {
  const text = isMistake(error) ? error.message : ((error as Error).stack ?? String(error))
  process.stderr.write(`${text}\n`)
  process.exitCode = 1
}
