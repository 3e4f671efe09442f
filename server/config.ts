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

const isLoopback = (host: string) =>
  host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'))

// What goes there carries the key: in the clear only to this machine.
const crispUrl = optional
  .refine(
    (text) => {
      const read = text === undefined ? undefined : URL.parse(text)
      return text === undefined || read?.protocol === 'https:' || isLoopback(read?.hostname ?? '')
    },
    { error: 'expects an https address, or one of this machine' },
  )
  .transform((text) => text?.replace(/\/+$/, ''))

// How many proxies of ours a request comes by; `on` is one.
const proxies = optional
  .refine((text) => !text || /^(?:on|off|true|false|\d)$/.test(text), {
    error: 'expects on, off or a number of proxies up to 9',
  })
  .transform((text) => (['on', 'true'].includes(text ?? '') ? 1 : Number(text) || 0))

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
  DB_HOST: optional.describe(
    'Postgres host, where there is no DATABASE_URL; with the DB_ names below',
  ),
  DB_PORT: optional.describe('Postgres port (5432)'),
  DB_USERNAME: optional.describe('Postgres user'),
  DB_PASSWORD: z.string().optional().describe('Password of that user'),
  DB_NAME: optional.describe('Postgres database'),
  DB_SSL: flag(false).describe('on to reach Postgres by TLS (off)'),
  DB_SSL_REJECT_UNAUTHORIZED: flag(true).describe('off takes any certificate of Postgres (on)'),
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
  TRUST_PROXY: proxies.describe(
    'on behind a reverse proxy that sets X-Forwarded-For, or how many follow each other (off)',
  ),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .describe('How much is logged (info)'),
  METRICS_TOKEN: optional.describe('When set, /metrics asks for it as a bearer token'),
  CRISP_IDENTIFIER: optional.describe('With CRISP_KEY: connects to Crisp'),
  CRISP_KEY: optional.describe('Key of the Crisp token'),
  CRISP_TIER: z
    .enum(['plugin', 'website', 'user'])
    .default('plugin')
    .describe('Kind of the Crisp token: plugin, website or user (plugin)'),
  CRISP_WEBSITE_ID: list.describe(
    'Comma list of Crisp websites; those of a plugin token are found by themselves',
  ),
  CRISP_DAILY_REQUESTS: z.coerce
    .number({ error: 'expects a number' })
    .int()
    .min(100)
    .optional()
    .describe('Requests the Crisp token has in a day (plugin 5000, else 10000)'),
  CRISP_HOOK_SECRET: optional.describe('Secret that signs the web hooks of a Crisp plugin'),
  CRISP_HOOK_KEY: optional
    .refine((text) => text === undefined || text.length >= 16, {
      error: 'expects at least 16 characters',
    })
    .describe('What web hooks of a Crisp website, which are not signed, carry as ?key='),
  CRISP_RTM: flag(true).describe('off where Crisp tells by web hooks instead (on)'),
  CRISP_REST_HOST: crispUrl.describe('Another address of the Crisp REST API, for tests'),
  CRISP_RTM_HOST: crispUrl.describe('Another address of the Crisp RTM API, for tests'),
  RATE_LIMITS: flag(true).describe('off for load tests; refused unless HOST is loopback (on)'),
})

/** The server's configuration. */
export type Config = z.output<typeof Environment>

/** A variable that is not as it should be. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

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
  const config = { ...read.data, DATABASE_URL: read.data.DATABASE_URL ?? postgresUrl(read.data) }
  if (Boolean(config.CRISP_IDENTIFIER) !== Boolean(config.CRISP_KEY)) {
    throw new ConfigError('CRISP_IDENTIFIER and CRISP_KEY: expects both or neither')
  }
  if (!config.RATE_LIMITS && !isLoopback(config.HOST)) {
    throw new ConfigError('RATE_LIMITS: off is refused unless HOST is a loopback address')
  }
  if (Boolean(config.ADMIN_EMAIL) !== Boolean(config.ADMIN_PASSWORD)) {
    throw new ConfigError('ADMIN_EMAIL and ADMIN_PASSWORD: expects both or neither')
  }
  return config
}

/** The address that the DB_ variables name together; none without a host. */
function postgresUrl(config: Config): string | undefined {
  if (config.DB_HOST === undefined) return undefined
  const address = new URL('postgres://localhost')
  address.hostname = config.DB_HOST
  address.port = config.DB_PORT ?? ''
  address.username = encodeURIComponent(config.DB_USERNAME ?? '')
  address.password = encodeURIComponent(config.DB_PASSWORD ?? '')
  address.pathname = config.DB_NAME ?? ''
  if (config.DB_SSL)
    address.searchParams.set(
      'sslmode',
      config.DB_SSL_REJECT_UNAUTHORIZED ? 'verify-full' : 'no-verify',
    )
  return address.href
}

/** The text of `--help`. */
export function helpText(): string {
  const rows = Object.entries(Environment.shape).map(
    ([name, schema]) => `  ${name.padEnd(26)} ${schema.description ?? ''}`,
  )
  return [
    'Frontdesk: live chat, CRM and help desk in one process.',
    '',
    'Configured by environment:',
    ...rows,
  ].join('\n')
}
