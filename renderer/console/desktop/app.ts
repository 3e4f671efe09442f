import { create } from 'zustand'
import type { CallInput, CallOutput } from '../../../electron/bridge/contract.ts'
import { desktop } from '../host/desktop.ts'

export type AppState = CallOutput<'app.get'>
export type AppSettings = AppState['settings']
export type Refused = CallOutput<'app.set'>['refused']

/** How the app behaves on this computer; null until the shell has been asked. */
export const useApp = create<{ state: AppState | null }>()(() => ({ state: null }))

export async function loadApp() {
  if (desktop) useApp.setState({ state: await desktop.app.get() })
}

/** Sets it, and answers what the system refused. */
export async function setApp(part: CallInput<'app.set'>): Promise<Refused> {
  if (!desktop) return null
  const { state, refused } = await desktop.app.set(part)
  useApp.setState({ state })
  return refused
}
