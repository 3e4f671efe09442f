import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createLoginItem } from './login-item.ts'

let configFolder = ''
beforeEach(() => (configFolder = mkdtempSync(join(tmpdir(), 'frontdesk-login-'))))
afterEach(() => rmSync(configFolder, { recursive: true, force: true }))

type Setting = {
  platform?: NodeJS.Platform
  argv?: string[]
  isPackaged?: boolean
  wasOpenedAtLogin?: boolean
}

function computer({ platform = 'win32', argv = [], isPackaged = true, ...mac }: Setting = {}) {
  const system = { openAtLogin: false, ...mac }
  const asked: unknown[] = []
  const login = createLoginItem({
    app: {
      isPackaged,
      getLoginItemSettings: () => system,
      setLoginItemSettings(settings) {
        asked.push(settings)
        system.openAtLogin = settings.openAtLogin
      },
    },
    platform,
    argv,
    program: '/opt/My "Apps"/100%/frontdesk.AppImage',
    configFolder,
  })
  return { login, asked }
}

it('the system starts it hidden, and is asked whether it does', () => {
  const { login, asked } = computer()
  expect(login.isSet()).toBe(false)
  login.set(true)
  expect(asked).toEqual([{ openAtLogin: true, args: ['--hidden'] }])
  expect(login.isSet()).toBe(true)
})

it('on Linux it is a file of the desktop’s, which is taken away again', () => {
  const { login } = computer({ platform: 'linux' })
  const file = join(configFolder, 'autostart', 'frontdesk.desktop')
  login.set(true)
  expect(readFileSync(file, 'utf8')).toContain(
    String.raw`Exec="/opt/My \\"Apps\\"/100%%/frontdesk.AppImage" --hidden`,
  )
  expect(login.isSet()).toBe(true)
  login.set(false)
  login.set(false)
  expect([existsSync(file), login.isSet()]).toEqual([false, false])
})

it('after an update it starts the program of now, and what the desktop wrote beside it stays', () => {
  const { login } = computer({ platform: 'linux' })
  const file = join(configFolder, 'autostart', 'frontdesk.desktop')
  login.renew()
  expect(existsSync(file)).toBe(false)
  mkdirSync(join(configFolder, 'autostart'))
  writeFileSync(
    file,
    '[Desktop Entry]\nExec="/opt/frontdesk-1.0.0.AppImage" --hidden\nHidden=true\n',
  )
  login.renew()
  expect(readFileSync(file, 'utf8')).toBe(
    String.raw`[Desktop Entry]
Exec="/opt/My \\"Apps\\"/100%%/frontdesk.AppImage" --hidden
Hidden=true
`,
  )
  login.renew('/opt/frontdesk-2.0.0.AppImage')
  expect(readFileSync(file, 'utf8')).toContain('Exec="/opt/frontdesk-2.0.0.AppImage" --hidden')
})

it('what runs from its source cannot be started by the system', () => {
  const { login } = computer({ isPackaged: false })
  expect([login.canSet, login.isSet()]).toEqual([false, false])
})

it('a start by the system is told from a person’s', () => {
  expect(computer().login.isHiddenStart()).toBe(false)
  expect(computer({ argv: ['frontdesk', '--hidden'] }).login.isHiddenStart()).toBe(true)
  const mac = { platform: 'darwin' as const, wasOpenedAtLogin: true }
  expect(computer(mac).login.isHiddenStart()).toBe(true)
})
