import { pino, type Logger } from 'pino'

export type { Logger } from 'pino'

// Nothing a person wrote and nothing that opens a door may reach a log.
const SECRETS = [
  'password',
  'accessToken',
  'refreshToken',
  'sessionToken',
  'token',
  'authorization',
  'cookie',
  'content',
  'comment',
]
const redact = {
  paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
  censor: '[hidden]',
}

/** The process's log: JSON lines on stderr, so that stdout says only what people wait for. */
export const createLog = (level: string): Logger =>
  pino({ level, redact, base: null }, pino.destination(2))
