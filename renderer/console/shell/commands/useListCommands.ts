import { useWords } from '../../../words/useWords.ts'
import { navigate } from '../navigation.ts'
import type { Route } from '../route.ts'
import { useCommands } from './registry.ts'

/** J, K and the arrows open the next or the previous row of a list. */
export function useListCommands(
  rows: readonly { id: string }[],
  openId: string | null,
  routeTo: (id: string) => Route,
) {
  const { commands: words } = useWords()
  const at = rows.findIndex(({ id }) => id === openId)
  const next = at === -1 ? rows[0] : rows[at + 1]
  const previous = at === -1 ? rows[0] : rows[at - 1]
  const step = (id: string, label: string, keys: string[], row: { id: string } | undefined) => ({
    id: `list.${id}`,
    label,
    group: 'list' as const,
    keys,
    repeats: true,
    isEnabled: rows.length > 0,
    run: () => row && navigate(routeTo(row.id), { replace: openId !== null }),
  })
  useCommands([
    step('next', words.list.next, ['j', 'ArrowDown'], next),
    step('previous', words.list.previous, ['k', 'ArrowUp'], previous),
  ])
}

/** Escape closes what is open beside a list. */
export function useLeaveCommand(list: Route) {
  const { commands: words } = useWords()
  useCommands([
    {
      id: 'list.leave',
      label: words.list.leave,
      group: 'list',
      keys: ['Escape'],
      run: () => navigate(list),
    },
  ])
}
