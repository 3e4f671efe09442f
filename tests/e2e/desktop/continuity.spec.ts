import { composer, reply } from '../support/agents.ts'
import { openWindow, say, signIn, startChat, thread } from '../support/desk.ts'
import { startLine } from './driver/line.ts'
import { expect, test } from './driver/test.ts'

test('what came while the machine slept is there after it woke, over a connection that died in silence', async ({
  browser,
  desk,
  desktop,
}) => {
  const line = await startLine(Number(new URL(desk.url).port))
  const app = await desktop.start({ server: line.url })
  const page = await app.page()
  await signIn(page)
  const customer = await openWindow(browser, `${desk.url}/chat`)
  await startChat(customer, 'Ruth Patel', 'ruth@customer.test')
  await say(customer, 'Is anybody there?')
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

test('what was written while the server was gone survives a restart of the app, and is sent once', async ({
  browser,
  desk,
  desktop,
}) => {
  const app = await desktop.start({ server: desk.url })
  const page = await app.page()
  await signIn(page)
  const customer = await openWindow(browser, `${desk.url}/chat`)
  await startChat(customer, 'Ruth Patel', 'ruth@customer.test')
  await say(customer, 'Is anybody there?')
  await page.getByRole('link', { name: /Ruth Patel/ }).click()
  await expect(thread(page).getByText('Is anybody there?')).toBeVisible()

  await desk.kill()
  await reply(page, 'Yes, in a moment')
  await expect(thread(page).getByText('Yes, in a moment')).toBeVisible()
  await expect(composer(page)).toHaveValue('')
  await app.quit()

  const again = await desktop.start({ server: desk.url })
  const later = await again.page()
  await expect(later.getByText('The server cannot be reached').first()).toBeVisible()
  await desk.restart()
  await later.getByRole('button', { name: 'Try again' }).click()
  await expect(later.getByRole('button', { name: /^In sync/ })).toBeVisible()
  await expect(customer.getByText('Yes, in a moment')).toHaveCount(1)
  await customer.context().close()
})
