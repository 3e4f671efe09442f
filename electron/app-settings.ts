import { z } from 'zod'
import type { JsonFile } from './json-file.ts'

/** What a person has set for this app on this computer; what an older version did not know has its default. */
export const appSettingsSchema = z.object({
  closeToTray: z.boolean().default(false),
  flash: z.boolean().default(true),
  /** Brings the window to the front from everywhere; null: no such key. */
  shortcut: z.string().max(100).nullable().default(null),
  zoom: z.number().min(0.25).max(5).default(1),
  spellCheck: z.boolean().default(true),
  /** null: what the system speaks. */
  spellLanguages: z.array(z.string()).nullable().default(null),
})
export type AppSettings = z.output<typeof appSettingsSchema>
export const FIRST_APP_SETTINGS: AppSettings = appSettingsSchema.parse({})

type Part = { [N in keyof AppSettings]?: AppSettings[N] | undefined }

export type OpenSettings = {
  now: () => AppSettings
  change: (part: Part) => void
}

/** The settings of this app, read once and written at each change. */
export function openSettings(file: JsonFile<AppSettings>): OpenSettings {
  let settings = file.read()
  return {
    now: () => settings,
    change(part) {
      settings = { ...settings, ...given(part) }
      file.write(settings)
    },
  }
}

/** Without what is not given: it stays as it is. */
const given = (part: Part) =>
  Object.fromEntries(
    Object.entries(part).filter(([, value]) => value !== undefined),
  ) as Partial<AppSettings>
