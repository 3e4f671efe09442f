import { create } from 'zustand'
import { desktop } from '../host/desktop.ts'
import { findServer, type ServerState } from '../host/server-url.ts'

const useState = create<{ state: ServerState }>()(() => ({ state: 'running' }))

/** How the server of this window is. */
export const useServerState = () => useState(({ state }) => state)

/** Looks where the server is and how, and says it. */
export async function lookForServer(): Promise<ServerState> {
  const state = await findServer()
  useState.setState({ state })
  return state
}

/** Follows what becomes of the server on this computer; `ran` when it runs (again). */
export function followServer(ran: () => void) {
  desktop?.server.onChange(({ state }) => {
    useState.setState({ state })
    if (state === 'running') ran()
  })
}
