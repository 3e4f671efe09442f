import { join } from 'node:path'
import { lastingPort, type Place } from '../support/places.ts'
import type { ServerProcess } from '../support/process.ts'
import { Crowd } from './crowd.ts'
import { Ledger } from './ledger.ts'
import type { Stage } from './scenario.ts'
import { serverAt, signIn } from './server.ts'
import { judge, Verdict } from './verdict.ts'

// How long the clients may take to be in sync once the server is back.
const IN_SYNC_MS = 5_000

/** One server process at a lasting address, on a database of its own, and the people who talk there. */
export interface Scene extends AsyncDisposable {
  verdict: Verdict
  ledger: Ledger
  crowd: Crowd
  url: string
  token: string
  server(): ServerProcess
  /** Starts the server again, at the same address and on the same database. */
  restart(): Promise<void>
  /** Waits until everybody is in sync and answers how many milliseconds it took; too many are a violation. */
  inSync(): Promise<number>
  /** Compares all that was written, acknowledged and shown with what is stored; answers how many messages are. */
  judge(): Promise<number>
}

export interface Size {
  customers: number
  agents: number
  /** Whether each customer says that they are at an address of their own. */
  isAddressed?: boolean
}

/** Starts the server at `place`, a fresh one unless given, and gathers the crowd. */
export async function openScene(
  stage: Stage,
  name: string,
  size: Size,
  place?: Place,
): Promise<Scene> {
  await using cleanup = new AsyncDisposableStack()
  const at = place ?? (await stage.place())
  cleanup.defer(at.drop)
  const PORT = String(await lastingPort())
  let server = await serverAt(at, { PORT })
  cleanup.defer(async () => void (await server.end('SIGKILL')))
  const { url } = server
  const token = await signIn(url)
  const ledger = new Ledger(join(stage.folder, `${name}-${stage.database}.jsonl`))
  cleanup.defer(() => ledger.close())
  const crowd = await Crowd.gather({ url, token, ledger, random: stage.random, ...size })
  cleanup.defer(() => crowd.leave())
  const verdict = new Verdict()
  const kept = cleanup.move()
  return {
    verdict,
    ledger,
    crowd,
    url,
    token,
    server: () => server,
    async restart() {
      server = await serverAt(at, { PORT })
    },
    inSync: () => timedSync(crowd, verdict, stage),
    judge: () => judge({ url, token, ledger, crowd }, verdict),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

/** See `Scene.inSync`. */
export async function timedSync(crowd: Crowd, verdict: Verdict, { leniency }: Stage) {
  const tookMs = Math.round(await crowd.rollCall())
  if (tookMs > IN_SYNC_MS * leniency) verdict.add('late to be in sync', `${tookMs} ms`)
  return tookMs
}
