import { z } from 'zod'

const nothing = z.undefined()
const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output })

const availability = z.enum(['online', 'away', 'offline'])
export type Availability = z.output<typeof availability>

/** How the console stands, for the tray and for what must not come in between. */
const standing = z.strictObject({
  sync: z.enum(['signed_out', 'connecting', 'catching_up', 'in_sync', 'offline']),
  availability: availability.nullable(),
  /** The agent is writing: nothing may take the window away from them. */
  isComposing: z.boolean(),
  /** Something they wrote has not reached the server yet. */
  hasUnsent: z.boolean(),
})
export type Standing = z.output<typeof standing>

/** A key with at least one of Ctrl (⌘), Alt and Super, in electron's spelling. */
const accelerator = z
  .string()
  .max(60)
  .regex(
    /^(?:(?:CommandOrControl|Alt|Super)\+)+(?:Shift\+)?(?:[A-Z0-9]|F\d{1,2}|Space|Up|Down|Left|Right)$/,
  )

/** How this app behaves on this computer. */
const appSettings = z.strictObject({
  closeToTray: z.boolean(),
  startAtLogin: z.boolean(),
  flash: z.boolean(),
  shortcut: accelerator.nullable(),
  spellCheck: z.boolean(),
  /** Those that are checked now; of no account where the system chooses itself. */
  spellLanguages: z.array(z.string().max(20)).max(20),
})

const appState = z.strictObject({
  version: z.string(),
  system: z.enum(['macos', 'windows', 'linux']),
  settings: appSettings,
  /** What this system and this installation allow. */
  can: z.strictObject({
    tray: z.boolean(),
    startAtLogin: z.boolean(),
    /** Languages whose spelling can be checked; none where the system chooses itself. */
    spellLanguages: z.array(z.string()),
  }),
})
export type AppState = z.output<typeof appState>

export const nativeCalls = {
  /** The app itself: its version, and how it behaves on this computer. */
  'app.get': call(nothing, appState),
  'app.set': call(
    appSettings.partial(),
    z.strictObject({
      state: appState,
      /** What the system did not let us have; it is as it was. */
      refused: z.enum(['shortcut', 'login']).nullable(),
    }),
  ),

  /** Puts what somebody who is to help needs to know on the clipboard. */
  'app.copyDiagnostics': call(nothing, nothing),

  /** Said at each change. */
  'standing.set': call(standing, nothing),

  /** Fetches a file; the person is asked where to keep it. */
  'download.start': call(
    z.strictObject({ url: z.url({ protocol: /^https?$/ }).max(4096) }),
    nothing,
  ),
  'download.cancel': call(z.strictObject({ id: z.uuid() }), nothing),
  /** Shows a file in its folder. */
  'download.show': call(z.strictObject({ id: z.uuid() }), nothing),
}

export const nativeEvents = {
  /** The agent's choice in the tray. */
  'standing.choose': z.strictObject({ availability }),
  /** The person wants to find something on the page. */
  'page.find': z.strictObject({}),
  /** How far a download has come. `total` is 0 while nobody knows. */
  'download.change': z.strictObject({
    id: z.uuid(),
    name: z.string().max(300),
    received: z.int().min(0),
    total: z.int().min(0),
    state: z.enum(['progressing', 'paused', 'completed', 'cancelled', 'failed']),
  }),
}
