import { expect, it } from 'vitest'
import { appSettingsSchema, FIRST_APP_SETTINGS, openSettings } from './app-settings.ts'
import type { AppSettings } from './app-settings.ts'

it('what is changed is written at once, and the rest stays', () => {
  const written: AppSettings[] = []
  const file = {
    read: () => FIRST_APP_SETTINGS,
    write: (next: AppSettings) => void written.push(next),
  }
  const settings = openSettings(file)
  settings.change({ closeToTray: true })
  settings.change({ flash: false, closeToTray: undefined })
  expect(settings.now()).toEqual({ ...FIRST_APP_SETTINGS, closeToTray: true, flash: false })
  expect(written).toHaveLength(2)
})

it('the file of an older version is read; the key that is heard everywhere is off until it is set', () => {
  expect(appSettingsSchema.parse({ closeToTray: true })).toEqual({
    ...FIRST_APP_SETTINGS,
    closeToTray: true,
  })
  expect(FIRST_APP_SETTINGS).toMatchObject({ shortcut: null, closeToTray: false })
})
