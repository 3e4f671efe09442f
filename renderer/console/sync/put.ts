type Entries<V> = Readonly<Record<string, V>>

/** The records that were made within the work under way: nobody else has seen them yet. */
let fresh: WeakSet<object> | null = null

function own<V>(entries: Entries<V>): Record<string, V> {
  if (fresh?.has(entries)) return entries
  const copy = { ...entries }
  fresh?.add(copy)
  return copy
}

/** The same entries with one more, or with another value for one. */
export function put<V>(entries: Entries<V>, id: string, value: V): Entries<V> {
  const copy = own(entries)
  copy[id] = value
  return copy
}

/** The same entries without some. */
export function without<V>(entries: Entries<V>, ids: Iterable<string>): Entries<V> {
  const copy = own(entries)
  for (const id of ids) delete copy[id]
  return copy
}

/**
 * Does many changes in one go: what `put` and `without` copy is copied once, however many changes there are. The work
 * may use each record it gets from them as the next one's beginning only.
 */
export function inOneGo<T>(work: () => T): T {
  if (fresh) return work()
  fresh = new WeakSet()
  try {
    return work()
  } finally {
    fresh = null
  }
}
