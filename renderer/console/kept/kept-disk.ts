import { type BrowserDatabase, browserDatabase } from '../host/database.ts'
import type { Kept, KeptInbox, KeptThread } from './parts.ts'

/** What is kept in another form than this build's is not read. */
export const FORM = 1

const OWNER = 'owner'
const INBOX = 'inbox'
const threadPart = (id: string) => `thread ${id}`

/** One part of what is kept: whose the place is, the lists, or a thread. */
export interface KeptPart {
  readonly account: string
  readonly part: string
  readonly form: number
  readonly value: KeptInbox | KeptThread | null
}

/** What is written at once: the lists, the threads that are new or changed, and all that are to be left. */
export interface Keeping {
  readonly inbox: KeptInbox
  readonly changed: readonly KeptThread[]
  readonly all: ReadonlySet<string>
}

/**
 * The inbox that was seen last in this browser, to be read without a connection. There is one at most, and it belongs
 * to whoever signed in last: the place is claimed before their token is kept, so that nobody ever finds another's.
 */
export class KeptDisk {
  readonly #open: () => Promise<BrowserDatabase>

  constructor(open: () => Promise<BrowserDatabase>) {
    this.#open = open
  }

  /** Makes the place this account's; what was another's is gone. */
  async claim(account: string) {
    const transaction = (await this.#open()).transaction('kept', 'readwrite')
    const { store } = transaction
    const isTheirs = (await store.getKey([account, OWNER])) !== undefined
    if (!isTheirs) await store.clear()
    await store.put({ account, part: OWNER, form: FORM, value: null })
    await transaction.done
  }

  /** Keeps what an account sees, unless the place is another's by now. */
  async write(account: string, { inbox, changed, all }: Keeping) {
    const transaction = (await this.#open()).transaction('kept', 'readwrite')
    const { store } = transaction
    if ((await store.getKey([account, OWNER])) !== undefined) {
      await store.put({ account, part: INBOX, form: FORM, value: inbox })
      for (const thread of changed) {
        const part = threadPart(thread.conversationId)
        await store.put({ account, part, form: FORM, value: thread })
      }
      const left = new Set([OWNER, INBOX, ...[...all].map(threadPart)])
      for (const key of await store.getAllKeys()) if (!left.has(key[1])) await store.delete(key)
    }
    await transaction.done
  }

  /** What is kept; null where there is nothing, or it has another form. */
  async read(): Promise<Kept | null> {
    const parts = await (await this.#open()).getAll('kept')
    if (parts.some(({ form }) => form !== FORM)) return null
    const inbox = parts.find(({ part }) => part === INBOX)?.value as KeptInbox | undefined
    const threads = parts.filter(({ part }) => part !== INBOX && part !== OWNER)
    return inbox ? { inbox, threads: threads.map(({ value }) => value as KeptThread) } : null
  }

  /** Forgets what is kept for an account, or for whomever it is. */
  async forget(account: string | null) {
    const transaction = (await this.#open()).transaction('kept', 'readwrite')
    const { store } = transaction
    const isTheirs = account === null || (await store.getKey([account, OWNER])) !== undefined
    if (isTheirs) await store.clear()
    await transaction.done
  }
}

export const keptDisk = new KeptDisk(browserDatabase)
