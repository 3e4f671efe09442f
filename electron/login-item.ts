import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const HIDDEN = '--hidden'

type Settings = { openAtLogin: boolean; wasOpenedAtLogin?: boolean }
export type LoginItemParts = {
  app: {
    isPackaged: boolean
    getLoginItemSettings(options: { args: string[] }): Settings
    setLoginItemSettings(settings: { openAtLogin: boolean; args: string[] }): void
  }
  platform: NodeJS.Platform
  argv: readonly string[]
  /** Where this program is: the AppImage where it is one. */
  program: string
  /** XDG_CONFIG_HOME, or what stands for it. */
  configFolder: string
}

export type LoginItem = {
  /** Only the installed app can: what runs from its source has no place to be started from. */
  canSet: boolean
  isSet: () => boolean
  set: (isOn: boolean) => void
  /** Where it is set, it starts this program, or the one given: an update gives an AppImage another name. */
  renew: (program?: string) => void
  /** This start was the system's, not a person's: the window stays hidden. */
  isHiddenStart: () => boolean
}

/** Starting with the computer, hidden. */
export function createLoginItem(parts: LoginItemParts): LoginItem {
  const { app, platform, argv } = parts
  const entry = platform === 'linux' ? autostart(parts) : ofSystem(parts)
  return {
    canSet: app.isPackaged,
    isSet: () => app.isPackaged && entry.isSet(),
    set: (isOn) => entry.set(isOn),
    renew(program = parts.program) {
      if (app.isPackaged) entry.renew(program)
    },
    // macOS passes no arguments on, and says it itself.
    isHiddenStart: () =>
      argv.includes(HIDDEN) ||
      (platform === 'darwin' && app.getLoginItemSettings({ args: [] }).wasOpenedAtLogin === true),
  }
}

function ofSystem({ app }: LoginItemParts) {
  const args = [HIDDEN]
  return {
    isSet: () => app.getLoginItemSettings({ args }).openAtLogin,
    set: (openAtLogin: boolean) => app.setLoginItemSettings({ openAtLogin, args }),
    // There the program keeps its place.
    renew: () => undefined,
  }
}

/** Electron does this on macOS and Windows only; the freedesktop way is a file. */
function autostart({ program, configFolder }: LoginItemParts) {
  const file = join(configFolder, 'autostart', 'frontdesk.desktop')
  const execOf = (path: string) => `Exec=${quoted(path)} ${HIDDEN}`
  const lines = [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Frontdesk',
    execOf(program),
    'X-GNOME-Autostart-enabled=true',
    '',
  ]
  return {
    isSet: () => existsSync(file),
    set(isOn: boolean) {
      if (!isOn) return rmSync(file, { force: true })
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, lines.join('\n'))
    },
    renew(path: string) {
      if (!existsSync(file)) return
      // The rest is the desktop's: there a person may have switched it off.
      const entry = readFileSync(file, 'utf8')
      writeFileSync(
        file,
        entry.replace(/^Exec=.*$/m, () => execOf(path)),
      )
    },
  }
}

/** As the desktop entry specification wants an argument: its string rule first, then its rule for quotes. */
const quoted = (path: string) =>
  `"${path.replaceAll(/["`$\\]/g, String.raw`\\$&`).replaceAll('%', '%%')}"`
