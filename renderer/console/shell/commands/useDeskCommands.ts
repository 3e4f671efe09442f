import { atLeast } from '../../../../server/contract/identity.ts'
import { Availability } from '../../../../server/contract/routing.ts'
import { DENSITIES, setDensity } from '../../../ui/density.ts'
import { setTheme, THEMES } from '../../../ui/theme.ts'
import { LANGUAGES } from '../../../words/language.ts'
import { useWords } from '../../../words/useWords.ts'
import { askForDeal } from '../../deals/dialog.ts'
import { desktop } from '../../host/desktop.ts'
import { openServersDialog } from '../../servers/ServersDialog.tsx'
import { sectionsFor } from '../../settings/sections.ts'
import { openSearch } from '../../search/search.ts'
import { sayAvailability } from '../../sync/command.ts'
import { chooseLanguage, useMe } from '../account.ts'
import { attempt } from '../attempt.ts'
import { navigate, useRoute } from '../navigation.ts'
import {
  CANNED,
  NOTIFICATIONS,
  type Route,
  TEAM,
  toCompany,
  toCustomer,
  toDeal,
  toReports,
  toSettings,
  toTask,
  toTicket,
  toView,
} from '../route.ts'
import { leave } from '../SignOutDialog.tsx'
import type { Command } from './command.ts'
import { openPalette } from './palette.ts'
import { useCommands } from './registry.ts'
import { openShortcutSheet } from './ShortcutSheet.tsx'

const VIEWS = [
  ['unassigned', 'g u'],
  ['mine', 'g m'],
  ['all', 'g a'],
  ['snoozed', 'g z'],
  ['closed', 'g d'],
] as const

/** What can be done wherever one is. */
export function useDeskCommands() {
  useCommands(usePlaces())
  useNewDeal()
  useCommands(useOwnSettings())
  useHelp()
}

function usePlaces(): Command[] {
  const { commands: words, canned, companies, deals, inbox, reports, tasks, workspace } = useWords()
  const { role } = useMe()
  const go = (id: string, label: string, to: Route, ...keys: string[]): Command => ({
    id: `go.${id}`,
    label,
    group: 'go',
    ...(keys.length > 0 && { keys }),
    run: () => navigate(to),
  })
  const views = VIEWS.map(([view, key]) =>
    go(view, words.go.view(inbox.views[view]), toView(view), key),
  )
  const sections = sectionsFor(role).map(({ name }) =>
    // A section may be called as a place is.
    go(`settings.${name}`, words.go.setting(workspace.sections[name]), toSettings(name)),
  )
  return [
    go('inbox', words.go.inbox, toView('unassigned'), 'g i'),
    go('tickets', words.go.tickets, toTicket(null), 'g t'),
    go('tasks', tasks.go, toTask(null), 'g k'),
    go('deals', deals.go, toDeal(null), 'g p'),
    go('customers', words.go.customers, toCustomer(null), 'g c'),
    go('companies', companies.go, toCompany(null), 'g o'),
    go('notifications', words.go.notifications, NOTIFICATIONS, 'g n'),
    go('reports', reports.go, toReports()),
    go('live', reports.goLive, toReports('live')),
    go('canned', canned.go, CANNED, 'g r'),
    ...views,
    ...(role === 'admin' ? [go('team', words.go.team, TEAM)] : []),
    ...(atLeast(role, 'supervisor')
      ? [go('settings', words.go.settings, toSettings(null), 'g s')]
      : []),
    ...sections,
  ]
}

function useNewDeal() {
  const { deals } = useWords()
  // The board offers it by itself, with a key.
  const isOffered = useRoute(({ route }) => route.screen === 'deals')
  useCommands([
    {
      id: 'deal.new',
      label: deals.addCommand,
      group: 'customer',
      isEnabled: !isOffered,
      run: () => askForDeal({ does: 'add' }),
    },
  ])
}

function useOwnSettings(): Command[] {
  const { availability, app, settings } = useWords()
  const own = (id: string, label: string, run: () => void): Command => ({
    id: `account.${id}`,
    label,
    group: 'account',
    run,
  })
  return [
    ...Availability.options.map((state) =>
      own(state, `${availability.label}: ${availability.states[state]}`, () =>
        attempt(() => sayAvailability(state)),
      ),
    ),
    ...THEMES.map((theme) =>
      own(theme, `${settings.theme}: ${settings.themes[theme]}`, () => setTheme(theme)),
    ),
    ...DENSITIES.map((density) =>
      own(density, `${settings.density}: ${settings.densities[density]}`, () =>
        setDensity(density),
      ),
    ),
    ...LANGUAGES.map((language) =>
      own(language, `${settings.language}: ${app.languageName[language]}`, () =>
        chooseLanguage(language),
      ),
    ),
    ...(desktop ? [own('server', settings.server, openServersDialog)] : []),
    own('signOut', settings.signOut, leave),
  ]
}

function useHelp() {
  const { commands: words, search } = useWords()
  useCommands([
    {
      id: 'help.search',
      label: search.open,
      group: 'help',
      keys: ['mod+shift+f'],
      whileTyping: true,
      run: openSearch,
    },
    {
      id: 'help.palette',
      label: words.palette,
      group: 'help',
      keys: ['mod+k'],
      whileTyping: true,
      run: openPalette,
    },
    { id: 'help.keys', label: words.sheet, group: 'help', keys: ['?'], run: openShortcutSheet },
  ])
}
