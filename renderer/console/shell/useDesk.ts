import { useEffect } from 'react'
import { loadCounts, watchCounts } from '../inbox/counts.ts'
import { watchGiven } from '../inbox/given.ts'
import { loadList } from '../inbox/load.ts'
import { watchNotifications } from '../notifications/watch.ts'
import { watchMissing } from '../sync/missing.ts'
import { watchReceived } from '../sync/received.ts'
import { useWorld } from '../sync/store.ts'
import { useLoad } from '../sync/useLoad.ts'
import { useMe } from './account.ts'
import { loadAgents } from './agents.tsx'
import { watchAttendance } from './attendance.ts'
import { useDeskCommands } from './commands/useDeskCommands.ts'
import { useKeyboard } from './commands/useKeyboard.ts'
import { loadTeams } from './teams.ts'
import { useKeptFocus } from './useKeptFocus.ts'
import { useTitle } from './useTitle.ts'

/** What goes on behind every screen while somebody is signed in. */
export function useDesk() {
  const me = useMe()
  useEffect(() => {
    const ends = [
      watchMissing(),
      watchCounts(),
      watchNotifications(me.id),
      watchReceived(),
      watchAttendance(),
      watchGiven(me.id),
    ]
    return () => {
      for (const end of ends) end()
    }
  }, [me.id])
  useLoad('counts', loadCounts)
  useLoad('agents', loadAgents)
  useLoad('teams', loadTeams)
  useUnreadLoaded()
  useTitle()
  useDeskCommands()
  useKeyboard()
  useKeptFocus()
}

/** The unread count needs the two views it counts, whatever screen is open. */
function useUnreadLoaded() {
  const hasMine = useWorld((world) => 'inbox mine' in world.spans)
  const hasUnassigned = useWorld((world) => 'inbox unassigned' in world.spans)
  useLoad(hasMine ? null : 'mine', () => loadList({ view: 'mine', teamId: null }))
  useLoad(hasUnassigned ? null : 'unassigned', () => loadList({ view: 'unassigned', teamId: null }))
}
