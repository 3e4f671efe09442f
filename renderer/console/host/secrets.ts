import type { Desktop } from '../../../electron/bridge/contract.ts'
import { desktop } from './desktop.ts'
import { vault } from './vault.ts'

/** Where the refresh token is kept between two starts. */
export interface SecretStore {
  readonly read: () => Promise<string | null>
  readonly write: (token: string) => Promise<void>
  readonly clear: () => Promise<void>
}

const name = 'refreshToken'

const browserSecrets: SecretStore = {
  read: () => vault.read(name),
  write: (token) => vault.write(name, token),
  clear: () => vault.remove(name),
}

const shellSecrets = (shell: Desktop): SecretStore => ({
  read: async () => (await shell.secret.read({ name })).value,
  write: async (value) => void (await shell.secret.write({ name, value })),
  clear: () => shell.secret.clear({ name }),
})

/** Whether whoever signs in stays signed in after the app has quit: on the desktop it may keep the token until then only. */
export const isSignInKept = async () =>
  !desktop || (await desktop.secret.read({ name })).storage !== 'memory'

export const secrets: SecretStore = desktop ? shellSecrets(desktop) : browserSecrets
