import { Bell, CheckCheck, Settings2 } from 'lucide-react'
import { Button } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { useWords } from '../../words/useWords.ts'
import { attempt } from '../shell/attempt.ts'
import { useCommands } from '../shell/commands/registry.ts'
import { Failed } from '../shell/Failed.tsx'
import { navigate } from '../shell/navigation.ts'
import { Pane } from '../shell/Pane.tsx'
import { RouteLink } from '../shell/RouteLink.tsx'
import { toNotifications, toSettings } from '../shell/route.ts'
import { useLoad } from '../sync/useLoad.ts'
import { loadNotices, markAllRead } from './load.ts'
import { NoticeRow } from './NoticeRow.tsx'
import { type Filter, useNotices } from './store.ts'
import { useNoticeKeys } from './useNoticeKeys.ts'
import { cx } from '../../ui/cx.ts'

/** Everything this agent was told, the newest first, and what became of each. */
export function NotificationsScreen({ filter }: { filter: Filter }) {
  const { notifications: words } = useWords()
  const load = useLoad(`notifications ${filter}`, () => loadNotices(filter))
  const page = useNotices(({ pages }) => pages[filter])
  return (
    <Pane label={words.title}>
      <Header filter={filter} />
      {load.error && !page ? (
        <Failed error={load.error} retry={load.retry} />
      ) : page ? (
        <List filter={filter} ids={page.ids} hasMore={page.next !== null} />
      ) : (
        <Spinner label={words.loading} />
      )}
    </Pane>
  )
}

const FILTERS = ['all', 'unread'] as const

function Header({ filter }: { filter: Filter }) {
  const { notifications: words } = useWords()
  const unread = useNotices((state) => state.unread)
  const readAll = () => attempt(markAllRead)
  useCommands([
    {
      id: 'notifications.readAll',
      label: words.markAll,
      group: 'list',
      keys: ['shift+m'],
      isEnabled: unread > 0,
      run: readAll,
    },
  ])
  return (
    <header className="flex h-14 shrink-0 items-center gap-2 border-b border-line px-4">
      <h2 className="text-lg font-semibold">{words.title}</h2>
      <Filters filter={filter} />
      <Button disabled={unread === 0} onClick={readAll} className="max-md:hidden">
        <CheckCheck size={14} aria-hidden /> {words.markAll}
      </Button>
      <span className="md:hidden">
        <IconButton
          icon={CheckCheck}
          label={words.markAll}
          disabled={unread === 0}
          onClick={readAll}
        />
      </span>
      <IconButton
        icon={Settings2}
        label={words.preferences}
        onClick={() => navigate(toSettings('notifications'))}
      />
    </header>
  )
}

function Filters({ filter }: { filter: Filter }) {
  const { notifications: words } = useWords()
  return (
    <nav aria-label={words.filter} className="flex flex-1 gap-1">
      {FILTERS.map((one) => (
        <RouteLink
          key={one}
          to={toNotifications(one)}
          aria-current={one === filter ? 'page' : undefined}
          className={cx(
            'flex h-8 items-center rounded-md px-2',
            one === filter ? 'bg-accent-soft text-accent-text' : 'text-soft hover:bg-sunken',
          )}
        >
          {words.filters[one]}
        </RouteLink>
      ))}
    </nav>
  )
}

interface ListProps {
  filter: Filter
  ids: readonly string[]
  hasMore: boolean
}

function List({ filter, ids, hasMore }: ListProps) {
  const { app, notifications: words } = useWords()
  const byId = useNotices((state) => state.byId)
  const rows = ids.flatMap((id) => byId[id] ?? [])
  const current = useNoticeKeys(rows)
  if (rows.length === 0)
    return <Empty icon={Bell} title={words.empty[filter]} hint={words.emptyHint} />
  return (
    <div className="min-h-0 flex-1 overflow-y-auto" data-scrolls>
      <ul aria-label={words.list} className="mx-auto max-w-3xl divide-y divide-line">
        {rows.map((notice) => (
          <NoticeRow key={notice.id} notice={notice} isCurrent={notice.id === current} />
        ))}
      </ul>
      {hasMore && (
        <div className="flex justify-center p-4">
          <Button onClick={() => attempt(() => loadNotices(filter, true))}>{app.more}</Button>
        </div>
      )}
    </div>
  )
}
