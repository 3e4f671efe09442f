import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openRuth, openWindow, say, startChat, thread } from '../support/desk.ts'
import { expect, test } from './driver/test.ts'

test('a download asks where to, tells how far it is, and shows the file in its folder', async ({
  browser,
  desk,
  desktop,
}) => {
  const { app, page } = await desktop.startSignedIn({ server: desk.url })
  const customer = await openWindow(browser, `${desk.url}/chat`)
  await startChat(customer, 'Ruth Patel', 'ruth@customer.test')
  const terms = { name: 'điều khoản.txt', mimeType: 'text/plain', buffer: Buffer.from('Xin chào') }
  const choosing = customer.waitForEvent('filechooser')
  await customer.getByRole('button', { name: 'Attach files' }).click()
  await (await choosing).setFiles(terms)
  await expect(customer.getByRole('list', { name: 'Attach files' })).toContainText(terms.name)
  await say(customer, 'See the terms')
  await page.getByRole('link', { name: /Ruth Patel/ }).click()

  // The person chooses a place in the system's dialog; the transfer waits so that it can be looked at.
  const path = join(desktop.userData, '..', 'kept', 'terms.txt')
  mkdirSync(join(path, '..'), { recursive: true })
  await app.running.evaluate(({ BrowserWindow }, chosen) => {
    const { session } = BrowserWindow.getAllWindows()[0]!.webContents
    session.once('will-download', (_event, item) => {
      Object.assign(globalThis, { item, asked: item.getSaveDialogOptions() })
      item.setSavePath(chosen)
      item.pause()
    })
  }, path)
  await thread(page)
    .getByRole('button', { name: `Download ${terms.name}` })
    .click()
  const downloads = page.getByRole('region', { name: 'Downloads' })
  await expect(downloads.getByRole('progressbar', { name: terms.name })).toBeVisible()
  const asked = await app.running.evaluate(() => Reflect.get(globalThis, 'asked') as object, null)
  expect(asked).toMatchObject({ title: 'Save File', defaultPath: terms.name })

  await app.running.evaluate(() => {
    const item = Reflect.get(globalThis, 'item') as { resume: () => void }
    item.resume()
  }, null)
  await expect(downloads).toContainText('done')
  expect(readFileSync(path, 'utf8')).toBe('Xin chào')
  await expect
    .poll(() => app.running.evaluate(() => globalThis.watched.progress.at(-1), null))
    .toBe(-1)
  await app.running.evaluate(({ shell }) => {
    shell.showItemInFolder = (shown) => void Object.assign(globalThis, { shown })
  }, null)
  await downloads.getByRole('button', { name: 'Show in its folder' }).click()
  await expect
    .poll(() => app.running.evaluate(() => Reflect.get(globalThis, 'shown') as string, null))
    .toBe(path)
  await customer.context().close()
})

test('a ticket is printed from the menu as it is read, without what is pressed', async ({
  browser,
  desk,
  desktop,
}) => {
  const { app, page } = await desktop.startSignedIn({ server: desk.url })
  const customer = await openRuth(browser, desk, 'The parcel is late')
  await page.getByRole('link', { name: /Ruth Patel/ }).click()
  await page.getByRole('button', { name: 'Convert to ticket' }).click()
  await page.getByLabel('Subject').fill('A late parcel')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Open ticket' }).first().click()
  await expect(page.getByRole('heading', { name: 'A late parcel' })).toBeVisible()

  // The system's dialog would wait for a person.
  await app.running.evaluate(({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!
    webContents.print = () => void Object.assign(globalThis, { printed: webContents.getURL() })
  }, null)
  await app.choose('Print…')
  const printed = () =>
    app.running.evaluate(() => String(Reflect.get(globalThis, 'printed')), undefined)
  await expect.poll(printed).toContain('frontdesk-app://console')
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('heading', { name: 'A late parcel' })).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Main navigation' })).toBeHidden()
  await expect(page.getByRole('button')).toHaveCount(0)
  await customer.context().close()
})
