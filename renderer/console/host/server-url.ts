import type { CallOutput } from '../../../electron/bridge/contract.ts'
import { desktop } from './desktop.ts'

let base = ''

/** How the server is that this window talks to; in a browser it is there, as the page came from it. */
export type ServerState = CallOutput<'server.get'>['state']

/** Asks where the server is: the shell knows it on the desktop; in a browser it is where this page came from. */
export async function findServer(): Promise<ServerState> {
  if (!desktop) return 'running'
  const { url, state } = await desktop.server.get()
  base = url?.replace(/\/$/, '') ?? ''
  return state
}

/** The server's address, without a slash at the end; empty for this page's own origin. */
export const serverUrl = () => base
