import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { KeeperReport } from './postgres-keeper.ts'

export interface Postgres {
  /** Connects as a superuser to the cluster's own database. */
  url: string
  createDatabase(name: string): Promise<string>
  /** Crashes it; resolves when it serves the same data at the same address again. */
  crash(): Promise<void>
  stop(): Promise<void>
}

/** Starts one throwaway Postgres on a free port; it goes when `stop` is called or this process ends. */
export async function startPostgres(): Promise<Postgres> {
  const scratch = mkdtempSync(join(tmpdir(), 'frontdesk-postgres-'))
  // Postgres may run as another user than we do and has to reach its folder inside.
  chmodSync(scratch, 0o755)
  const keeper = fork(join(import.meta.dirname, 'postgres-keeper.ts'), [scratch], {
    detached: true,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const report = await firstReport(keeper)
  if ('failure' in report) throw new Error(`Postgres did not start: ${report.failure}`)
  keeper.unref()
  keeper.channel?.unref()
  const url = `postgres://frontdesk@127.0.0.1:${report.port}/postgres`
  return {
    url,
    createDatabase: (name) => createDatabase(url, name),
    async crash() {
      const again = firstReport(keeper)
      keeper.send('crash')
      const said = await again
      if ('failure' in said) throw new Error(`Postgres did not come back: ${said.failure}`)
    },
    async stop() {
      keeper.ref()
      const gone = once(keeper, 'exit')
      keeper.disconnect()
      await gone
    },
  }
}

async function firstReport(keeper: ChildProcess): Promise<KeeperReport> {
  return new Promise((resolve) => {
    keeper.once('message', (report) => resolve(report as KeeperReport))
    keeper.once('exit', (code, signal) => resolve({ failure: `it ended with ${signal ?? code}` }))
  })
}

/** Creates an empty database beside the one `url` names, and answers its own url. */
export async function createDatabase(url: string, name: string): Promise<string> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
  return new URL(`/${encodeURIComponent(name)}`, url).href
}
