import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { KeptPart } from '../kept/kept-disk.ts'
import type { KeptDraft, KeptFile, Outgoing } from '../sync/outgoing.ts'

interface Schema extends DBSchema {
  secrets: { key: string; value: string }
  outbox: {
    key: number
    value: Outgoing
    indexes: { account: string; clientMessageId: string }
  }
  drafts: { key: [string, string]; value: KeptDraft; indexes: { account: string } }
  kept: { key: [string, string]; value: KeptPart }
  files: { key: string; value: KeptFile; indexes: { account: string } }
}
export type BrowserDatabase = IDBPDatabase<Schema>

const NAME = 'frontdesk'
const VERSION = 4

function build(database: BrowserDatabase, from: number) {
  if (from < 1) database.createObjectStore('secrets')
  if (from < 2) {
    const outbox = database.createObjectStore('outbox', { keyPath: 'place', autoIncrement: true })
    outbox.createIndex('account', 'account')
    outbox.createIndex('clientMessageId', 'clientMessageId', { unique: true })
    const drafts = database.createObjectStore('drafts', { keyPath: ['account', 'conversationId'] })
    drafts.createIndex('account', 'account')
  }
  if (from < 3) database.createObjectStore('kept', { keyPath: ['account', 'part'] })
  if (from < 4)
    database.createObjectStore('files', { keyPath: 'key' }).createIndex('account', 'account')
}

let opening: Promise<BrowserDatabase> | null = null

function openNew() {
  const opened = openDB<Schema>(NAME, VERSION, {
    upgrade: build,
    // A window with a newer build waits for this one to let go; whoever asks next opens anew.
    blocking: () => {
      opening = null
      void opened.then((database) => database.close())
    },
    terminated: () => {
      opening = null
    },
  })
  opened.catch(() => {
    opening = null
  })
  return opened
}

/** What this browser keeps for the console, in every window the same: secrets, what is not sent, the last inbox. */
export const browserDatabase = () => (opening ??= openNew())
