import { useWords } from '../../words/useWords.ts'
import { CustomersScreen } from '../customers/CustomersScreen.tsx'
import { DealDialogs } from '../deals/DealDialogs.tsx'
import { InboxScreen } from '../inbox/InboxScreen.tsx'
import { Downloads } from '../desktop/Downloads.tsx'
import { FindBar } from '../desktop/FindBar.tsx'
import { NotificationsScreen } from '../notifications/NotificationsScreen.tsx'
import { TicketsScreen } from '../tickets/TicketsScreen.tsx'
import { SearchDialog } from '../search/SearchDialog.tsx'
import { TaskDialogs } from '../tasks/TaskDialogs.tsx'
import { LocalServerBanner } from '../servers/LocalServer.tsx'
import { AbsentBanner } from './AbsentBanner.tsx'
import { Boundary } from './Boundary.tsx'
import { Palette } from './commands/Palette.tsx'
import { ShortcutSheet } from './commands/ShortcutSheet.tsx'
import { later } from './later.tsx'
import { LostBanner } from './LostBanner.tsx'
import { useRoute } from './navigation.ts'
import { Rail } from './Rail.tsx'
import type { Route } from './route.ts'
import { SignOutDialog } from './SignOutDialog.tsx'
import { useDesk } from './useDesk.ts'
import { useTitle } from './useTitle.ts'

// Few open these, and seldom: they are fetched when somebody does.
const CannedScreen = later(
  'canned',
  async () => (await import('../canned/CannedScreen.tsx')).CannedScreen,
)
const CompaniesScreen = later(
  'companies',
  async () => (await import('../companies/CompaniesScreen.tsx')).CompaniesScreen,
)
const DealsScreen = later(
  'deals',
  async () => (await import('../deals/DealsScreen.tsx')).DealsScreen,
)
const ReportsScreen = later(
  'reports',
  async () => (await import('../reports/ReportsScreen.tsx')).ReportsScreen,
)
const SettingsScreen = later(
  'settings',
  async () => (await import('../settings/SettingsScreen.tsx')).SettingsScreen,
)
const TasksScreen = later(
  'tasks',
  async () => (await import('../tasks/TasksScreen.tsx')).TasksScreen,
)
const TeamScreen = later('team', async () => (await import('../team/TeamScreen.tsx')).TeamScreen)

/** What a signed-in agent sees: the rail, and one screen beside it. */
export function Desk() {
  useDesk()
  const words = useWords()
  return (
    <div className="flex h-full flex-col">
      <Title />
      <LocalServerBanner />
      <LostBanner />
      <AbsentBanner />
      <div className="flex min-h-0 flex-1 flex-col-reverse md:flex-row">
        <a
          href="#screen"
          className="sr-only z-50 rounded-md bg-raised p-2 focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
        >
          {words.app.skipToContent}
        </a>
        <Rail />
        <main
          id="screen"
          tabIndex={-1}
          className="relative flex min-h-0 min-w-0 flex-1 outline-none"
        >
          <h1 className="sr-only">{words.app.name}</h1>
          <Screen />
        </main>
      </div>
      <Downloads />
      <FindBar />
      <Palette />
      <SearchDialog />
      <ShortcutSheet />
      <TaskDialogs />
      <DealDialogs />
      <SignOutDialog />
    </div>
  )
}

// By itself, so that what is counted and opened draws nothing else again.
function Title() {
  useTitle()
  return null
}

function Screen() {
  const route = useRoute((state) => state.route)
  return (
    <Boundary key={route.screen}>
      <ScreenOf route={route} />
    </Boundary>
  )
}

function ScreenOf({ route }: { route: Route }) {
  switch (route.screen) {
    case 'inbox':
      return <InboxScreen listing={route} conversationId={route.conversationId} />
    case 'tickets':
      return <TicketsScreen filter={route.filter} ticketId={route.ticketId} />
    case 'tasks':
      return <TasksScreen filter={route.filter} taskId={route.taskId} />
    case 'deals':
      return <DealsScreen filter={route} openId={route.dealId} />
    case 'customers':
      return <CustomersScreen customerId={route.customerId} />
    case 'companies':
      return <CompaniesScreen companyId={route.companyId} />
    case 'notifications':
      return <NotificationsScreen filter={route.filter} />
    case 'canned':
      return <CannedScreen />
    case 'reports':
      return <ReportsScreen view={route.view} />
    case 'team':
      return <TeamScreen />
    case 'settings':
      return <SettingsScreen section={route.section} />
  }
}
