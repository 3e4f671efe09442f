import { desktop } from './desktop.ts'

let base = ''

/** Asks where the server is: the shell knows it on the desktop; in a browser it is where this page came from. */
export async function findServer() {
  if (desktop) base = (await desktop.server.get()).url.replace(/\/$/, '')
}

/** The server's address, without a slash at the end; empty for this page's own origin. */
export const serverUrl = () => base
