import { signIn } from '../support/desk.ts'
import { expect, test } from './driver/test.ts'

test('a sign-in survives a restart of the app, and signing out does not come back', async ({
  desk,
  desktop,
}) => {
  const first = await desktop.start({ server: desk.url })
  await signIn(await first.page())
  expect(await first.quit()).toBe(0)

  const second = await desktop.start({ server: desk.url })
  const page = await second.page()
  await expect(page.getByRole('heading', { name: 'Inbox' })).toBeVisible()
  await page.getByRole('button', { name: 'Account and settings' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in to Frontdesk' })).toBeVisible()
  expect(await second.quit()).toBe(0)

  const third = await desktop.start({ server: desk.url })
  await expect(
    (await third.page()).getByRole('heading', { name: 'Sign in to Frontdesk' }),
  ).toBeVisible()
})
