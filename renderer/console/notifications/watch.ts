import { desktop } from '../host/desktop.ts'
import { isFocused, onFocusChange } from '../host/focus.ts'
import { lead } from '../host/leader.ts'
import { watchShell } from '../host/notify.ts'
import { navigate, useRoute } from '../shell/navigation.ts'
import { sayFocus } from '../sync/command.ts'
import { onConnected } from '../sync/connection.ts'
import { onNotifications } from '../sync/notifications.ts'
import { useStanding } from '../sync/store.ts'
import { catchUp, type News } from './load.ts'
import { read, replied } from './offers.ts'
import { aboutOf, routeFrom } from './places.ts'
import { preferences } from './preferences.ts'
import { clicked, noticeEvents, present, takeBack } from './present.ts'
import { changesTaken, forgetNotices, notices } from './store.ts'

const FOCUS_MS = 150

/** Whether this window shows notifications while the agent looks at none of this browser. */
export let leadsHere = () => false

/** Keeps this agent's notifications true, shows what is new, and follows the shell's links. */
export function watchNotifications(agentId: string) {
  const leader = lead(`frontdesk.notifier ${agentId}`)
  leadsHere = leader.isLeader
  const show = ({ fresh, changed }: News) => {
    takeBack(changed)
    present(fresh, leader)
  }
  const look = () => void catchUp().then(show, () => undefined)
  const ends = [
    onConnected(look),
    useStanding.subscribe(({ checked }, before) => void (checked !== before.checked && look())),
    onNotifications((told) => {
      const { head } = notices()
      if (head === null || told.head - head > told.changed.length) return look()
      // A window that has caught up meanwhile knows these.
      if (told.head <= head) return
      const { changed } = told
      show({ changed, fresh: changesTaken(changed, told) })
    }),
    watchFocus(),
    watchShell({
      clicked,
      dismissed: noticeEvents.dismissed,
      replied: (id, route, text) => replied(id, route, text, agentId),
      read: (id, route) => read(id, route, agentId),
    }),
    desktop?.route.onOpen(({ route }) => navigate(routeFrom(route))),
  ]
  void desktop?.bridge.ready()
  void preferences.load().catch(() => undefined)
  return () => {
    for (const end of ends) end?.()
    leader.end()
    forgetNotices()
  }
}

/** Tells the server what the agent looks at, so that they are not told of it and what they were told of it is read. */
function watchFocus() {
  let said: string | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const say = () => {
    const about = isFocused() ? aboutOf(useRoute.getState().route) : null
    if (about === said) return
    said = about
    sayFocus(about)
  }
  const soon = () => {
    clearTimeout(timer)
    // Who looks away is to be told of what comes next; who passes by has not read it.
    if (isFocused()) timer = setTimeout(say, FOCUS_MS)
    else say()
  }
  const again = () => {
    said = null
    soon()
  }
  const ends = [useRoute.subscribe(soon), onFocusChange(soon), onConnected(again)]
  document.addEventListener('visibilitychange', soon)
  soon()
  return () => {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', soon)
    for (const end of ends) end()
  }
}
