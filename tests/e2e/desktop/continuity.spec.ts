import type { Page } from '@playwright/test'
import { composer, reply } from '../support/agents.ts'
import { openRuth, say, thread } from '../support/desk.ts'
import { startLine } from './driver/line.ts'
import { expect, test } from './driver/test.ts'

test('what came while the machine slept is there after it woke, over a connection that died in silence', async ({
  browser,
  desk,
  desktop,
}) => {
  const line = await startLine(Number(new URL(desk.url).port))
  const { app, page } = await desktop.startSignedIn({ server: line.url })
  const customer = await openRuth(browser, desk)
  await page.getByRole('link', { name: /Ruth Patel/ }).click()
  await expect(thread(page).getByText('Is anybody there?')).toBeVisible()
  await expect(page.getByRole('button', { name: /^In sync/ })).toBeVisible()

  await app.power('suspend')
  line.fallSilent()
  await say(customer, 'Are you asleep?')
  await expect(customer.getByText('Are you asleep?')).toBeVisible()
  line.comeBack()
  await app.power('resume')
  // By its heartbeats alone the console would find out in three quarters of a minute.
  await expect(thread(page).getByText('Are you asleep?')).toBeVisible()
  await expect(page.getByRole('button', { name: /^In sync/ })).toBeVisible()
  await line.close()
  await customer.context().close()
})

test('without the server the last inbox is read and answered after a restart, and each answer goes out once', async ({
  browser,
  desk,
  desktop,
}) => {
  const { app, page } = await desktop.startSignedIn({ server: desk.url })
  const customer = await openRuth(browser, desk)
  await page.getByRole('link', { name: /Ruth Patel/ }).click()
  await expect(thread(page).getByText('Is anybody there?')).toBeVisible()

  await desk.kill()
  await reply(page, 'Yes, in a moment')
  await expect(thread(page).getByText('Yes, in a moment')).toBeVisible()
  await expect(composer(page)).toHaveValue('')
  await expect.poll(() => kept(page)).toContain('Is anybody there?')
  await app.quit()

  const again = await desktop.start({ server: desk.url })
  const later = await again.page()
  await expect(later.getByText('You see the inbox as it was')).toBeVisible()
  await expect(later.getByRole('button', { name: /^Offline since/ })).toBeVisible()
  await later.getByRole('link', { name: /Ruth Patel/ }).click()
  await expect(thread(later).getByText('Is anybody there?')).toBeVisible()
  await expect(thread(later).getByText('Yes, in a moment')).toBeVisible()
  await reply(later, 'I am with you now')
  await expect(composer(later)).toHaveValue('')
  // The app itself is there without the server.
  await again.choose('Updates…')
  await expect(
    later.getByRole('switch', { name: 'Start when you sign in to this computer' }),
  ).toBeVisible()
  await later.getByRole('link', { name: /^Inbox/ }).click()
  await later.getByRole('link', { name: /Ruth Patel/ }).click()
  await composer(later).fill('And I think')

  await desk.restart()
  await expect(later.getByRole('button', { name: /^In sync/ })).toBeVisible()
  await expect(later.getByText('You see the inbox as it was')).toBeHidden()
  // Whoever was writing goes on: the next key is a letter, and no shortcut.
  await expect(composer(later)).toBeFocused()
  await later.keyboard.type(' so')
  await expect(composer(later)).toHaveValue('And I think so')
  for (const text of ['Yes, in a moment', 'I am with you now']) {
    await expect(customer.getByText(text)).toHaveCount(1)
    await expect(thread(later).getByText(text)).toHaveCount(1)
  }
  await customer.context().close()
})

test('after signing out nothing of the inbox is kept, and without the server nobody gets in', async ({
  browser,
  desk,
  desktop,
}) => {
  const { app, page } = await desktop.startSignedIn({ server: desk.url })
  const customer = await openRuth(browser, desk)
  await expect(page.getByRole('link', { name: /Ruth Patel/ })).toBeVisible()
  await app.window('minimize')
  await expect.poll(() => kept(page)).toContain('Ruth Patel')
  await app.window('restore')
  await page.getByRole('button', { name: 'Account and settings' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await app.pageWith('Sign in to Frontdesk')
  await desk.kill()
  await app.quit()

  const later = await (await desktop.start({ server: desk.url })).page()
  await expect(later.getByText('The server cannot be reached').first()).toBeVisible()
  expect(await kept(later)).not.toContain('Ruth Patel')
  await customer.context().close()
})

/** What the page keeps on this device to be read without a connection. */
const kept = (page: Page) =>
  page.evaluate<string>(`new Promise((resolve, reject) => {
    const opening = indexedDB.open('frontdesk')
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const reading = opening.result.transaction('kept').objectStore('kept').getAll()
      reading.onerror = () => reject(reading.error)
      reading.onsuccess = () => {
        opening.result.close()
        resolve(JSON.stringify(reading.result))
      }
    }
  })`)
