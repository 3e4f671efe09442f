import type { Desktop } from '../../../electron/bridge/contract.ts'
import { desktop } from './desktop.ts'

/** Where the refresh token is kept between two starts. */
export interface SecretStore {
  readonly read: () => Promise<string | null>
  readonly write: (token: string) => Promise<void>
  readonly clear: () => Promise<void>
}

const KEY = 'frontdesk.refreshToken'
const name = 'refreshToken'

const browserSecrets: SecretStore = {
  read: async () => localStorage.getItem(KEY),
  write: async (token) => localStorage.setItem(KEY, token),
  clear: async () => localStorage.removeItem(KEY),
}

const shellSecrets = (shell: Desktop): SecretStore => ({
  read: async () => (await shell.secret.read({ name })).value,
  write: async (value) => void (await shell.secret.write({ name, value })),
  clear: () => shell.secret.clear({ name }),
})

export const secrets: SecretStore = desktop ? shellSecrets(desktop) : browserSecrets

/** Calls when another tab of this browser has signed out. */
export function onSignedOutElsewhere(listener: () => void) {
  addEventListener('storage', ({ key, newValue }) => {
    if (key === KEY && newValue === null) listener()
  })
}
