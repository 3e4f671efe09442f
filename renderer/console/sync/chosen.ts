import { type BrowserDatabase, browserDatabase } from '../host/database.ts'
import { keysOf } from '../../files/waiting.ts'
import type { KeptFile } from './outgoing.ts'
import { FILES_MOST, sizeOf, STRICT } from './written.ts'

/** The files that are chosen and not sent, kept beside those of the outbox: what belongs to no message is one of the next. */
export class Chosen {
  readonly #open: () => Promise<BrowserDatabase>

  constructor(open: () => Promise<BrowserDatabase>) {
    this.#open = open
  }

  /** Keeps a file; answers whether there is room. */
  async keep(file: KeptFile): Promise<boolean> {
    const transaction = (await this.#open()).transaction('files', 'readwrite', STRICT)
    const held = await transaction.store.index('account').getAll(file.account)
    const hasRoom = sizeOf([...held, file]) <= FILES_MOST
    if (hasRoom) await transaction.store.put(file)
    await transaction.done
    return hasRoom
  }

  async drop(key: string) {
    await (await this.#open()).delete('files', key)
  }

  /** Those of every account, in the order they were chosen. */
  async files(): Promise<KeptFile[]> {
    const transaction = (await this.#open()).transaction(['outbox', 'files'])
    const [items, files] = await Promise.all([
      transaction.objectStore('outbox').getAll(),
      transaction.objectStore('files').getAll(),
    ])
    const sent = new Set(items.flatMap(({ attachments }) => keysOf(attachments)))
    return files.filter(({ key }) => !sent.has(key))
  }
}

export const chosen = new Chosen(browserDatabase)
