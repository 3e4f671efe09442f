import { parentPort, workerData } from 'node:worker_threads'
import Sqlite from 'better-sqlite3'
import type { Checkpoint } from './checkpoint.ts'

// Each time there is only what was written meanwhile.
const TIMES = 4

const sqlite = new Sqlite(workerData as string, { fileMustExist: true })
// What is copied must not be lost when the log is written over.
sqlite.pragma('synchronous = FULL')
sqlite.pragma('wal_autocheckpoint = 0')
const copy = sqlite.prepare<[], Checkpoint>('pragma wal_checkpoint(passive)')
const look = sqlite.prepare<[], Checkpoint>('pragma wal_checkpoint(noop)')

function copyAll(): void {
  for (let times = 0; times < TIMES; times++) {
    if (copy.get()?.busy !== 0) return
    const found = look.get()
    if (!found || found.log === found.checkpointed) return
  }
}

parentPort?.on('message', (what: 'copy' | 'end') => {
  if (what === 'end') {
    sqlite.close()
    parentPort?.close()
    return
  }
  try {
    copyAll()
  } catch {
    // A full or failing disk: whoever commits next hears of it, and what is in the log stays there.
  }
  parentPort?.postMessage('copied')
})
