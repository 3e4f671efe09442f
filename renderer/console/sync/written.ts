import { type BrowserDatabase, browserDatabase } from '../host/database.ts'
import { type Draft, isBlankDraft, type KeptDraft, type Outgoing, turnedTo } from './outgoing.ts'

/** What changes of a refused message before it goes out again. */
export type Amendment = Partial<Pick<Outgoing, 'seenSeq'>>
type Fate = Partial<Pick<Outgoing, 'state' | 'code' | 'reason'>>
export type Unplaced = Omit<Outgoing, 'place' | 'state' | 'attempts' | 'code' | 'reason'>

const BOTH = ['outbox', 'drafts'] as const
// Not "handed to the system" but "on the disk": a laptop may lose its power at once.
const STRICT = { durability: 'strict' } as const

const fresh = (item: Unplaced) => ({ ...item, state: 'sending' as const, attempts: 0 })
// A draft that is empty is kept until the server has dropped it too: another window must not bring it back.
const isOver = (draft: Draft) => isBlankDraft(draft) && draft.editedAt === undefined

/** What is left of a draft whose text in one kind has become a message. */
function afterSending(kept: KeptDraft, { visibility, writtenAt }: Unplaced): KeptDraft {
  const mode = visibility === 'internal' ? 'note' : 'reply'
  return { ...turnedTo(kept, mode), text: '', sinceSeq: null, editedAt: writtenAt }
}

/** What agents wrote in this browser and the server does not have yet. Each step is one transaction on disk. */
export class Written {
  readonly #open: () => Promise<BrowserDatabase>

  constructor(open: () => Promise<BrowserDatabase>) {
    this.#open = open
  }

  /** Everything of one account, in the order it was written. */
  async items(account: string) {
    return (await this.#open()).getAllFromIndex('outbox', 'account', account)
  }

  /** Queues a message and empties the draft it was: it is in one of the two at any moment. */
  async add(item: Unplaced) {
    const transaction = (await this.#open()).transaction(BOTH, 'readwrite', STRICT)
    const drafts = transaction.objectStore('drafts')
    const kept = await drafts.get([item.account, item.conversationId])
    await Promise.all([
      // The disk numbers it.
      transaction.objectStore('outbox').add(fresh(item) as Outgoing),
      kept && drafts.put(afterSending(kept, item)),
      transaction.done,
    ])
  }

  /** The first of a conversation that is still to be sent; its attempt is counted. */
  async take(account: string, conversationId: string) {
    const transaction = (await this.#open()).transaction('outbox', 'readwrite')
    const items = await transaction.store.index('account').getAll(account)
    const first = items.find(
      (one) => one.conversationId === conversationId && one.state === 'sending',
    )
    if (first) await transaction.store.put({ ...first, attempts: first.attempts + 1 })
    await transaction.done
    return first
  }

  async mark(clientMessageId: string, fate: Fate) {
    const transaction = (await this.#open()).transaction('outbox', 'readwrite')
    const item = await transaction.store.index('clientMessageId').get(clientMessageId)
    if (item) await transaction.store.put({ ...item, ...fate })
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

  async remove(clientMessageId: string) {
    const transaction = (await this.#open()).transaction('outbox', 'readwrite')
    const place = await transaction.store.index('clientMessageId').getKey(clientMessageId)
    if (place !== undefined) await transaction.store.delete(place)
    await transaction.done
  }

  /** Makes a refused message a draft again. */
  async takeBack({ clientMessageId, account, conversationId }: Outgoing, draft: Draft) {
    const transaction = (await this.#open()).transaction(BOTH, 'readwrite', STRICT)
    const outbox = transaction.objectStore('outbox')
    const place = await outbox.index('clientMessageId').getKey(clientMessageId)
    if (place !== undefined) await outbox.delete(place)
    await transaction.objectStore('drafts').put({ ...draft, account, conversationId })
    await transaction.done
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
    const counts = await Promise.all(BOTH.map((store) => database.count(store)))
    return counts.some((count) => count > 0)
  }

  /** Forgets everything one account wrote here. */
  async forget(account: string) {
    const transaction = (await this.#open()).transaction(BOTH, 'readwrite')
    const outbox = transaction.objectStore('outbox')
    for (const key of await outbox.index('account').getAllKeys(account)) await outbox.delete(key)
    const drafts = transaction.objectStore('drafts')
    for (const key of await drafts.index('account').getAllKeys(account)) await drafts.delete(key)
    await transaction.done
  }
}

export const written = new Written(browserDatabase)
