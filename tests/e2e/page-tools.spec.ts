import { expect, openRuth, signIn } from './support/desk.ts'
import { test } from './support/desktop.ts'

test('a text is found on the screen, downloads show how far they are, and a ticket is printed without what is pressed', async ({
  browser,
  desk,
  shell,
}) => {
  const { page } = shell
  await signIn(page)
  await openRuth(browser, desk, 'The parcel is late, a parcel of books')
  await page.getByRole('link', { name: /Ruth Patel/ }).click()
  const messages = page.getByRole('region', { name: 'Messages' })
  await expect(messages.getByText('The parcel is late')).toBeVisible()

  await shell.tell('page.find', {})
  const find = page.getByRole('searchbox', { name: 'Find on this screen' })
  await find.fill('a PARCEL of')
  await expect(page.getByText(/^1 of \d$/)).toBeVisible()
  await find.fill('no such words')
  await expect(page.getByText('Not found')).toBeVisible()
  await find.press('Escape')
  await expect(find).toBeHidden()

  const id = '0192f0c1-2222-7333-8444-555566667777'
  const download = { id, name: 'invoice.pdf', received: 512, total: 1024 }
  await shell.tell('download.change', { ...download, state: 'progressing' })
  const downloads = page.getByRole('region', { name: 'Downloads' })
  await expect(downloads.getByRole('progressbar', { name: 'invoice.pdf' })).toBeVisible()
  await downloads.getByRole('button', { name: 'Cancel' }).click()
  expect(shell.calls('download.cancel')).toEqual([{ id }])
  await shell.tell('download.change', { ...download, received: 1024, state: 'completed' })
  await downloads.getByRole('button', { name: 'Show in its folder' }).click()
  expect(shell.calls('download.show')).toEqual([{ id }])
  await downloads.getByRole('button', { name: 'Close' }).click()
  await expect(downloads).toBeHidden()

  await page.getByRole('button', { name: 'Convert to ticket' }).click()
  await page.getByLabel('Subject').fill('A late parcel')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Open ticket' }).first().click()
  await expect(page.getByRole('button', { name: 'Print the ticket' })).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('heading', { name: 'A late parcel' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Comments' })).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Main navigation' })).toBeHidden()
  await expect(page.getByRole('button')).toHaveCount(0)
  await expect(page.getByRole('textbox')).toHaveCount(0)
})
