import { AlarmClock, Check, RotateCcw, Tag, UserRound, UsersRound, X } from 'lucide-react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import type { InboxAct, InboxFilter } from '../../../server/contract/inbox.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem } from '../../ui/Menu.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { useWords } from '../../words/useWords.ts'
import { useMe } from '../shell/account.ts'
import { useAgentOptions } from '../shell/agents.tsx'
import { useCommands } from '../shell/commands/registry.ts'
import { useTeams } from '../shell/teams.ts'
import { useWorld } from '../sync/store.ts'
import { act } from './acts.ts'
import { BulkProgress } from './BulkProgress.tsx'
import { SelectAll } from './SelectAll.tsx'
import { clearSelection, useSelection } from './selection.ts'
import { SnoozeMenu } from './SnoozeMenu.tsx'
import { type Chosen, TagPicker } from './TagPicker.tsx'
import { useSelectionCommands } from './useSelectionCommands.ts'

interface Props {
  rows: readonly Conversation[]
  filter: InboxFilter
  openId: string | null
}

/** What can be done to all conversations that are chosen. */
export function BulkBar({ rows, filter, openId }: Props) {
  const { bulk: words } = useWords().triage
  const ids = useSelection((state) => state.ids)
  useSelectionCommands(rows, openId)
  return (
    <>
      {ids.size > 0 && (
        <section
          aria-label={words.label}
          className="flex flex-col border-b border-line bg-accent-soft px-2 py-1"
        >
          <div className="flex items-center gap-1">
            <output className="flex-1 px-1 font-medium tabular-nums">
              {words.selected(ids.size)}
            </output>
            <SelectAll filter={filter} />
            <IconButton icon={X} label={words.clear} onClick={clearSelection} />
          </div>
          <Acts ids={[...ids]} filter={filter} />
        </section>
      )}
      <BulkProgress />
    </>
  )
}

function Acts({ ids, filter }: { ids: readonly string[]; filter: InboxFilter }) {
  const { bulk: words } = useWords().triage
  const run = (wanted: InboxAct) => {
    act(ids, wanted)
    clearSelection()
  }
  const isClosed = filter.status === 'closed'
  useActCommands(isClosed, run)
  return (
    <div className="flex items-center gap-1">
      {isClosed ? (
        <IconButton icon={RotateCcw} label={words.reopen} onClick={() => run({ kind: 'reopen' })} />
      ) : (
        <>
          <IconButton icon={Check} label={words.close} onClick={() => run({ kind: 'close' })} />
          <AssignMenu onAct={run} />
          <TeamMenu onAct={run} />
          <SnoozeMenu
            trigger={<IconButton icon={AlarmClock} label={words.snooze} />}
            onSnooze={(until) => run({ kind: 'snooze', until })}
            onWake={filter.status === 'snoozed' ? () => run({ kind: 'wake' }) : undefined}
          />
        </>
      )}
      <TagMenu ids={ids} />
    </div>
  )
}

/** The frequent ones, by key. */
function useActCommands(isClosed: boolean, run: (wanted: InboxAct) => void) {
  const { bulk: words, snooze } = useWords().triage
  const me = useMe()
  const command = (name: string, label: string, wanted: InboxAct, key: string) => ({
    id: `list.chosen ${name}`,
    label: words.command(label),
    group: 'list' as const,
    keys: [key],
    run: () => run(wanted),
  })
  useCommands(
    isClosed
      ? [command('reopen', words.reopen, { kind: 'reopen' }, 'shift+e')]
      : [
          command('close', words.close, { kind: 'close' }, 'shift+e'),
          command('assign', words.assignMe, { kind: 'assign', agentId: me.id }, 'shift+t'),
          command('snooze', snooze.untilReply, { kind: 'snooze', until: null }, 'shift+z'),
        ],
  )
}

interface ActProps {
  onAct: (wanted: InboxAct) => void
}

function AssignMenu({ onAct }: ActProps) {
  const { triage, actions } = useWords()
  const agents = useAgentOptions()
  const give = (agentId: string | null) => onAct({ kind: 'assign', agentId })
  return (
    <Menu trigger={<IconButton icon={UserRound} label={triage.bulk.assign} />} align="start">
      {agents.map(({ value, label, mark, note }) => (
        <MenuItem key={value} onClick={() => give(value)}>
          {mark} <span className="min-w-0 truncate">{label}</span> {note}
        </MenuItem>
      ))}
      <MenuItem onClick={() => give(null)}>{actions.assignNobody}</MenuItem>
    </Menu>
  )
}

function TeamMenu({ onAct }: ActProps) {
  const { bulk: words } = useWords().triage
  const teams = useTeams()
  if (teams.length === 0) return null
  return (
    <Menu trigger={<IconButton icon={UsersRound} label={words.team} />} align="start">
      {teams.map(({ id, name }) => (
        <MenuItem key={id} onClick={() => onAct({ kind: 'team', teamId: id })}>
          {name}
        </MenuItem>
      ))}
      <MenuItem onClick={() => onAct({ kind: 'team', teamId: null })}>{words.noTeam}</MenuItem>
    </Menu>
  )
}

/** Tags stay in sight while several are put on or taken off, so the choice of conversations stays too. */
function TagMenu({ ids }: { ids: readonly string[] }) {
  const { bulk: words } = useWords().triage
  const conversations = useWorld((world) => world.conversations)
  const shown = ids.flatMap((id) => conversations[id]?.value ?? [])
  function chosen(tag: string): Chosen {
    const having = shown.filter(({ tags }) => tags.includes(tag)).length
    if (having === 0) return 'none'
    return having === ids.length ? 'all' : 'some'
  }
  return (
    <Popover label={words.tag} trigger={<IconButton icon={Tag} label={words.tag} />}>
      <TagPicker
        creates
        chosen={chosen}
        onToggle={(tag, isOn) =>
          act(ids, { kind: 'tag', add: isOn ? [tag] : [], remove: isOn ? [] : [tag] })
        }
      />
    </Popover>
  )
}
