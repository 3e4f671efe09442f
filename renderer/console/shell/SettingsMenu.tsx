import {
  Bell,
  Keyboard,
  LogOut,
  MessageSquareQuote,
  Server,
  Settings2,
  UsersRound,
} from 'lucide-react'
import { atLeast } from '../../../server/contract/identity.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../../ui/Menu.tsx'
import { DENSITIES, setDensity, useDensity } from '../../ui/density.ts'
import { setTheme, THEMES, useTheme } from '../../ui/theme.ts'
import { LANGUAGES, useLanguage } from '../../words/language.ts'
import { useWords } from '../../words/useWords.ts'
import { SendChoice } from '../composing/SendChoice.tsx'
import { desktop } from '../host/desktop.ts'
import { openServersDialog } from '../servers/ServersDialog.tsx'
import { chooseLanguage, useMe } from './account.ts'
import { OwnDot } from './AgentDot.tsx'
import { AvailabilityChoice } from './AvailabilityChoice.tsx'
import { openShortcutSheet } from './commands/ShortcutSheet.tsx'
import { navigate } from './navigation.ts'
import { CANNED, TEAM, toSettings } from './route.ts'
import { leave } from './SignOutDialog.tsx'

/** Who is signed in, and what they may set for themselves. */
export function SettingsMenu() {
  const words = useWords()
  const me = useMe()
  const trigger = (
    <button type="button" aria-label={words.rail.account} className="rounded-full p-0.5">
      <Portrait />
    </button>
  )
  return (
    <Menu trigger={trigger} side="right" align="end">
      <div className="px-2 py-1.5">
        <p className="text-xs text-faint">{words.settings.signedInAs}</p>
        <p className="truncate font-medium">{me.name}</p>
        <p className="truncate text-xs text-soft">
          {words.roles[me.role]} · {me.email}
        </p>
      </div>
      <MenuSeparator />
      <AvailabilityChoice />
      <MenuSeparator />
      <Looks />
      <MenuSeparator />
      {atLeast(me.role, 'supervisor') && <WorkspaceItems />}
      <OwnItems />
      <MenuItem onClick={openShortcutSheet}>
        <Keyboard size={16} aria-hidden /> {words.settings.shortcuts}
      </MenuItem>
      {desktop && (
        <MenuItem onClick={openServersDialog}>
          <Server size={16} aria-hidden /> {words.settings.server}
        </MenuItem>
      )}
      <MenuItem onClick={leave}>
        <LogOut size={16} aria-hidden /> {words.settings.signOut}
      </MenuItem>
    </Menu>
  )
}

function Portrait() {
  const me = useMe()
  return (
    <span className="relative block">
      <Avatar name={me.name} />
      <span className="absolute -right-0.5 -bottom-0.5 flex rounded-full bg-canvas p-0.5">
        <OwnDot agentId={me.id} />
      </span>
    </span>
  )
}

function OwnItems() {
  const { canned, notifications } = useWords()
  return (
    <>
      <MenuItem onClick={() => navigate(toSettings('notifications'))}>
        <Bell size={16} aria-hidden /> {notifications.preferences}
      </MenuItem>
      <MenuItem onClick={() => navigate(CANNED)}>
        <MessageSquareQuote size={16} aria-hidden /> {canned.title}
      </MenuItem>
    </>
  )
}

function WorkspaceItems() {
  const { team, workspace } = useWords()
  const isAdmin = useMe().role === 'admin'
  return (
    <>
      {isAdmin && (
        <MenuItem onClick={() => navigate(TEAM)}>
          <UsersRound size={16} aria-hidden /> {team.title}
        </MenuItem>
      )}
      <MenuItem onClick={() => navigate(toSettings(null))}>
        <Settings2 size={16} aria-hidden /> {workspace.title}
      </MenuItem>
    </>
  )
}

function Looks() {
  const { settings, app } = useWords()
  const language = useLanguage((state) => state.language)
  const theme = useTheme()
  const density = useDensity()
  return (
    <>
      <MenuChoice
        label={settings.language}
        value={language}
        options={LANGUAGES.map((value) => ({ value, label: app.languageName[value] }))}
        onChange={chooseLanguage}
      />
      <MenuSeparator />
      <MenuChoice
        label={settings.theme}
        value={theme}
        options={THEMES.map((value) => ({ value, label: settings.themes[value] }))}
        onChange={setTheme}
      />
      <MenuSeparator />
      <MenuChoice
        label={settings.density}
        value={density}
        options={DENSITIES.map((value) => ({ value, label: settings.densities[value] }))}
        onChange={setDensity}
      />
      <MenuSeparator />
      <SendChoice />
    </>
  )
}
