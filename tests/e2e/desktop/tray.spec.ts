import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openRuth, signIn } from '../support/desk.ts'
import { expect, test } from './driver/test.ts'

/** A desktop that says whether it has a place beside the clock; on Linux the app asks by this program. */
function desktopWith(userData: string, hasTray: boolean): { PATH: string } {
  const folder = join(userData, '..', 'programs')
  mkdirSync(folder, { recursive: true })
  const program = join(folder, 'gdbus')
  writeFileSync(program, `#!/bin/sh\necho '(${hasTray},)'\n`)
  chmodSync(program, 0o755)
  return { PATH: `${folder}:${process.env.PATH ?? ''}` }
}

test('closed to the tray the app goes on telling of chats, and the tray brings the window back', async ({
  browser,
  desk,
  desktop,
}) => {
  const env = desktopWith(desktop.userData, true)
  const { app, page } = await desktop.startSignedIn({ server: desk.url, env })
  await expect(page.getByRole('button', { name: /^In sync/ })).toBeVisible()
  await expect.poll(() => app.tray()).toContain('Online')
  await page.getByRole('button', { name: 'Account and settings' }).click()
  await page.getByRole('menuitem', { name: 'Notification settings' }).click()
  await page.getByRole('link', { name: 'This app' }).click()
  const keeps = page.getByRole('switch', { name: 'Closing the window keeps the app running' })
  await keeps.click()
  await expect(keeps).toBeChecked()
  await page.getByRole('link', { name: 'Inbox' }).click()
  await app.window('close')
  await expect.poll(() => app.windowState()).toMatchObject({ isVisible: false })

  const customer = await openRuth(browser, desk)
  await app.notification('Ruth Patel')
  await app.clickTray()
  await expect.poll(() => app.windowState()).toMatchObject({ isVisible: true, isFocused: true })
  await expect(page.getByRole('link', { name: /Ruth Patel/ })).toBeVisible()
  expect(await app.quit()).toBe(0)
  await customer.context().close()
})

test('where the desktop has no tray, closing the window ends the app', async ({
  desk,
  desktop,
}) => {
  const env = desktopWith(desktop.userData, false)
  const app = await desktop.start({ server: desk.url, env })
  await signIn(await app.page())
  await app.window('close').catch(() => undefined)
  expect(await app.running.exited).toBe(0)
})
