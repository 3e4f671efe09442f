import { create } from 'zustand'
import { ask } from '../sync/api.ts'

interface State<T> {
  /** As the server has it; null until it has been asked. */
  readonly saved: T | null
  /** What was changed and not saved yet. It outlives the screen, not the page. */
  readonly changes: Partial<T>
}

/** A page of settings at one address: read whole, changed in parts, saved when the admin says so. */
export function createResource<T extends object>(path: string) {
  const use = create<State<T>>()(() => ({ saved: null, changes: {} }))
  return {
    use,
    load: async () => use.setState({ saved: await ask<T>({ path }) }),
    change: (part: Partial<T>) =>
      use.setState(({ changes }) => ({ changes: { ...changes, ...part } })),
    discard: () => use.setState({ changes: {} }),
    /** Saves what was changed; what is changed meanwhile stays unsaved. */
    save: async () => {
      const sent = use.getState().changes
      const saved = await ask<T>({ method: 'PUT', path, body: sent })
      use.setState(({ changes }) => ({ saved, changes: without(changes, sent) }))
    },
  }
}

export type Resource<T extends object> = ReturnType<typeof createResource<T>>

/** The changes that are not among those `sent`. */
function without<T extends object>(changes: Partial<T>, sent: Partial<T>): Partial<T> {
  const left = Object.entries(changes).filter(([key, value]) => sent[key as keyof T] !== value)
  return Object.fromEntries(left) as Partial<T>
}
