import type { Dialect } from '../dialect.ts'

const TYPES: Record<Dialect, Record<string, string>> = {
  sqlite: { uuid: 'text', instant: 'text', json: 'text', bigcount: 'integer' },
  postgres: { uuid: 'uuid', instant: 'timestamptz', json: 'jsonb', bigcount: 'bigint' },
}

/** One text for both databases: `:uuid`, `:instant`, `:json` and `:bigcount` stand for the dialect's own types. */
export const typed = (dialect: Dialect, text: string) =>
  text.replace(
    /:(uuid|instant|json|bigcount)\b/g,
    (_, name: string) => TYPES[dialect][name] ?? name,
  )
