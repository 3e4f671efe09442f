import type { SafeStorage } from 'electron'
import { z } from 'zod'
import type { CallInput, CallOutput } from './bridge/contract.ts'
import type { JsonFile } from './json-file.ts'

type Name = CallInput<'secret.read'>['name']
type Where = CallOutput<'secret.write'>['storage']

/** Per server, per name: the encrypted secret in base64. */
export const vaultSchema = z.record(z.string(), z.record(z.string(), z.base64()))
export type Vault = z.output<typeof vaultSchema>

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
  /** Secrets belong to the server of the moment; another server never reads them. */
  server: () => string
}

export type Secrets = {
  read: (name: Name) => Promise<CallOutput<'secret.read'>>
  write: (name: Name, value: string) => Promise<CallOutput<'secret.write'>>
  clear: (name: Name) => Promise<void>
}

/** Keeps secrets under the system's key store; where that is no protection, in memory only. */
export function createSecrets(parts: SecretParts): Secrets {
  const memory = new Map<string, string>()
  const inTurn = queue()
  // The owner is the server at the time of the call, not when its turn comes.
  const place = (name: Name): Place => {
    const owner = parts.server()
    return { owner, name, key: `${owner} ${name}` }
  }

  async function write(at: Place, value: string) {
    const storage = await storageFor(parts)
    const isWeak = storage === 'memory'
    if (isWeak) memory.set(at.key, value)
    // An older secret left on disk would come back at the next start.
    put(parts, at, isWeak ? null : await parts.safeStorage.encryptStringAsync(value))
    return { storage }
  }

  return {
    read(name) {
      const at = place(name)
      return inTurn(async () => {
        const storage = await storageFor(parts)
        if (storage === 'memory') return { value: memory.get(at.key) ?? null, storage }
        return { value: await decrypted(parts, at), storage }
      })
    },
    write(name, value) {
      const at = place(name)
      return inTurn(() => write(at, value))
    },
    clear(name) {
      const at = place(name)
      return inTurn(async () => {
        memory.delete(at.key)
        put(parts, at, null)
      })
    },
  }
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

async function storageFor({ safeStorage, platform }: SecretParts): Promise<Where> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return 'memory'
  if (platform !== 'linux') return 'keychain'
  const backend = safeStorage.getSelectedStorageBackend()
  return backend === 'basic_text' || backend === 'unknown' ? 'memory' : 'keychain'
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
