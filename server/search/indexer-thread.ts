import { parentPort, workerData } from 'node:worker_threads'
import { systemClock } from '../clock.ts'
import { openSearchFile } from '../db/open.ts'
import { createIndexer } from './indexer.ts'
import type { FromIndexer, ToIndexer } from './indexing.ts'

const say = (what: FromIndexer) => parentPort?.postMessage(what)

const database = openSearchFile(workerData as string, systemClock)
const indexer = createIndexer({
  database,
  onError: (error) =>
    say({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  onIndexed: (lagMs) => say({ lagMs }),
})
indexer.start()

parentPort?.on('message', (what: ToIndexer) => {
  if (what === 'news') indexer.soon()
  else void stop()
})

async function stop(): Promise<void> {
  await indexer.stop()
  await database.close()
  parentPort?.close()
}
