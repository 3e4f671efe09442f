import type { Changes } from './storage.ts'

const NAME = 'frontdesk-chat'
const STORE = 'kept'

/** Values by key in IndexedDB. */
export interface Database {
  read: () => Promise<Map<string, unknown>>
  /** Done once the transaction is complete and, as far as the browser can tell, on disk. */
  write: (changes: Changes) => Promise<void>
}

export async function openDatabase(): Promise<Database> {
  let opened = await open()
  // A browser may close a database by itself; then it is opened once more.
  const inTransaction = async <T>(
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore) => () => T,
  ): Promise<T> => {
    try {
      return await transact(opened, mode, work)
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== 'InvalidStateError') throw error
      opened = await open()
      return transact(opened, mode, work)
    }
  }
  return {
    read: () =>
      inTransaction('readonly', (store) => {
        const keys = store.getAllKeys()
        const values = store.getAll()
        return () => new Map(keys.result.map((key, at) => [key as string, values.result[at]]))
      }),
    write: (changes) =>
      inTransaction('readwrite', (store) => {
        for (const [key, value] of Object.entries(changes))
          if (value === undefined) store.delete(key)
          else store.put(value, key)
        return () => {}
      }),
  }
}

const open = () =>
  new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(NAME, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE)
    request.onsuccess = () => {
      // Never in the way of a later version in another tab.
      request.result.onversionchange = () => request.result.close()
      resolve(request.result)
    }
    request.addEventListener('error', () => reject(request.error ?? new Error('refused')))
  })

const transact = <T>(
  database: IDBDatabase,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => () => T,
) =>
  new Promise<T>((resolve, reject) => {
    const transaction = database.transaction(STORE, mode, { durability: 'strict' })
    const result = work(transaction.objectStore(STORE))
    transaction.oncomplete = () => resolve(result())
    transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('aborted')))
  })
