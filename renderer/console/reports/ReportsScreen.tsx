import { atLeast } from '../../../server/contract/identity.ts'
import { GroupKind } from '../../../server/contract/analytics.ts'
import { cx } from '../../ui/cx.ts'
import { useWords } from '../../words/useWords.ts'
import { useMe } from '../shell/account.ts'
import { Pane } from '../shell/Pane.tsx'
import { useRoute } from '../shell/navigation.ts'
import { RouteLink } from '../shell/RouteLink.tsx'
import { REPORT_VIEWS, type ReportView, toReports } from '../shell/route.ts'
import { BusiestHours } from './BusiestHours.tsx'
import { GroupReport } from './GroupReport.tsx'
import { LiveBoard } from './LiveBoard.tsx'
import { Overview } from './Overview.tsx'
import { isTooLong } from './question.ts'
import { useQuestion } from './useQuestion.ts'
import { QuestionBar } from './QuestionBar.tsx'

const isGroup = (view: ReportView): view is GroupKind => GroupKind.safeParse(view).success

/** What the past says, and how it stands now. Agents see what was theirs. */
export function ReportsScreen({ view }: { view: ReportView }) {
  const { reports: words } = useWords()
  const isSupervisor = atLeast(useMe().role, 'supervisor')
  const isLong = isTooLong(useQuestion())
  const shown = !isSupervisor && isGroup(view) ? 'overview' : view
  return (
    <Pane label={words.title}>
      <header className="flex min-h-14 shrink-0 flex-wrap items-center gap-2 border-b border-line px-4 py-2">
        <h2 className="text-lg font-semibold">{words.title}</h2>
        <Views view={shown} isSupervisor={isSupervisor} />
      </header>
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4" data-scrolls>
        {shown !== 'live' && <QuestionBar />}
        {shown !== 'live' && !isSupervisor && <p className="text-faint">{words.own}</p>}
        {(shown === 'live' || !isLong) && <Report view={shown} />}
      </div>
    </Pane>
  )
}

function Report({ view }: { view: ReportView }) {
  if (view === 'live') return <LiveBoard />
  if (view === 'busiest') return <BusiestHours />
  return isGroup(view) ? <GroupReport key={view} by={view} /> : <Overview />
}

// On a narrow screen the reports are a row longer than the screen: where one is has to be seen.
function showIn(link: HTMLElement | null) {
  link?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

function Views({ view, isSupervisor }: { view: ReportView; isSupervisor: boolean }) {
  const { reports: words } = useWords()
  const asked = useRoute(({ route }) => (route.screen === 'reports' ? route.asked : undefined))
  return (
    <nav aria-label={words.viewsLabel} className="flex min-w-0 flex-1 gap-1 overflow-x-auto">
      {REPORT_VIEWS.filter((one) => isSupervisor || !isGroup(one)).map((one) => (
        <RouteLink
          key={one}
          ref={one === view ? showIn : undefined}
          to={toReports(one, asked)}
          aria-current={one === view ? 'page' : undefined}
          className={cx(
            'flex h-8 items-center rounded-md px-2 whitespace-nowrap',
            one === view ? 'bg-accent-soft text-accent-text' : 'text-soft hover:bg-sunken',
          )}
        >
          {words.views[one]}
        </RouteLink>
      ))}
    </nav>
  )
}
