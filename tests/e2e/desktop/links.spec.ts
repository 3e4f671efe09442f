import type { Page } from '@playwright/test'
import { openRuth, thread } from '../support/desk.ts'
import { expect, test } from './driver/test.ts'

/** The link of the conversation a console has open. */
const linkTo = (page: Page) => `frontdesk://conversation/${/[0-9a-f-]{36}/.exec(page.url())?.[0]}`

test('a deep link leads to its conversation, in the app that runs and in one it starts', async ({
  browser,
  console: other,
  desk,
  desktop,
}) => {
  const customer = await openRuth(browser, desk)
  await other.getByRole('link', { name: /Ruth Patel/ }).click()
  await expect(thread(other).getByText('Is anybody there?')).toBeVisible()
  const link = linkTo(other)

  const { app, page } = await desktop.startSignedIn({ server: desk.url })

  // The app is there already: the second start hands its link over, and ends.
  await app.window('minimize')
  const second = await desktop.startBare({ args: [link] })
  expect(await second.exited).toBe(0)
  await expect(thread(page).getByText('Is anybody there?')).toBeVisible()
  await expect.poll(() => app.windowState()).toMatchObject({ isVisible: true, isFocused: true })
  expect(second.windows()).toEqual([])

  // The system's own way to it.
  await app.choose('Inbox')
  await expect(thread(page)).toBeHidden()
  await app.openUrl(link)
  await expect(thread(page).getByText('Is anybody there?')).toBeVisible()
  await app.quit()

  const cold = await desktop.start({ server: desk.url, args: [link] })
  await expect(thread(await cold.page()).getByText('Is anybody there?')).toBeVisible()
  await customer.context().close()
})

test('what else a link may say leads nowhere and loads nothing', async ({ desk, desktop }) => {
  const { app, page } = await desktop.startSignedIn({ server: desk.url })
  const before = page.url()
  for (const link of [
    'frontdesk://conversation/../../etc/passwd',
    'frontdesk://inbox@evil.example/',
    'frontdesk://conversation/javascript:alert(1)',
    'https://evil.example/',
    'file:///etc/passwd',
    `frontdesk://conversation/${'x'.repeat(5000)}`,
  ]) {
    await app.openUrl(link)
  }
  // What came after them is followed: by then they have been dealt with.
  await app.openUrl('frontdesk://notifications')
  await expect(page).toHaveURL(/\/notifications$/)
  expect(new URL(page.url()).origin).toBe(new URL(before).origin)
  expect(await app.opened()).toEqual([])
  expect(app.running.windows()).toEqual([page])
})
