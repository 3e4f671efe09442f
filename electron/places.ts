import type { CallInput, CallOutput } from './bridge/contract.ts'
import type { CheckFailure, ServerState } from './bridge/profile-contract.ts'
import type { LocalServer } from './local-server.ts'
import { serverPlace } from './profiles.ts'
import type { Place, Profile, Profiles } from './profiles.ts'

export type PlaceParts = {
  profiles: Profiles
  local: LocalServer
  check: (address: string) => Promise<{ url: string } | { why: CheckFailure }>
  /** Whether the person wants this, asked where no page can answer for them. */
  confirm: (what: 'connect' | 'remove', about: string) => Promise<boolean>
  /** Closes the window of the current profile; false where the person stays in it. */
  mayLeave: () => Promise<boolean>
  /** Takes back what the system shows of the profile that is left. */
  leave: () => void
  /** Shows the window of the profile that is current now. */
  enter: () => void
  reload: () => void
  /** Forgets what is kept for a profile; all of it, or what a session leaves behind. */
  forget: (profile: Profile, what: { keepsUnsent: boolean; isRemoved: boolean }) => Promise<void>
  changed: () => void
}

export type Places = {
  /** The server of this window: where it is, and how. */
  server: () => { url: string | null; state: ServerState }
  list: () => CallOutput<'profile.list'>
  add: (input: CallInput<'profile.add'>) => Promise<CallOutput<'profile.add'>>
  use: (id: string) => void
  rename: (id: string, name: string) => void
  remove: (id: string) => Promise<{ removed: boolean }>
  clear: (what: { keepsUnsent: boolean }) => Promise<void>
}

/** Going from one place of work to another, leaving nothing of the one in the other. */
export function createPlaces(parts: PlaceParts): Places {
  const { profiles, local } = parts
  return {
    server: () => serverOf(profiles.current(), local),
    list: () => ({
      current: profiles.current()?.id ?? null,
      profiles: profiles.all().map((profile) => shown(profile)),
    }),
    add: (input) => add(parts, input),
    use(id) {
      const profile = profiles.find(id)
      if (profile !== null && profiles.current()?.id !== id) arriveAt(parts, profile)
    },
    rename(id, name) {
      profiles.rename(id, name)
      parts.changed()
    },
    remove: (id) => remove(parts, id),
    async clear({ keepsUnsent }) {
      const profile = profiles.current()
      if (profile === null) return
      parts.leave()
      await parts.forget(profile, { keepsUnsent, isRemoved: false })
      parts.reload()
    },
  }
}

type Added = CallOutput<'profile.add'>

async function add(parts: PlaceParts, input: CallInput<'profile.add'>): Promise<Added> {
  const { profiles, check, confirm } = parts
  if (input.place === 'computer') {
    return arriveAt(parts, profiles.add({ ...input, name: COMPUTER }))
  }
  const checked = await check(input.url)
  if ('why' in checked) return { added: false, why: checked.why }
  // The first choice is the person's own: there is no page yet that could make it for them.
  const isAsked = profiles.current() !== null
  if (isAsked && !(await confirm('connect', checked.url))) return { added: false, why: 'declined' }
  return arriveAt(parts, profiles.add(named(serverPlace(checked.url), input.name)))
}

// The answer to the call goes out first: the page that asked is gone after it.
function arriveAt(parts: PlaceParts, profile: Profile): { added: true } {
  setImmediate(() => void move(parts, profile))
  return { added: true }
}

async function move(parts: PlaceParts, { id, place }: Profile) {
  if (await parts.mayLeave()) {
    parts.leave()
    parts.profiles.use(id)
    if (place === 'computer') parts.local.start()
    parts.enter()
  }
  // Also where the person stays: the menu has marked what they clicked.
  parts.changed()
}

/** Named in the language of the window, which knows the place by its kind. */
const COMPUTER = 'Frontdesk'

const named = (place: Place, name: string | undefined): Place =>
  name === undefined ? place : { ...place, name }

async function remove(parts: PlaceParts, id: string) {
  const { profiles, local } = parts
  const profile = profiles.find(id)
  if (profile === null || !(await parts.confirm('remove', shown(profile).name))) {
    return { removed: false }
  }
  const isCurrent = profiles.current()?.id === id
  // Its window goes first: what it still holds open could not be cleared.
  if (isCurrent && !(await parts.mayLeave())) return { removed: false }
  if (isCurrent) parts.leave()
  profiles.remove(id)
  if (isCurrent) parts.enter()
  try {
    // First: its server may take a while to end, and nobody could ask for it again meanwhile.
    await parts.forget(profile, { keepsUnsent: false, isRemoved: true })
  } finally {
    if (profile.place === 'computer') await local.stop()
  }
  parts.changed()
  return { removed: true }
}

function serverOf(profile: Profile | null, local: LocalServer) {
  if (profile === null) return { url: null, state: 'none' as const }
  if (profile.place === 'server') return { url: profile.url, state: 'running' as const }
  return { url: local.url(), state: local.state() }
}

const shown = (profile: Profile) => ({
  id: profile.id,
  name: profile.name,
  place: profile.place,
  url: profile.place === 'server' ? profile.url : null,
})
