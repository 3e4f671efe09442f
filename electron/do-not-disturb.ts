import type { Run } from './run.ts'

const GNOME: Question = {
  program: 'gsettings',
  args: ['get', 'org.gnome.desktop.notifications', 'show-banners'],
  quiet: /^false\b/,
}
const KDE: Question = {
  program: 'gdbus',
  args: [
    'call',
    '--session',
    '--dest=org.freedesktop.Notifications',
    '--object-path=/org/freedesktop/Notifications',
    '--method=org.freedesktop.DBus.Properties.Get',
    'org.freedesktop.Notifications',
    'Inhibited',
  ],
  quiet: /<true>/,
}
type Question = { program: string; args: readonly string[]; quiet: RegExp }

function questionFor(platform: NodeJS.Platform, desktop: string): Question | null {
  if (platform !== 'linux') return null
  if (/GNOME|Unity|Budgie/i.test(desktop)) return GNOME
  return /KDE/i.test(desktop) ? KDE : null
}

export type QuietParts = {
  platform: NodeJS.Platform
  /** XDG_CURRENT_DESKTOP. */
  desktop: string
  run: Run
}

/**
 * Whether the desktop is known to let nothing disturb. GNOME and Plasma can be asked; macOS and
 * Windows tell no program, and keep back what they are given by themselves.
 */
export function createQuiet({ platform, desktop, run }: QuietParts): () => Promise<boolean> {
  const question = questionFor(platform, desktop)
  return async () => {
    if (question === null) return false
    const answer = await run(question.program, question.args).catch(() => '')
    return question.quiet.test(answer.trim())
  }
}
