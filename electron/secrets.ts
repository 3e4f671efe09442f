import type { SafeStorage } from 'electron'
import { z } from 'zod'
import type { CallInput, CallOutput } from './bridge/contract.ts'
import type { JsonFile } from './json-file.ts'

type Name = CallInput<'secret.read'>['name']
type Where = CallOutput<'secret.write'>['storage']

/** Per profile, per name: the encrypted secret in base64. */
export const vaultSchema = z.record(z.string(), z.record(z.string(), z.base64()))
export type Vault = z.output<typeof vaultSchema>

/** Per profile: whether its secrets may be kept where the system protects them badly. */
export const consentSchema = z.record(z.string(), z.boolean())
export type Consents = z.output<typeof consentSchema>

export type SecretParts = {
  safeStorage: Pick<
    SafeStorage,
    | 'isAsyncEncryptionAvailable'
    | 'getSelectedStorageBackend'
    | 'encryptStringAsync'
    | 'decryptStringAsync'
  >
  platform: NodeJS.Platform
  file: JsonFile<Vault>
  consents: JsonFile<Consents>
  /** Asks the person, where nothing better than a badly protected file exists. */
  askConsent: () => Promise<boolean>
  /** Secrets belong to the profile of the moment; another one never reads them. */
  owner: () => string
}

export type Secrets = {
  read: (name: Name) => Promise<CallOutput<'secret.read'>>
  write: (name: Name, value: string) => Promise<CallOutput<'secret.write'>>
  clear: (name: Name) => Promise<void>
  /** Forgets all secrets of a profile, and on request what the person answered about keeping them. */
  forget: (owner: string, also: { withAnswer: boolean }) => Promise<void>
}

/** Keeps secrets under the system's key store; where that is no protection, as the person says. */
export function createSecrets(parts: SecretParts): Secrets {
  const memory = new Map<string, string>()
  const inTurn = queue()
  // The owner is the profile at the time of the call, not when its turn comes.
  const place = (name: Name): Place => {
    const owner = parts.owner()
    return { owner, name, key: `${owner} ${name}` }
  }

  return {
    read(name) {
      const at = place(name)
      return inTurn(async () => {
        const storage = await storageFor(parts, at.owner)
        if (storage === 'memory') return { value: memory.get(at.key) ?? null, storage }
        return { value: await decrypted(parts, at), storage }
      })
    },
    write(name, value) {
      const at = place(name)
      return inTurn(() => write(parts, memory, at, value))
    },
    clear(name) {
      const at = place(name)
      return inTurn(async () => {
        memory.delete(at.key)
        put(parts, at, null)
      })
    },
    forget: (owner, { withAnswer }) =>
      inTurn(async () => {
        for (const key of memory.keys()) if (key.startsWith(`${owner} `)) memory.delete(key)
        parts.file.write(without(parts.file.read(), owner))
        if (withAnswer) parts.consents.write(without(parts.consents.read(), owner))
      }),
  }
}

async function write(parts: SecretParts, memory: Map<string, string>, at: Place, value: string) {
  if (await isConsentNeeded(parts, at.owner)) await consent(parts, at.owner)
  const storage = await storageFor(parts, at.owner)
  const isKept = storage !== 'memory'
  if (!isKept) memory.set(at.key, value)
  // An older secret left on disk would come back at the next start.
  put(parts, at, isKept ? await parts.safeStorage.encryptStringAsync(value) : null)
  return { storage }
}

const without = <T>(record: Record<string, T>, name: string): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => key !== name))

async function consent({ askConsent, consents }: SecretParts, owner: string) {
  const isAllowed = await askConsent()
  consents.write({ ...consents.read(), [owner]: isAllowed })
}

type Place = { owner: string; name: Name; key: string }

function put({ file }: SecretParts, at: Place, encrypted: Buffer | null) {
  const vault = file.read()
  const { [at.name]: before, ...others } = vault[at.owner] ?? {}
  if (before === undefined && encrypted === null) return
  const mine = encrypted === null ? others : { ...others, [at.name]: encrypted.toString('base64') }
  file.write({ ...vault, [at.owner]: mine })
}

async function decrypted(parts: SecretParts, at: Place): Promise<string | null> {
  const stored = parts.file.read()[at.owner]?.[at.name]
  if (stored === undefined) return null
  const { safeStorage } = parts
  try {
    const found = await safeStorage.decryptStringAsync(Buffer.from(stored, 'base64'))
    if (found.shouldReEncrypt) {
      put(parts, at, await safeStorage.encryptStringAsync(found.result))
    }
    return found.result
  } catch {
    // Another key now, or a locked key store: the person signs in again, which overwrites it.
    return null
  }
}

async function storageFor(parts: SecretParts, owner: string): Promise<Where> {
  const strength = await strengthOf(parts)
  if (strength === 'strong') return 'keychain'
  return strength === 'weak' && parts.consents.read()[owner] === true ? 'weak' : 'memory'
}

const isConsentNeeded = async (parts: SecretParts, owner: string) =>
  parts.consents.read()[owner] === undefined && (await strengthOf(parts)) === 'weak'

/** How well the system protects what is handed to it; Linux without a key store only hides it. */
async function strengthOf({ safeStorage, platform }: SecretParts) {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return 'none'
  if (platform !== 'linux') return 'strong'
  const backend = safeStorage.getSelectedStorageBackend()
  return backend === 'basic_text' || backend === 'unknown' ? 'weak' : 'strong'
}

/** A rotated token must not be overtaken by the write of the one before it. */
function queue() {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(task: () => Promise<T>): Promise<T> => {
    const next = last.then(task, task)
    last = next
    return next
  }
}

/** Hands what one owner has over to another. */
export function handOver(file: JsonFile<Vault>, from: string, to: string): void {
  const { [from]: secrets, ...others } = file.read()
  if (secrets !== undefined) file.write({ ...others, [to]: secrets })
}
