import { spawnSync } from 'node:child_process'
import { chownSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { type Place, postgresPlace } from '../../support/places.ts'
import { type Postgres, startPostgres } from '../../support/postgres.ts'
import { postgresAccount } from '../../support/postgres-binaries.ts'
import { smallDisk, smallDiskObstacle } from '../../support/small-disk.ts'
import { attachStrace, type Strace, straceObstacle } from '../../support/strace.ts'

/** Why a database cannot be written to for a while; `pid` is the server's. */
export interface Trouble {
  name: string
  begin: (pid: number) => Promise<void> | void
  end: (pid: number) => Promise<void> | void
}

/** A database and what may befall it, by turns. */
export interface Troubled {
  place: Place
  troubles: readonly Trouble[]
}

const FULL_DISK = 'full disk'
const READ_ONLY_DISK = 'disk that became read-only'
const UNSYNCED = 'disk that fails to sync'

/** What of these troubles cannot be made on this machine, and why. */
export function missingTroubles(): Record<string, string> {
  const noDisk = smallDiskObstacle()
  const noStrace = straceObstacle()
  return {
    ...(noDisk !== undefined && { [FULL_DISK]: noDisk }),
    ...(noStrace !== undefined && { [READ_ONLY_DISK]: noStrace, [UNSYNCED]: noStrace }),
  }
}

/** A file of our own, on a small disk where one can be mounted. */
export async function onOwnDisk(place: () => Promise<Place>): Promise<Troubled> {
  const missing = missingTroubles()
  const small = FULL_DISK in missing ? undefined : smallDisk()
  const at = small ?? (await place())
  const full = { name: FULL_DISK, begin: () => small?.fill(), end: () => small?.empty() }
  const troubles = [
    failing,
    full,
    refusing(READ_ONLY_DISK, at, 'pwrite64:error=EROFS'),
    refusing(UNSYNCED, at, 'fsync,fdatasync:error=EIO'),
  ]
  return { place: at, troubles: troubles.filter(({ name }) => !(name in missing)) }
}

const limit = (pid: number, bytes: string) => {
  const { status, error } = spawnSync('prlimit', [`--pid=${pid}`, `--fsize=${bytes}:`])
  if (status !== 0) throw error ?? new Error(`prlimit answered ${status}`)
}
const failing: Trouble = {
  name: 'disk that fails',
  begin: (pid) => limit(pid, '4096'),
  end: (pid) => limit(pid, 'unlimited'),
}

/** The system refuses one kind of call on the database's files. */
function refusing(name: string, { environment }: Place, what: string): Trouble {
  const file = join(environment['DATA_DIR'] ?? '', 'frontdesk.db')
  const those = [file, `${file}-wal`].flatMap((path) => ['-P', path])
  const [call] = what.split(':', 1)
  let strace: Strace | undefined
  return {
    name,
    async begin(pid) {
      const options = ['-o', '/dev/null', '-e', `trace=${call}`, '-e', `inject=${what}`]
      strace = await attachStrace([pid], [...those, ...options])
    },
    end: () => strace?.end(),
  }
}

/** A Postgres of our own, since all of it becomes read-only; its tables are on a small disk where one can be mounted. */
export async function onOwnPostgres(): Promise<Troubled> {
  const postgres = await startPostgres()
  if (FULL_DISK in missingTroubles()) {
    const place = await postgresPlace(postgres.url)
    return { place: dropping(place, () => postgres.stop()), troubles: [readOnly(postgres)] }
  }
  const small = smallDisk()
  const { uid, gid } = postgresAccount()
  if (uid !== undefined && gid !== undefined) chownSync(small.folder, uid, gid)
  await run(postgres, `create tablespace small location '${small.folder}'`)
  await run(postgres, 'alter database template1 set tablespace small')
  const place = await postgresPlace(postgres.url)
  const full = { name: FULL_DISK, begin: () => small.fill(), end: () => small.empty() }
  return {
    place: dropping(place, async () => {
      await postgres.stop()
      await small.drop()
    }),
    troubles: [readOnly(postgres), full],
  }
}

const dropping = (place: Place, then: () => Promise<void>): Place => ({
  ...place,
  async drop() {
    await place.drop()
    await then()
  },
})

/** As a standby is until it is promoted. */
function readOnly(postgres: Postgres): Trouble {
  const set = async (value: 'on' | 'off') => {
    await run(postgres, `alter system set default_transaction_read_only = ${value}`)
    await run(postgres, 'select pg_reload_conf()')
  }
  return { name: 'read-only database', begin: () => set('on'), end: () => set('off') }
}

async function run({ url }: Postgres, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
