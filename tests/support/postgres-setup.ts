import type { TestProject } from 'vitest/node'
import { startPostgres } from './postgres.ts'

/** The Postgres every test file of this run shares, or why there is none. */
export type PostgresOffer = { url: string } | { missing: string }

declare module 'vitest' {
  interface ProvidedContext {
    postgres: PostgresOffer
  }
}

/** Vitest's global set-up: test files read the offer with `inject('postgres')`. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  try {
    const postgres = await startPostgres()
    project.provide('postgres', { url: postgres.url })
    return () => postgres.stop()
  } catch (error) {
    if (process.env.CI === 'true') throw error
    project.provide('postgres', { missing: error instanceof Error ? error.message : String(error) })
    return undefined
  }
}
