import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { signIn } from '../support/desk.ts'
import type { DesktopApp } from './driver/app.ts'
import { expect, test } from './driver/test.ts'

/** Ends the process of the window's page, as running out of memory does. */
const crash = (app: DesktopApp) =>
  app.running.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
    undefined,
  )

/** Whether the page says this, in a window whose page may be another by now. */
const says = (app: DesktopApp, text: string) =>
  expect.poll(async () => (await app.text().catch(() => '')).includes(text), { timeout: 30_000 })

test('a console whose process ends comes back by itself, and signed in', async ({
  desk,
  desktop,
}) => {
  const app = await desktop.start({ server: desk.url })
  await signIn(await app.page())
  await says(app, 'In sync').toBe(true)

  await crash(app)
  await says(app, 'In sync').toBe(false)
  await says(app, 'In sync').toBe(true)
  expect(await app.questions()).toEqual([])
})

test('a server on this computer that cannot start is tried again and given up with its log, and starts once mended', async ({
  desktop,
}) => {
  // Six starts and the growing pauses between them.
  test.setTimeout(150_000)
  const { userData } = desktop
  mkdirSync(userData, { recursive: true })
  // Where its data should be is something else.
  writeFileSync(join(userData, 'server'), 'not a folder')
  const app = await desktop.start()
  const first = await app.pageWith('Where do you want to work?')
  await first.getByRole('button', { name: 'Use this computer' }).click()

  await says(app, 'is being started again').toBe(true)
  await expect
    .poll(() => app.text().catch(() => ''), { timeout: 90_000 })
    .toContain('cannot be started')
  const page = await app.page()
  await expect(page.getByLabel('Log')).toContainText('The server ended with code')
  rmSync(join(userData, 'server'))
  await page.getByRole('button', { name: 'Start again' }).click()
  await app.pageWith('Welcome to Frontdesk')
})
