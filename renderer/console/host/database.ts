import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { KeptPart } from '../kept/kept-disk.ts'
import type { KeptDraft, Outgoing } from '../sync/outgoing.ts'

interface Schema extends DBSchema {
  secrets: { key: string; value: string }
  outbox: {
    key: number
    value: Outgoing
    indexes: { account: string; clientMessageId: string }
  }
  drafts: { key: [string, string]; value: KeptDraft; indexes: { account: string } }
  kept: { key: [string, string]; value: KeptPart }
}
export type BrowserDatabase = IDBPDatabase<Schema>

const NAME = 'frontdesk'
const VERSION = 3

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

/** What this browser keeps for the console, in every window the same: secrets, unsent messages, drafts, the last inbox. */
export const browserDatabase = () => (opening ??= openNew())
