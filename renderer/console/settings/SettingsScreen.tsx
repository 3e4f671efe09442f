import { ArrowLeft, Lock, Settings2 } from 'lucide-react'
import { atLeast } from '../../../server/contract/identity.ts'
import { cx } from '../../ui/cx.ts'
import { Empty } from '../../ui/Empty.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Pill } from '../../ui/Pill.tsx'
import { useWords } from '../../words/useWords.ts'
import { useMe } from '../shell/account.ts'
import { navigate } from '../shell/navigation.ts'
import { Pane } from '../shell/Pane.tsx'
import { RouteLink } from '../shell/RouteLink.tsx'
import { toSettings } from '../shell/route.ts'
import { useUnsaved } from './resources.ts'
import { SCREENS } from './screens.ts'
import { type SectionName, sectionsFor } from './sections.ts'

/** The workspace's settings and the agent's own: what there is at the left, one of it beside. */
export function SettingsScreen({ section }: { section: SectionName | null }) {
  const { workspace: words, notifications } = useWords()
  const me = useMe()
  const isTheirs = sectionsFor(me.role).some(({ name }) => name === section)
  if (section !== null && !isTheirs)
    return (
      <Pane label={words.title}>
        <Empty icon={Lock} title={section === 'thisApp' ? words.appOnly : words.adminsOnly} />
      </Pane>
    )
  const title = atLeast(me.role, 'supervisor') ? words.title : notifications.ownSettings
  return (
    <>
      <Pane label={title} isList isHidden={section !== null}>
        <Sections open={section} title={title} />
      </Pane>
      {section === null ? (
        <div className="flex-1 max-md:hidden">
          <Empty icon={Settings2} title={title} hint={words.choose} />
        </div>
      ) : (
        <OpenSection section={section} />
      )}
    </>
  )
}

interface SectionsProps {
  open: SectionName | null
  title: string
}

function Sections({ open, title }: SectionsProps) {
  const { workspace: words } = useWords()
  const unsaved = useUnsaved()
  const sections = sectionsFor(useMe().role)
  return (
    <>
      <header className="flex h-14 shrink-0 items-center border-b border-line px-4">
        <h2 className="text-lg font-semibold">{title}</h2>
      </header>
      <nav aria-label={title} className="flex flex-col gap-0.5 p-2">
        {sections.map(({ name, icon: Icon }) => (
          <RouteLink
            key={name}
            to={toSettings(name)}
            aria-current={name === open ? 'page' : undefined}
            className={cx(
              'flex h-9 items-center gap-2.5 rounded-md px-2.5 max-md:h-11',
              name === open ? 'bg-accent-soft text-accent-text' : 'hover:bg-sunken',
            )}
          >
            <Icon size={16} aria-hidden /> {words.sections[name]}
            {unsaved.has(name) && <Pill tone="warn">{words.unsavedMark}</Pill>}
          </RouteLink>
        ))}
      </nav>
    </>
  )
}

function OpenSection({ section }: { section: SectionName }) {
  const { app, workspace: words } = useWords()
  const Screen = SCREENS[section]
  return (
    <Pane label={words.sections[section]}>
      <header className="flex h-14 shrink-0 items-center gap-1 border-b border-line px-4 max-md:px-2">
        <span className="md:hidden">
          <IconButton
            icon={ArrowLeft}
            label={app.back}
            onClick={() => navigate(toSettings(null))}
          />
        </span>
        <h2 className="text-lg font-semibold">{words.sections[section]}</h2>
      </header>
      <Screen key={section} />
    </Pane>
  )
}
