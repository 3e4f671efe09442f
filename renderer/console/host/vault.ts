const DATABASE = 'frontdesk'
const STORE = 'secrets'

const done = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB failed')))
  })

const committed = (transaction: IDBTransaction) =>
  new Promise<void>((resolve, reject) => {
    const fail = () => reject(transaction.error ?? new Error('IndexedDB aborted'))
    transaction.addEventListener('complete', () => resolve())
    transaction.addEventListener('abort', fail)
    transaction.addEventListener('error', fail)
  })

let opening: Promise<IDBDatabase> | null = null

function openNew() {
  const request = indexedDB.open(DATABASE, 1)
  request.addEventListener('upgradeneeded', () => request.result.createObjectStore(STORE))
  return done(request)
}

const open = () => (opening ??= openNew())

/**
 * Small texts that every tab of this browser sees in the same order. `localStorage` does not promise that: what one
 * tab has written may reach another later than the lock it gave up.
 */
export const vault = {
  async read(key: string): Promise<string | null> {
    const store = (await open()).transaction(STORE).objectStore(STORE)
    const value: unknown = await done(store.get(key))
    return typeof value === 'string' ? value : null
  },
  async write(key: string, value: string) {
    const transaction = (await open()).transaction(STORE, 'readwrite')
    transaction.objectStore(STORE).put(value, key)
    await committed(transaction)
  },
  async remove(key: string) {
    const transaction = (await open()).transaction(STORE, 'readwrite')
    transaction.objectStore(STORE).delete(key)
    await committed(transaction)
  },
}
