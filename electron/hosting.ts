import type * as Electron from 'electron'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Events } from './bridge/events.ts'
import type { JsonFile } from './json-file.ts'
import { createLocalServer, localEnvironment } from './local-server.ts'
import type { LocalServer } from './local-server.ts'
import { createPartitions } from './partitions.ts'
import type { Partitions } from './partitions.ts'
import { createPlaces } from './places.ts'
import type { PlaceParts, Places } from './places.ts'
import {
  adoptOldServer,
  NO_PROFILES,
  oldProfileSchema,
  openProfiles,
  profilesSchema,
} from './profiles.ts'
import type { Profiles } from './profiles.ts'
import { consentSchema, createSecrets, handOver, vaultSchema } from './secrets.ts'
import type { Secrets, Vault } from './secrets.ts'
import { guardRequests, guardSession } from './security.ts'
import { checkServer } from './server-check.ts'
import { createServerLog } from './server-log.ts'
import type { ServerLog } from './server-log.ts'
import { stoppedPage } from './stopped-page.ts'
import type { StoredFiles } from './stored-files.ts'
import type { Windows } from './window.ts'
import type { Words } from './words.ts'

type Used = 'app' | 'dialog' | 'safeStorage' | 'session' | 'utilityProcess'
/** The pieces of Electron that are needed to be at a server. */
export type HostingPieces = Pick<typeof Electron, Used> & { process: NodeJS.Process }

export type HostingParts = {
  pieces: HostingPieces
  start: {
    /** The built console. */
    folder: string
    /** The bundled server's program. */
    localServer: string
    /** The server named for this start, before the one chosen earlier. */
    server: string | null
  }
  events: Events
  windows: Windows<Electron.BrowserWindow>
  /** In the language of the system, which is known once the app is ready. */
  words: () => Words
  files: StoredFiles
  /** Takes back what the system shows of the profile that is left. */
  leave: () => void
  changed: () => void
}

/** Which server the window is at, what is kept for it, and the server on this computer. */
export type Hosting = {
  places: Places
  secrets: Secrets
  local: LocalServer
  log: ServerLog
  /** The partition of the window that is opened now. */
  partition: () => string
  start: () => void
}

export function createHosting(parts: HostingParts): Hosting {
  const { pieces, start, words, windows, leave, changed } = parts
  const vault = parts.files('secrets.json', vaultSchema, {}, true)
  const profiles = profilesOf(parts, vault)
  const secrets = secretsOf(parts, profiles, vault)
  const log = createServerLog(stored(pieces, 'logs/server.log'))
  const local = createLocalServer(localParts(parts, log, () => followed()))
  const partitions = createPartitions({
    fromPartition: (name) => pieces.session.fromPartition(name),
    folder: start.folder,
    own: stoppedPage(words),
    addressOf: (profile) => (profile.place === 'server' ? profile.url : local.url()),
  })
  const followed = followLocal(parts, profiles, local)
  const places = createPlaces({
    profiles,
    local,
    ...questions(parts),
    mayLeave: windows.leave,
    leave,
    changed,
    enter: windows.enter,
    reload: windows.reload,
    forget: forgetting(secrets, partitions),
  })
  return {
    places,
    secrets,
    local,
    log,
    partition: () => partitions.open(profiles.current()),
    start() {
      // No page of ours is in it; what else would use it gets nothing.
      guardSession(pieces.session.defaultSession)
      guardRequests(pieces.session.defaultSession.webRequest, () => null)
      if (profiles.current()?.place === 'computer') local.start()
    },
  }
}

const forgetting =
  (secrets: Secrets, partitions: Partitions): PlaceParts['forget'] =>
  async (profile, { keepsUnsent, isRemoved }) => {
    await secrets.forget(profile.id, { withAnswer: isRemoved })
    await partitions.clear(profile, { keepsUnsent })
  }

const questions = ({ pieces, words }: HostingParts): Pick<PlaceParts, 'check' | 'confirm'> => ({
  check: (address) => checkServer(checker(pieces), address),
  confirm: (what, about) => confirmed(pieces, words(), what, about),
})

/** Tells the console how its server is, and loads it anew where the address is another. */
function followLocal({ events, windows }: HostingParts, profiles: Profiles, local: LocalServer) {
  let known: string | null = null
  return () => {
    const url = local.url()
    const isMoved = url !== known
    known = url
    if (profiles.current()?.place !== 'computer') return
    events.say('server.change', { state: local.state() })
    // A new document is needed for a new content policy.
    if (isMoved) windows.reload()
  }
}

function profilesOf({ files, start }: HostingParts, vault: JsonFile<Vault>): Profiles {
  const file = files('profiles.json', profilesSchema, NO_PROFILES)
  const old = files('profile.json', oldProfileSchema, { server: null })
  const adopted = adoptOldServer(file, old.read(), randomUUID)
  if (adopted !== null) handOver(vault, adopted.url, adopted.id)
  return openProfiles({ file, newId: randomUUID, server: start.server })
}

function secretsOf(
  { pieces, files, words }: HostingParts,
  profiles: Profiles,
  vault: JsonFile<Vault>,
): Secrets {
  return createSecrets({
    safeStorage: pieces.safeStorage,
    platform: pieces.process.platform,
    file: vault,
    consents: files('secret-consent.json', consentSchema, {}),
    askConsent() {
      const { keepSignedIn, keepSignedInDetail, keep, forgetOnQuit } = words()
      const buttons: [string, string] = [keep, forgetOnQuit]
      return asked(pieces, { message: keepSignedIn, detail: keepSignedInDetail, buttons })
    },
    owner: () => profiles.current()?.id ?? 'nobody',
  })
}

function localParts({ pieces, start }: HostingParts, log: ServerLog, onChange: () => void) {
  const folder = stored(pieces, 'server')
  const { utilityProcess, process } = pieces
  return {
    fork: (port: number) =>
      utilityProcess.fork(start.localServer, [], {
        env: localEnvironment(process.env, { port, folder }),
        stdio: 'pipe',
        serviceName: 'Frontdesk server',
      }),
    isHealthy,
    log,
    after(ms: number, run: () => void) {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    now: () => performance.now(),
    onChange,
  }
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5000) })).ok
  } catch {
    return false
  }
}

function checker({ session }: HostingPieces) {
  // In memory and for nothing else: a check leaves no trace with any profile.
  const checking = session.fromPartition('server-check')
  return {
    fetch: (url: string, init: RequestInit) => checking.fetch(url, init),
    timeout: (ms: number) => AbortSignal.timeout(ms),
  }
}

function confirmed(pieces: HostingPieces, words: Words, what: 'connect' | 'remove', about: string) {
  const [message, detail, yes] =
    what === 'connect'
      ? [words.connectTo, `${words.connectDetail}\n${about}`, words.connect]
      : [words.removeServer, `${about}\n${words.removeDetail}`, words.remove]
  return asked(pieces, { message, detail, buttons: [yes, words.cancel] })
}

async function asked(
  { dialog }: HostingPieces,
  question: { message: string; detail: string; buttons: [string, string] },
): Promise<boolean> {
  const choice = { type: 'question' as const, defaultId: 1, cancelId: 1, noLink: true }
  const { response } = await dialog.showMessageBox({ ...choice, ...question })
  return response === 0
}

const stored = ({ app }: HostingPieces, name: string) => join(app.getPath('userData'), name)
