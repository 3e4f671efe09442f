import { isIPv4 } from 'node:net'
import { resolve } from 'node:path'
import { z } from 'zod'
import { Password } from './contract/identity.ts'
import { email } from './contract/text.ts'

const flag = (fallback: boolean) =>
  z
    .enum(['on', 'off', 'true', 'false', '1', '0', ''])
    .optional()
    .transform((text) => (text ? ['on', 'true', '1'].includes(text) : fallback))

const optional = z
  .string()
  .trim()
  .optional()
  .transform((text) => text || undefined)

const list = z
  .string()
  .optional()
  .transform((text) =>
    (text ?? '')
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  )

const url = (schemes: string[], example: string) =>
  optional.refine(
    (text) => text === undefined || schemes.includes(URL.parse(text)?.protocol ?? ''),
    { error: `expects an address such as ${example}` },
  )

/** Every variable, what it expects, and what it is for (shown by `--help`). */
export const Environment = z.object({
  HOST: z.string().default('127.0.0.1').describe('Address to listen on (127.0.0.1)'),
  PORT: z.coerce
    .number({ error: 'expects a number' })
    .int()
    .min(0)
    .max(65_535)
    .default(3000)
    .describe('Port to listen on; 0 picks a free one (3000)'),
  DATA_DIR: z
    .string()
    .default('./data')
    .transform((path) => resolve(path))
    .describe('Where the database, files and keys are kept (./data)'),
  DATABASE_URL: url(
    ['postgres:', 'postgresql:'],
    'postgres://user:password@host/database',
  ).describe('Postgres address; without it the embedded SQLite is used'),
  DATABASE_POOL: z.coerce
    .number({ error: 'expects a number' })
    .int()
    .min(2)
    .max(500)
    .default(10)
    .describe('Postgres connections of this process (10)'),
  REDIS_URL: url(['redis:', 'rediss:'], 'redis://host:6379').describe(
    'Redis address; carries signals and limits between processes on one Postgres (none: Postgres does)',
  ),
  JWT_SECRET: optional
    .refine((text) => text === undefined || text.length >= 32, {
      error: 'expects at least 32 characters',
    })
    .describe('Secret that signs tokens; made in DATA_DIR when absent'),
  ADMIN_EMAIL: optional
    .refine((text) => text === undefined || email.safeParse(text).success, {
      error: 'expects an email address',
    })
    .describe('With ADMIN_PASSWORD: creates the first admin when there is none'),
  ADMIN_PASSWORD: optional
    .refine((text) => text === undefined || Password.safeParse(text).success, {
      error: 'expects 8 to 200 characters',
    })
    .describe('Password of the first admin'),
  PUBLIC_URL: url(['http:', 'https:'], 'https://support.example.com').describe(
    'Address under which people reach this server',
  ),
  ALLOWED_ORIGINS: list.describe('Comma list of other origins that may call the API and sockets'),
  TRUST_PROXY: flag(false).describe('on behind a reverse proxy that sets X-Forwarded-For (off)'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .describe('How much is logged (info)'),
  METRICS_TOKEN: optional.describe('When set, /metrics asks for it as a bearer token'),
  RATE_LIMITS: flag(true).describe('off for load tests; refused unless HOST is loopback (on)'),
})

/** The server's configuration. */
export type Config = z.output<typeof Environment>

/** A variable that is not as it should be. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

const isLoopback = (host: string) =>
  host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'))

// A compose file passes a variable that nobody set as an empty one.
const withoutEmpty = (environment: NodeJS.ProcessEnv) =>
  Object.fromEntries(Object.entries(environment).filter(([, text]) => text?.trim() !== ''))

/** Reads the configuration; throws a `ConfigError` that names each bad variable and what it expects. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const read = Environment.safeParse(withoutEmpty(environment))
  if (!read.success) {
    throw new ConfigError(
      read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'),
    )
  }
  const config = read.data
  if (!config.RATE_LIMITS && !isLoopback(config.HOST)) {
    throw new ConfigError('RATE_LIMITS: off is refused unless HOST is a loopback address')
  }
  if (Boolean(config.ADMIN_EMAIL) !== Boolean(config.ADMIN_PASSWORD)) {
    throw new ConfigError('ADMIN_EMAIL and ADMIN_PASSWORD: expects both or neither')
  }
  return config
}

/** The text of `--help`. */
export function helpText(): string {
  const rows = Object.entries(Environment.shape).map(
    ([name, schema]) => `  ${name.padEnd(16)} ${schema.description ?? ''}`,
  )
  return [
    'Frontdesk: live chat, CRM and help desk in one process.',
    '',
    'Configured by environment:',
    ...rows,
  ].join('\n')
}
