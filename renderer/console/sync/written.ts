import { type BrowserDatabase, browserDatabase } from '../host/database.ts'
import { type Holding, holding } from '../../files/holding.ts'
import { type ChosenFile, keysOf, type WaitingFile } from '../../files/waiting.ts'
import {
  composerOf,
  type Draft,
  isBlankDraft,
  type KeptDraft,
  modeOf,
  type Outgoing,
  turnedTo,
} from './outgoing.ts'

/** What changes of a refused message before it goes out again. */
export type Amendment = Partial<Pick<Outgoing, 'seenSeq'>>
type Fate = Partial<Pick<Outgoing, 'state' | 'code' | 'reason' | 'attempts' | 'triesAgainAt'>>
type Unplaced = Omit<Outgoing, 'place' | 'state' | 'attempts' | 'code' | 'reason'>
/** A message to be queued, its files with their bytes. */
export type Unqueued = Omit<Unplaced, 'attachments'> & {
  readonly attachments?: readonly ChosenFile[]
}

const ALL = ['outbox', 'drafts', 'files'] as const
/** So many bytes of files are kept for one account; others wait in the window's memory. */
export const FILES_MOST = 250 * 1_048_576
// Not "handed to the system" but "on the disk": a laptop may lose its power at once.
export const STRICT = { durability: 'strict' } as const

const fresh = (item: Unplaced) => ({ ...item, state: 'sending' as const, attempts: 0 })
// A draft that is empty is kept until the server has dropped it too: another window must not bring it back.
const isOver = (draft: Draft) => isBlankDraft(draft) && draft.editedAt === undefined

/** What is left of a draft whose text in one kind has become a message. */
function afterSending(kept: KeptDraft, item: Unplaced): KeptDraft {
  return { ...turnedTo(kept, modeOf(item)), text: '', sinceSeq: null, editedAt: item.writtenAt }
}

export const sizeOf = (files: readonly { readonly bytes?: File | undefined }[]) =>
  files.reduce((sum, { bytes }) => sum + (bytes?.size ?? 0), 0)

/** Nothing of it is written. What failed by itself has been given up already. */
function giveUp(transaction: { abort: () => void }) {
  try {
    transaction.abort()
  } catch {
    // It is over.
  }
}

/** What agents wrote in this browser and the server does not have yet. Each step is one transaction on disk. */
export class Written {
  readonly #open: () => Promise<BrowserDatabase>
  /** Files of this window's messages, which their disk may have had no room for. */
  readonly #loose = new Map<string, File>()
  readonly #holding: Holding

  constructor(open: () => Promise<BrowserDatabase>, files = holding) {
    this.#open = open
    this.#holding = files
  }

  /** Everything of one account, in the order it was written. */
  async items(account: string) {
    return (await this.#open()).getAllFromIndex('outbox', 'account', account)
  }

  /**
   * Queues a message with its files and empties the draft it was: it is in one of the two at any moment. Where the disk
   * has no room for the files, the text is kept and they stay in this window's memory.
   */
  async add(item: Unqueued) {
    for (const { key = '', bytes } of item.attachments ?? []) if (bytes) this.#hold(key, bytes)
    await this.#queue(item, true).catch((error: unknown) => {
      if (!item.attachments) throw error
      return this.#queue(item, false)
    })
  }

  async #queue({ attachments, ...item }: Unqueued, keepsFiles: boolean) {
    const transaction = (await this.#open()).transaction(ALL, 'readwrite', STRICT)
    const [drafts, files] = [transaction.objectStore('drafts'), transaction.objectStore('files')]
    const { account } = item
    const kept = await drafts.get([account, item.conversationId])
    const held = attachments ? await files.index('account').getAll(account) : []
    const heldKeys = new Set(held.map(({ key }) => key))
    // Those that were kept when they were chosen stay where they are.
    const unkept = (attachments ?? []).filter(({ key = '', bytes }) => bytes && !heldKeys.has(key))
    const isKept = keepsFiles && sizeOf([...held, ...unkept]) <= FILES_MOST
    const waiting = attachments?.map(({ bytes, ...file }) =>
      bytes && !isKept && !heldKeys.has(file.key ?? '')
        ? { ...file, isLoose: true as const }
        : file,
    )
    const composer = composerOf(item.conversationId, modeOf(item))
    const steps = [
      // The disk numbers it.
      transaction
        .objectStore('outbox')
        .add(fresh({ ...item, ...(waiting && { attachments: waiting }) }) as Outgoing),
      Promise.resolve(kept && drafts.put(afterSending(kept, item))),
      ...(isKept ? unkept : []).map(
        async ({ key = '', bytes }) => bytes && files.put({ key, account, composer, bytes }),
      ),
      transaction.done,
    ]
    await Promise.all(steps).catch((error: unknown) => {
      giveUp(transaction)
      throw error
    })
  }

  /** The bytes of a file that waits, where they are here. */
  async bytesOf(key: string): Promise<File | undefined> {
    return this.#loose.get(key) ?? (await (await this.#open()).get('files', key))?.bytes
  }

  /** Whether another window has the bytes of a file that are not here; `onFree` is called when none has any more. */
  isElsewhere(key: string, onFree: () => void) {
    return this.#holding.isElsewhere(key, onFree)
  }

  /** Whether a message has files only another window has, as its disk had no room for them; `onFree` as above. */
  async isOutOfReach({ attachments = [] }: Outgoing, onFree: () => void) {
    for (const { id, key = '', isLoose } of attachments) {
      const isMissing = isLoose && id === null && !this.#loose.has(key)
      if (isMissing && (await this.isElsewhere(key, onFree))) return true
    }
    return false
  }

  /** Lets go of the bytes of messages that are out of the queue, wherever they were taken out. */
  letGo(...keys: readonly string[]) {
    for (const key of keys) {
      this.#loose.delete(key)
      this.#holding.free(key)
    }
  }

  #hold(key: string, bytes: File) {
    this.#loose.set(key, bytes)
    this.#holding.hold(key)
  }

  /** The first of a conversation that is still to be sent; its attempt is counted, and it waits no more. */
  async take(account: string, conversationId: string) {
    const transaction = (await this.#open()).transaction('outbox', 'readwrite')
    const items = await transaction.store.index('account').getAll(account)
    const first = items.find(
      (one) => one.conversationId === conversationId && one.state === 'sending',
    )
    if (first) {
      const { triesAgainAt: _, ...item } = first
      await transaction.store.put({ ...item, attempts: item.attempts + 1 })
    }
    await transaction.done
    return first
  }

  async mark(clientMessageId: string, fate: Fate) {
    await this.#change(clientMessageId, fate)
  }

  /** Keeps how far the files of a message have come. */
  async keepFiles(clientMessageId: string, attachments: readonly WaitingFile[]) {
    await this.#change(clientMessageId, { attachments })
  }

  async #change(clientMessageId: string, change: Partial<Outgoing>) {
    const transaction = (await this.#open()).transaction('outbox', 'readwrite')
    const item = await transaction.store.index('clientMessageId').get(clientMessageId)
    if (item) await transaction.store.put({ ...item, ...change })
    await transaction.done
  }

  /** Queues what was refused once more under the same id, behind what was written since. */
  async again(clientMessageId: string, amendment: Amendment) {
    const transaction = (await this.#open()).transaction('outbox', 'readwrite', STRICT)
    const item = await transaction.store.index('clientMessageId').get(clientMessageId)
    if (item) {
      const { place, code: _code, reason: _reason, ...kept } = item
      await transaction.store.delete(place)
      await transaction.store.add({ ...kept, ...amendment, state: 'sending' } as Outgoing)
    }
    await transaction.done
  }

  /** Forgets a message and the bytes of its files. */
  async remove(clientMessageId: string) {
    const transaction = (await this.#open()).transaction(['outbox', 'files'], 'readwrite')
    const outbox = transaction.objectStore('outbox')
    const item = await outbox.index('clientMessageId').get(clientMessageId)
    if (item) await outbox.delete(item.place)
    await this.#drop(transaction.objectStore('files'), keysOf(item?.attachments))
    await transaction.done
  }

  /** Makes a refused message a draft again, and answers its files, which are those of the next. */
  async takeBack({ clientMessageId, account, conversationId }: Outgoing, draft: Draft) {
    const transaction = (await this.#open()).transaction(ALL, 'readwrite', STRICT)
    const outbox = transaction.objectStore('outbox')
    const files = transaction.objectStore('files')
    const item = await outbox.index('clientMessageId').get(clientMessageId)
    if (item) await outbox.delete(item.place)
    const chosen = await Promise.all(
      (item?.attachments ?? []).map(async ({ isLoose: _, ...file }): Promise<ChosenFile> => {
        const { key = '' } = file
        return { ...file, bytes: this.#loose.get(key) ?? (await files.get(key))?.bytes }
      }),
    )
    this.letGo(...keysOf(chosen))
    await transaction.objectStore('drafts').put({ ...draft, account, conversationId })
    await transaction.done
    return chosen
  }

  async #drop(store: { delete: (key: string) => Promise<void> }, keys: readonly string[]) {
    this.letGo(...keys)
    for (const key of keys) await store.delete(key)
  }

  async drafts(account: string) {
    return (await this.#open()).getAllFromIndex('drafts', 'account', account)
  }

  async keepDraft(account: string, conversationId: string, draft: Draft) {
    const database = await this.#open()
    if (isOver(draft)) await database.delete('drafts', [account, conversationId])
    else await database.put('drafts', { ...draft, account, conversationId })
  }

  /** Whether anybody has written anything here that is not sent. */
  async isAny() {
    const database = await this.#open()
    const counts = await Promise.all(ALL.map((store) => database.count(store)))
    return counts.some((count) => count > 0)
  }

  /** Forgets everything one account wrote here. */
  async forget(account: string) {
    const transaction = (await this.#open()).transaction(ALL, 'readwrite')
    const outbox = transaction.objectStore('outbox')
    for (const key of await outbox.index('account').getAllKeys(account)) await outbox.delete(key)
    const drafts = transaction.objectStore('drafts')
    for (const key of await drafts.index('account').getAllKeys(account)) await drafts.delete(key)
    const files = transaction.objectStore('files')
    await this.#drop(files, await files.index('account').getAllKeys(account))
    await transaction.done
  }
}

export const written = new Written(browserDatabase)
