import type { Page } from '@playwright/test'
import { asAdmin } from './support/agents.ts'
import { expect, say, startChat, test, thread } from './support/desk.ts'
import { clickNewest, look, madeBy, recordNotifications } from './support/notifications.ts'

const open = async (page: Page) => (await madeBy(page)).filter(({ isOpen }) => isOpen)

test('in a browser that may, messages of one customer are one notification, a click opens them, and the log knows', async ({
  desk,
  console: linh,
  customer,
}) => {
  await recordNotifications(linh)
  await linh.goto(`${desk.url}/settings/notifications`)
  await linh.getByRole('button', { name: 'Allow notifications' }).click()
  await expect(linh.getByText('Notifications are allowed here.')).toBeVisible()
  await linh.getByRole('link', { name: 'Inbox' }).first().click()
  await startChat(customer, 'Ruth Patel', 'ruth@customer.test')
  await linh.getByRole('link', { name: /Ruth/ }).click()
  await linh.getByRole('button', { name: 'Take', exact: true }).click()
  await expect(customer.getByText('Admin joined the chat')).toBeVisible()
  // What is looked at is told by no notification.
  await say(customer, 'zero')
  await expect(thread(linh).getByText('zero')).toBeVisible()
  await linh.getByRole('link', { name: 'Customers' }).first().click()

  await look(linh, 'away')
  for (const text of ['one', 'two', 'three']) {
    await say(customer, text)
    await expect.poll(async () => (await open(linh)).map(({ body }) => body)).toEqual([text])
  }
  const [shown] = await open(linh)
  expect(shown).toMatchObject({ title: '3 messages from Ruth Patel', requireInteraction: false })

  await clickNewest(linh)
  await look(linh, 'here')
  await expect(thread(linh).getByText('three')).toBeVisible()
  await expect.poll(() => open(linh)).toEqual([])
  await linh.getByRole('link', { name: /^Notifications/ }).click()
  const row = linh.getByRole('listitem').filter({ hasText: 'three' })
  await row.getByRole('button', { name: 'What happened to it' }).click()
  await expect(row).toContainText('Shown by the browser')
  await expect(row).toContainText('Clicked by the browser')
})

test('in Vietnamese: a notification of the browser is taken back when it is read elsewhere', async ({
  desk,
  console: linh,
  customer,
}) => {
  await asAdmin(desk, 'PUT', '/api/auth/me', { language: 'vi' })
  await recordNotifications(linh)
  await linh.goto(`${desk.url}/settings/notifications`)
  await linh.getByRole('button', { name: 'Cho phép thông báo' }).click()
  await expect(linh.getByText('Đã cho phép thông báo ở đây.')).toBeVisible()
  await look(linh, 'away')
  await startChat(customer, 'Mai Phương', 'mai@khach.test')
  await expect
    .poll(() => open(linh))
    .toMatchObject([{ title: 'Cuộc trò chuyện mới từ Mai Phương', body: 'Đang chờ người nhận' }])
  await asAdmin(desk, 'POST', '/api/notifications/read', {})
  await expect.poll(() => open(linh)).toEqual([])
})

test('a toast of a customer’s message is answered in place', async ({
  console: linh,
  customer,
}) => {
  await startChat(customer, 'Ruth Patel', 'ruth@customer.test')
  await linh.getByRole('link', { name: /Ruth/ }).click()
  await linh.getByRole('button', { name: 'Take', exact: true }).click()
  await expect(customer.getByText('Admin joined the chat')).toBeVisible()
  await linh.getByRole('link', { name: 'Customers' }).first().click()
  await say(customer, 'Are you open today?')
  const answer = linh.getByRole('textbox', { name: 'Reply to Ruth Patel' })
  await answer.fill('Until six')
  await answer.press('Enter')
  await expect(customer.getByText('Until six')).toBeVisible()
  await expect(answer).toHaveCount(0)
  await expect(linh.getByRole('link', { name: 'Notifications', exact: true })).toBeVisible()
})
