import { navigate } from './navigation.ts'
import type { Route } from './route.ts'
import { useShortcuts } from './shortcuts.ts'

/** J, K and the arrows open the next or the previous row of a list. */
export function useListKeys(
  rows: readonly { id: string }[],
  openId: string | null,
  routeTo: (id: string) => Route,
) {
  function move(by: 1 | -1) {
    const at = rows.findIndex(({ id }) => id === openId)
    const row = at === -1 ? rows[0] : rows[at + by]
    if (row) navigate(routeTo(row.id), { replace: openId !== null })
  }
  const next = () => move(1)
  const previous = () => move(-1)
  useShortcuts({ j: next, ArrowDown: next, k: previous, ArrowUp: previous })
}
