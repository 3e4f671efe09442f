import { create } from 'zustand'

interface Selection {
  readonly ids: ReadonlySet<string>
  /** Where a range begins: what was chosen last. */
  readonly anchor: string | null
}

const NOTHING: Selection = { ids: new Set(), anchor: null }

/** The conversations that are chosen in the list, for an act on all of them. */
export const useSelection = create<Selection>()(() => NOTHING)

export const clearSelection = () => useSelection.setState(NOTHING)

export const useIsSelected = (id: string) => useSelection(({ ids }) => ids.has(id))

/** Chooses a conversation, or no longer. */
export function toggle(id: string) {
  useSelection.setState(({ ids }) => {
    const next = new Set(ids)
    if (!next.delete(id)) next.add(id)
    return { ids: next, anchor: id }
  })
}

/** Chooses all from what was chosen last to this one, as they stand in the list. */
export function selectTo(id: string, rows: readonly { id: string }[]) {
  const { anchor } = useSelection.getState()
  const places = [anchor, id].map((one) => rows.findIndex((row) => row.id === one))
  const [from = -1, to = -1] = places.toSorted((a, b) => a - b)
  if (from === -1) return toggle(id)
  select(
    rows.slice(from, to + 1).map((row) => row.id),
    id,
  )
}

/** Chooses these beside what is chosen. */
export function select(more: readonly string[], anchor: string | null = null) {
  useSelection.setState(({ ids }) => ({ ids: new Set([...ids, ...more]), anchor }))
}
