import type { Session } from 'electron'
import type { Profile } from './profiles.ts'
import { consoleHandler, consoleScheme } from './scheme.ts'
import type { OwnFiles } from './scheme.ts'
import { guardRequests, guardSession } from './security.ts'

type KeptSession = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'clearStorageData'
  | 'clearCache'
> & { webRequest: Pick<Session['webRequest'], 'onBeforeRequest'> } & {
  protocol: Pick<Session['protocol'], 'handle'>
}

export type PartitionParts<S extends KeptSession> = {
  fromPartition: (name: string) => S
  /** The built console. */
  folder: string
  addressOf: (profile: Profile) => string | null
  /** What the shell serves of its own beside the console. */
  own: OwnFiles
}

export type Partitions = {
  /** The name of a profile's partition, made safe and ready for its page. */
  open: (profile: Profile | null) => string
  clear: (profile: Profile, what: { keepsUnsent: boolean }) => Promise<void>
}

/** Before there is a profile, nothing is kept: a partition in memory. */
const nameOf = (profile: Profile | null) =>
  profile === null ? 'first-start' : `persist:${profile.id}`

// All but IndexedDB, where the console keeps what was written and not sent.
const NOT_UNSENT = ['cookies', 'filesystem', 'localstorage', 'shadercache'] as const
const WORKERS = ['serviceworkers', 'cachestorage'] as const

/** One storage for each profile: guarded, with the console in it, and one server within its reach. */
export function createPartitions<S extends KeptSession>(parts: PartitionParts<S>): Partitions {
  const ready = new Set<string>()

  function open(profile: Profile | null) {
    const name = nameOf(profile)
    if (ready.has(name)) return name
    ready.add(name)
    const session = parts.fromPartition(name)
    const server = () => (profile === null ? null : parts.addressOf(profile))
    guardSession(session)
    guardRequests(session.webRequest, server)
    session.protocol.handle(consoleScheme.scheme, consoleHandler(parts.folder, server, parts.own))
    return name
  }

  return {
    open,
    async clear(profile, { keepsUnsent }) {
      const session = parts.fromPartition(nameOf(profile))
      await session.clearStorageData(keepsUnsent ? { storages: [...NOT_UNSENT, ...WORKERS] } : {})
      await session.clearCache()
    },
  }
}
