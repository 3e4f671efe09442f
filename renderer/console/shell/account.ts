import { create } from 'zustand'
import type { User } from '../../../server/contract/identity.ts'
import { setLanguage, type Language } from '../../words/language.ts'
import { forgetReplies } from '../canned/replies.ts'
import { sayNobody } from '../desktop/standing.ts'
import { transfers } from '../files/transfers.ts'
import { forgetChosen } from '../files/uploads.ts'
import { desktop } from '../host/desktop.ts'
import type { ServerState } from '../host/server-url.ts'
import { sayGoodbye } from '../host/tabs.ts'
import { forgetCounts } from '../inbox/counts.ts'
import { keptDisk } from '../kept/kept-disk.ts'
import { worldOf } from '../kept/kept-world.ts'
import { forgetSaved } from '../triage/saved-views.ts'
import { forgetDrafts, openDrafts } from '../inbox/drafts.ts'
import { forgetChanges } from '../settings/resources.ts'
import { lookForServer } from '../servers/state.ts'
import { ask, call, fetchSetup, session, whenSessionEnds } from '../sync/api.ts'
import { connect, disconnect, onConnected } from '../sync/connection.ts'
import { isDown } from '../sync/problem.ts'
import { outbox } from '../sync/sending.ts'
import { SignedOut } from '../sync/session.ts'
import { showKept } from '../sync/store.ts'
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
  sayNobody()
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
  await keptDisk.claim(user.id).catch(() => undefined)
  await sitDown(user)
  return true
}

async function sitDown(user: User) {
  if (user.language) setLanguage(user.language)
  await openWritten(user.id)
  useAccount.setState({ phase: 'signedIn', user, hasEnded: false })
  connect(user.id, becomeAnother)
}

/**
 * Without the server, lets whoever is signed in at what they last saw here. Who they are now is asked once it answers.
 * False where nothing is kept.
 */
async function enterKept() {
  const kept = await keptDisk.read().catch(() => null)
  if (kept === null) return false
  const { user, at } = kept.inbox
  showKept(worldOf(kept), at)
  const end = onConnected(() => {
    end()
    if (useAccount.getState().user === user)
      void askWho()
        .then(enterAgain)
        .catch(() => undefined)
  })
  await sitDown(user)
  return true
}

/** Somebody who is in is who they are now: renamed, in another role, or no agent any more. */
async function enterAgain(user: User) {
  if (user.role !== 'customer') return useAccount.setState({ user })
  await session.end()
  sessionEnded()
}

/** What this agent wrote here before and has not sent. A disk that cannot be read keeps nobody from working. */
const openWritten = (userId: string) =>
  Promise.all([outbox.open(userId), openDrafts(userId)]).catch(() => undefined)

const askWho = () => ask<User>({ path: '/api/auth/me' })

/** Another window has signed another account in: this one follows. */
function becomeAnother() {
  forget()
  void start()
}

/** Whoever signs in next must find nothing of this agent's. */
function forget() {
  disconnect()
  outbox.close()
  transfers.forgetAll()
  forgetDrafts()
  forgetReplies()
  forgetChanges()
  forgetCounts()
  forgetSaved()
}

/** On the desktop nobody may have chosen a server yet, or the one on this computer is not there at the moment. */
const doorOf = (server: ServerState) => (server === 'none' ? 'choosing' : 'waiting')

async function findOut() {
  await session.accessToken()
  return askWho()
}

/** A server that takes longer is as good as none, where there is something to read meanwhile. */
const PATIENCE_MS = 6000

/** Whether something takes longer than that. */
const isSlow = (asked: Promise<unknown>) =>
  Promise.race([
    asked.then(() => false),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(true), PATIENCE_MS)),
  ])

/** Finds the server and whoever is signed in. */
export async function start() {
  try {
    const server = await lookForServer()
    if (server !== 'running') return useAccount.setState({ phase: doorOf(server) })
    const asked = findOut()
    if ((await isSlow(asked)) && (await enterKept())) return void asked.catch(() => undefined)
    if (!(await enter(await asked))) await showDoor(false)
  } catch (error) {
    if (error instanceof SignedOut) return
    if (isDown(error) && (await enterKept())) return
    if (isDown(error)) return useAccount.setState({ phase: 'unreachable' })
    sayNobody()
    useAccount.setState({ phase: 'signedOut' })
  }
}

/** The server on this computer is there (again): whoever waited for it goes on. */
export function serverRuns() {
  if (useAccount.getState().phase === 'waiting') void start()
}

function sessionEnded() {
  const { phase, user } = useAccount.getState()
  const wasIn = phase === 'signedIn'
  forget()
  void keptDisk.forget(user?.id ?? null).catch(() => undefined)
  void showDoor(wasIn)
}
whenSessionEnds(sessionEnded)

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
  await keptDisk.forget(null).catch(() => undefined)
  if (discards && user) {
    await written.forget(user.id)
    forgetChosen(user.id)
  }
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

function present(user: User | null): User {
  if (!user) throw new Error('Nobody is signed in')
  return user
}

/** The signed-in agent, for what goes on only while there is one. */
export const whoIsIn = () => present(useAccount.getState().user)
/** The same, for components. */
export const useMe = () => present(useAccount(({ user }) => user))
