import { openWindow, say, signIn, startChat } from '../support/desk.ts'
import { expect, test } from './driver/test.ts'

test('a customer is answered in the notification itself while the window is away, and Copy Diagnostics names nobody', async ({
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
  await page.getByRole('button', { name: 'Take', exact: true }).click()
  await expect(customer.getByText('Admin joined the chat')).toBeVisible()

  await app.window('minimize')
  await say(customer, 'Where is my order?')
  await app.replyTo('Where is my order?', 'On its way.')
  await expect(customer.getByText('On its way.')).toBeVisible()
  await expect.poll(() => app.badge()).toBe(0)
  expect(await app.windowState()).toMatchObject({ isMinimized: true })

  await app.choose('Copy Diagnostics')
  const text = await app.running.evaluate(({ clipboard }) => clipboard.readText(), undefined)
  expect(text).toContain('"flash":true')
  expect(text).not.toContain(new URL(desk.url).host)
  await customer.context().close()
})
