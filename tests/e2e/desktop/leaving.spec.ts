import type { Page } from '@playwright/test'
import { expect, test } from './driver/test.ts'

/** Changes something in the settings, and does not save it. */
async function changeSetting(page: Page): Promise<void> {
  await page.goto(new URL('/settings/appearance', page.url()).href)
  const title = page.getByLabel('Title of the chat, English')
  await title.click()
  await page.keyboard.type('Ask the bakers')
  await expect(page.getByText('There are changes that are not saved.')).toBeVisible()
}

test('what is not saved holds the app back until the person says so, at its end and before another server', async ({
  desk,
  desktop,
}) => {
  const { app, page } = await desktop.startSignedIn({ server: desk.url })
  await changeSetting(page)
  const questions = async () =>
    (await app.questions()).filter(({ message }) => message === 'Leave without saving?').length

  await app.answer('Stay')
  await app.running.evaluate(({ app: shell }) => shell.quit(), undefined)
  await expect.poll(questions).toBe(1)

  await app.choose('Servers…')
  const dialog = page.getByRole('dialog', { name: 'Servers' })
  await dialog.getByRole('button', { name: 'Add a server' }).click()
  await dialog.getByLabel('Address').fill(desk.url)
  await dialog.getByLabel('Name', { exact: true }).fill('Sales')
  await app.answer('Connect', 'Stay')
  await dialog.getByRole('button', { name: 'Connect' }).click()
  await expect.poll(questions).toBe(2)
  expect(app.running.windows()).toEqual([page])

  await app.answer('Leave')
  await app.choose('Sales')
  await app.pageWith('Sign in to Frontdesk')
  expect(app.running.windows()).not.toContain(page)
  expect(await app.quit()).toBe(0)
})
