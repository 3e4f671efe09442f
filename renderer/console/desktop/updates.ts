import { create } from 'zustand'
import type { CallOutput } from '../../../electron/bridge/contract.ts'
import { desktop } from '../host/desktop.ts'
import { navigate } from '../shell/navigation.ts'
import { toSettings } from '../shell/route.ts'

type UpdateState = CallOutput<'update.get'>

/** How far the app has come with a newer version of itself; null in a browser, and until the shell has said. */
export const useUpdates = create<{ state: UpdateState | null }>()(() => ({ state: null }))

/** Follows the shell's updates, and its menu to the page that shows them. */
export function watchUpdates() {
  if (!desktop) return () => undefined
  const { update } = desktop
  const take = (state: UpdateState) => useUpdates.setState({ state })
  const ends = [update.onChange(take), update.onLook(() => navigate(toSettings('thisApp')))]
  void update.get().then(take)
  return () => {
    for (const end of ends) end()
  }
}

export const checkForUpdates = () => void desktop?.update.check()
export const installUpdate = () => void desktop?.update.install()
