import { z } from 'zod'
import { serverAddress } from './address.ts'
import type { JsonFile } from './json-file.ts'

const named = { id: z.uuid(), name: z.string().trim().min(1).max(100) }

/** Where one works: the server on this computer, or one of a team. Each has its own partition. */
export const profileSchema = z.discriminatedUnion('place', [
  z.strictObject({ ...named, place: z.literal('computer') }),
  z.strictObject({
    ...named,
    place: z.literal('server'),
    url: z.string().refine((url) => serverAddress(url) === url),
  }),
])
export type Profile = z.output<typeof profileSchema>

/** One entry that cannot be read does not cost the others. */
export const profilesSchema = z.object({
  /** The one to start with; null where nobody has chosen yet. */
  current: z.uuid().nullable().catch(null),
  profiles: z.array(z.unknown()),
  /** What could not be read, so that somebody may mend it. */
  aside: z.array(z.unknown()).default([]),
})
export type ProfileList = z.output<typeof profilesSchema>
export const NO_PROFILES: ProfileList = { current: null, profiles: [], aside: [] }

export type Place = { place: 'computer'; name: string } | ServerPlace
type ServerPlace = { place: 'server'; name: string; url: string }

export type ProfileParts = {
  file: JsonFile<ProfileList>
  newId: () => string
  /** The server named for this start, before the one chosen earlier. */
  server: string | null
}

export type Profiles = {
  all: () => readonly Profile[]
  current: () => Profile | null
  find: (id: string) => Profile | null
  /** A place that is new; there is one computer, so that one is not added twice. */
  add: (place: Place) => Profile
  use: (id: string) => void
  rename: (id: string, name: string) => void
  /** Forgets it; nobody is anywhere then, if it was the current one. */
  remove: (id: string) => void
}

/** The places this app knows, kept in a file; a server named for a start is used for that start. */
export function openProfiles({ file, newId, server }: ProfileParts): Profiles {
  const kept = readable(file.read())
  let { profiles, current } = kept
  const find = (id: string | null) => profiles.find((profile) => profile.id === id) ?? null
  const save = () => file.write({ profiles, current, aside: kept.aside })

  function add(place: Place): Profile {
    const same = place.place === 'computer' && profiles.find((one) => one.place === 'computer')
    if (same) return same
    const added = { id: newId(), ...place }
    profiles = [...profiles, added]
    save()
    return added
  }

  const known = profiles.find((one) => one.place === 'server' && one.url === server)
  const forStart = server === null ? null : (known ?? add(serverPlace(server)))
  let id = forStart?.id ?? current
  return {
    all: () => profiles,
    current: () => find(id),
    find,
    add,
    use(chosen) {
      id = current = chosen
      save()
    },
    rename(renamed, name) {
      profiles = profiles.map((one) => (one.id === renamed ? { ...one, name } : one))
      save()
    },
    remove(removed) {
      profiles = profiles.filter((one) => one.id !== removed)
      if (id === removed) id = null
      if (current === removed) current = null
      save()
    },
  }
}

/** The entries that can be read, and with what lay aside already those that cannot. */
function readable({ profiles: entries, current, aside }: ProfileList) {
  const isReadable = (entry: unknown) => profileSchema.safeParse(entry).success
  return {
    profiles: entries.flatMap((entry) => profileSchema.safeParse(entry).data ?? []),
    current,
    aside: [...aside, ...entries.filter((entry) => !isReadable(entry))],
  }
}

/** A server under the name that its address gives it. */
export const serverPlace = (url: string): ServerPlace => ({
  place: 'server',
  name: new URL(url).host.slice(0, 100),
  url,
})

/** The file of before there were profiles: one server, or none chosen. */
export const oldProfileSchema = z.strictObject({ server: z.string().nullable() })

/** Makes the one server of before a profile, and answers its id, so that what belongs to it moves too. */
export function adoptOldServer(
  file: JsonFile<ProfileList>,
  old: z.output<typeof oldProfileSchema>,
  newId: () => string,
): { url: string; id: string } | null {
  const url = serverAddress(old.server ?? '')
  if (url === null || file.read().profiles.length > 0) return null
  const id = newId()
  file.write({ ...NO_PROFILES, current: id, profiles: [{ id, ...serverPlace(url) }] })
  return { url, id }
}
