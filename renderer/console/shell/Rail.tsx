import {
  Bell,
  ChartColumn,
  Handshake,
  Inbox,
  ListTodo,
  type LucideIcon,
  Search,
  Ticket,
  Users,
} from 'lucide-react'
import { cx } from '../../ui/cx.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Tooltip } from '../../ui/Tooltip.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { UpdateMark } from '../desktop/UpdateMark.tsx'
import { useUnread } from '../inbox/unread.ts'
import { useNotices } from '../notifications/store.ts'
import { openSearch } from '../search/search.ts'
import { Logo } from './Logo.tsx'
import { useRoute } from './navigation.ts'
import {
  HOME,
  NOTIFICATIONS,
  type Route,
  toCustomer,
  toDeal,
  toReports,
  toTask,
  toTicket,
} from './route.ts'
import { RouteLink } from './RouteLink.tsx'
import { SettingsMenu } from './SettingsMenu.tsx'
import { SyncMark, SyncNews } from './SyncMark.tsx'

const places: { icon: LucideIcon; to: Route }[] = [
  { icon: Inbox, to: HOME },
  { icon: Ticket, to: toTicket(null) },
  { icon: ListTodo, to: toTask(null) },
  { icon: Handshake, to: toDeal(null) },
  { icon: Users, to: toCustomer(null) },
  { icon: ChartColumn, to: toReports() },
  { icon: Bell, to: NOTIFICATIONS },
]

/** The way between the screens: at the side, and on a phone at the bottom. */
export function Rail() {
  const words = useWords()
  const screen = useRoute((state) => state.route.screen)
  const counts: Partial<Record<Route['screen'], number>> = {
    inbox: useUnread(),
    notifications: useNotices((state) => state.unread),
  }
  return (
    <div className="flex items-center gap-1 border-line bg-canvas px-2 py-1 max-md:border-t md:w-16 md:flex-col md:border-r md:py-3 print:hidden">
      <div className="mb-3 max-md:hidden">
        <Logo size={28} />
      </div>
      <nav
        aria-label={words.rail.label}
        className="flex gap-1 max-md:min-w-0 max-md:flex-1 md:flex-col"
      >
        {places.map(({ icon, to }) => (
          <RailLink
            key={to.screen}
            icon={icon}
            to={to}
            label={words.rail[to.screen]}
            isHere={to.screen === (screen === 'companies' ? 'customers' : screen)}
            count={counts[to.screen] ?? 0}
            countLabel={to.screen === 'inbox' ? words.inbox.unread : words.notifications.unread}
          />
        ))}
      </nav>
      <div className="flex items-center gap-1 md:mt-auto md:flex-col md:gap-3">
        <UpdateMark />
        <IconButton icon={Search} label={words.search.open} onClick={openSearch} />
        <SyncMark />
        <SyncNews />
        <SettingsMenu />
      </div>
    </div>
  )
}

interface LinkProps {
  icon: LucideIcon
  to: Route
  label: string
  isHere: boolean
  count: number
  countLabel: (count: number) => string
}

function RailLink({ icon: Icon, to, label, isHere, count, countLabel }: LinkProps) {
  const { number } = useFormats()
  return (
    <Tooltip text={label} side="right">
      <RouteLink
        to={to}
        aria-label={count > 0 ? `${label}, ${countLabel(count)}` : label}
        aria-current={isHere ? 'page' : undefined}
        className={cx(
          'relative flex size-10 items-center justify-center rounded-md max-md:h-11 max-md:min-w-0 max-md:flex-1',
          isHere ? 'bg-accent-soft text-accent-text' : 'text-faint hover:bg-sunken hover:text-ink',
        )}
      >
        <Icon size={20} strokeWidth={1.75} aria-hidden />
        {count > 0 && (
          <span
            aria-hidden
            className="absolute top-0.5 left-[calc(50%+2px)] min-w-4 rounded-full bg-accent px-1 text-center text-[0.625rem] leading-4 font-semibold text-on-accent"
          >
            {count > 99 ? '99+' : number(count)}
          </span>
        )}
      </RouteLink>
    </Tooltip>
  )
}
