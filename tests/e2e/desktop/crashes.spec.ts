import type { DesktopApp } from './driver/app.ts'
import { expect, test } from './driver/test.ts'

/** What the system tells of a page whose process is gone. */
const crash = ({ running }: DesktopApp) =>
  running.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    window?.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 })
  }, undefined)

test('a console that crashes again and again gives way to a page that passes on what is known, and loads it', async ({
  desk,
  desktop,
}) => {
  const { app, page } = await desktop.startSignedIn({ server: desk.url })
  await crash(app)
  await app.pageWith('Inbox')
  await crash(app)
  await app.pageWith('The window stopped working twice in a short time.')
  await page.getByRole('button', { name: 'Copy Diagnostics' }).click()
  await expect(page.getByRole('status')).toHaveText('Copied')
  const copied = await app.running.evaluate(({ clipboard }) => clipboard.readText(), undefined)
  expect(copied).toContain('window process gone: crashed')
  expect(copied).not.toContain(new URL(desk.url).host)
  await page.getByRole('button', { name: 'Reload' }).click()
  await app.pageWith('Inbox')
})
