import type { Desktop } from '../../../electron/bridge/contract.ts'

/** The desktop shell around this page; undefined in a browser. */
export const desktop: Desktop | undefined = globalThis.window?.frontdeskDesktop
