import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { createDatabase } from './postgres.ts'

/** A fresh database for server processes: what they need in their environment, and how to drop it. */
export interface Place {
  environment: Record<string, string>
  drop: () => Promise<void>
}

/** A data directory, and in it the embedded database. */
export function sqlitePlace(): Place {
  const directory = mkdtempSync(join(tmpdir(), 'frontdesk-test-'))
  return {
    environment: { DATA_DIR: directory },
    drop: async () => rmSync(directory, { recursive: true, force: true }),
  }
}

/** A database of its own on the Postgres at `url`. */
export async function postgresPlace(url: string): Promise<Place> {
  const name = `faults_${process.pid}_${randomBytes(4).toString('hex')}`
  const folder = sqlitePlace()
  return {
    environment: { ...folder.environment, DATABASE_URL: await createDatabase(url, name) },
    async drop() {
      await folder.drop()
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      await client.query(`drop database ${name} with (force)`)
      await client.end()
    },
  }
}

/**
 * A port that stays free while nobody listens on it: below those the system gives to whoever asks for any,
 * so that a server can come back to it.
 */
export async function lastingPort(): Promise<number> {
  for (;;) {
    const port = 12_000 + Math.floor(Math.random() * 18_000)
    const probe = createServer()
    const isFree = await new Promise<boolean>((resolve) => {
      probe.once('error', () => resolve(false))
      probe.listen(port, '127.0.0.1', () => resolve(true))
    })
    if (!isFree) continue
    await new Promise((resolve) => probe.close(resolve))
    return port
  }
}
