import { useEffect } from 'react'
import { watchReplies } from '../canned/replies.ts'
import { watchDownloads } from '../desktop/downloads.ts'
import { watchFinding } from '../desktop/find.ts'
import { watchStanding } from '../desktop/standing.ts'
import { desktop } from '../host/desktop.ts'
import { fetchToRead } from '../inbox/ahead.ts'
import { loadCounts, watchCounts } from '../inbox/counts.ts'
import { watchGiven } from '../inbox/given.ts'
import { loadTop, loadSheet, spanOf } from '../inbox/load.ts'
import { watchKept } from '../kept/watch-kept.ts'
import { watchNotifications } from '../notifications/watch.ts'
import { watchMissing } from '../sync/missing.ts'
import { watchReceived } from '../sync/received.ts'
import { useWorld } from '../sync/store.ts'
import { useLoad } from '../sync/useLoad.ts'
import { loadViews, watchViews } from '../triage/saved-views.ts'
import { loadTags } from '../triage/tags.ts'
import { useMe, whoIsIn } from './account.ts'
import { loadAgents } from './agents.tsx'
import { watchAttendance } from './attendance.ts'
import { useDeskCommands } from './commands/useDeskCommands.ts'
import { useKeyboard } from './commands/useKeyboard.ts'
import { filterOfView } from './listing.ts'
import { openConversation } from './navigation.ts'
import { loadTeams } from './teams.ts'
import { useKeptFocus } from './useKeptFocus.ts'

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
      watchStanding(me.id),
      watchFinding(),
      watchDownloads(),
      watchGiven(me.id),
      watchViews(me.id),
      watchReplies(me.id),
      watchKept(whoIsIn, openConversation),
    ]
    return () => {
      for (const end of ends) end()
    }
  }, [me.id])
  useLoad('counts', loadCounts)
  useLoad('agents', loadAgents)
  useLoad('teams', loadTeams)
  useLoad('tags', loadTags)
  useLoad('views', loadViews)
  useUnreadLoaded()
  useReadableLater(me.id)
  useDeskCommands()
  useKeyboard()
  useKeptFocus()
}

const MINE = filterOfView('mine')
const MOST_PAGES = 6

/** The unread count needs all that is this agent's, within reason, whatever screen is open. */
function useUnreadLoaded() {
  const mine = useWorld((world) => world.spans[spanOf(MINE)])
  const next = mine && mine.sheets.length < MOST_PAGES ? mine.next : null
  useLoad(mine ? null : 'mine', () => loadTop(MINE))
  useLoad(next && `mine ${next}`, () => loadSheet(MINE, next ?? ''))
}

// In a browser there is no console without its server; the app has its own.
function useReadableLater(agentId: string) {
  const isKnown = useWorld((world) => world.spans[spanOf(MINE)] !== undefined)
  useLoad(desktop && isKnown ? 'readable later' : null, () => fetchToRead(agentId))
}
