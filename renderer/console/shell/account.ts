import { create } from 'zustand'
import type { User } from '../../../server/contract/identity.ts'
import { setLanguage, type Language } from '../../words/language.ts'
import { forgetReplies } from '../canned/replies.ts'
import { desktop } from '../host/desktop.ts'
import type { ServerState } from '../host/server-url.ts'
import { sayGoodbye } from '../host/tabs.ts'
import { forgetCounts } from '../inbox/counts.ts'
import { forgetSaved } from '../triage/saved-views.ts'
import { forgetDrafts, openDrafts } from '../inbox/drafts.ts'
import { forgetChanges } from '../settings/resources.ts'
import { lookForServer } from '../servers/state.ts'
import { ask, call, fetchSetup, session, whenSessionEnds } from '../sync/api.ts'
import { connect, disconnect } from '../sync/connection.ts'
import { isUnreachable } from '../sync/problem.ts'
import { outbox } from '../sync/sending.ts'
import { SignedOut } from '../sync/session.ts'
import { written } from '../sync/written.ts'

/** How far this window has come: who is at the desk, or which door is shown. */
type Phase =
  | 'starting'
  | 'choosing'
  | 'waiting'
  | 'unreachable'
  | 'setUp'
  | 'signedOut'
  | 'signedIn'

interface Account {
  readonly phase: Phase
  readonly user: User | null
  /** True when the session ended by itself, which the door then says. */
  readonly hasEnded: boolean
}

export const useAccount = create<Account>()(() => ({
  phase: 'starting',
  user: null,
  hasEnded: false,
}))

/** Shows the door: set-up while there is no admin, else sign-in. */
async function showDoor(hasEnded: boolean) {
  try {
    const { needsAdmin } = await fetchSetup()
    useAccount.setState({ phase: needsAdmin ? 'setUp' : 'signedOut', user: null, hasEnded })
  } catch {
    useAccount.setState({ phase: 'unreachable', user: null })
  }
}

/** Somebody else was quicker to set this desk up: from now on one signs in. */
export const alreadySetUp = () => showDoor(false)

/** Lets an agent in; a customer's account stays outside. */
export async function enter(user: User) {
  if (user.role === 'customer') {
    await session.end()
    return false
  }
  if (user.language) setLanguage(user.language)
  await openWritten(user.id)
  useAccount.setState({ phase: 'signedIn', user, hasEnded: false })
  connect(user.id, becomeAnother)
  return true
}

/** What this agent wrote here before and has not sent. A disk that cannot be read keeps nobody from working. */
const openWritten = (userId: string) =>
  Promise.all([outbox.open(userId), openDrafts(userId)]).catch(() => undefined)

/** Another window has signed another account in: this one follows. */
function becomeAnother() {
  forget()
  void start()
}

/** Whoever signs in next must find nothing of this agent's. */
function forget() {
  disconnect()
  outbox.close()
  forgetDrafts()
  forgetReplies()
  forgetChanges()
  forgetCounts()
  forgetSaved()
}

/** On the desktop nobody may have chosen a server yet, or the one on this computer is not there at the moment. */
const doorOf = (server: ServerState) => (server === 'none' ? 'choosing' : 'waiting')

/** Finds the server and whoever is signed in. */
export async function start() {
  try {
    const server = await lookForServer()
    if (server !== 'running') return useAccount.setState({ phase: doorOf(server) })
    await session.accessToken()
    if (!(await enter(await ask<User>({ path: '/api/auth/me' })))) await showDoor(false)
  } catch (error) {
    if (error instanceof SignedOut) return
    useAccount.setState({ phase: isUnreachable(error) ? 'unreachable' : 'signedOut' })
  }
}

/** The server on this computer is there (again): whoever waited for it goes on. */
export function serverRuns() {
  if (useAccount.getState().phase === 'waiting') void start()
}

whenSessionEnds(() => {
  const wasIn = useAccount.getState().phase === 'signedIn'
  forget()
  void showDoor(wasIn)
})

/**
 * Ends the session on the server and here. Without a connection it is forgotten here alone. What is not sent stays on
 * disk for this account's next sign-in, or is discarded.
 */
export async function signOut({ discards = false } = {}) {
  const { user } = useAccount.getState()
  await call({ method: 'POST', path: '/api/auth/logout' }).catch(() => undefined)
  await session.end()
  sayGoodbye()
  forget()
  if (discards && user) await written.forget(user.id)
  // The shell clears all that this server has kept here, save what somebody has written and not sent.
  await desktop?.profile.clear({ keepsUnsent: await written.isAny() })
  await showDoor(false)
}

/** Another tab has signed out. */
export function signedOutElsewhere() {
  forget()
  void showDoor(false)
}

/** Changes the language here at once, and for this account on every machine. */
export function chooseLanguage(language: Language) {
  setLanguage(language)
  void call({ method: 'PUT', path: '/api/auth/me', body: { language } }).catch(() => undefined)
}

/** The signed-in agent, for components that only exist while there is one. */
export function useMe(): User {
  const user = useAccount((state) => state.user)
  if (!user) throw new Error('Nobody is signed in')
  return user
}
