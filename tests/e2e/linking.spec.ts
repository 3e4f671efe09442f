import type { Page } from '@playwright/test'
import { reply } from './support/agents.ts'
import { expect, openWindow, say, startChat, test, thread } from './support/desk.ts'

const EMAIL = 'mai@khach.test'

/** Opens one of the customer's chats by what was last said in it. */
async function open(desk: Page, text: string): Promise<void> {
  await desk.getByRole('link', { name: new RegExp(text) }).click()
  await expect(thread(desk).getByText(text)).toBeVisible()
}

const ask = async (desk: Page, item: string) => {
  await desk.getByRole('button', { name: 'More actions' }).click()
  await desk.getByRole('menuitem', { name: item }).click()
}
const undo = (desk: Page) => desk.getByRole('button', { name: 'Undo' }).first().click()

test('two chats of a customer become one, both go on in it, and it is undone', async ({
  console: desk,
  customer,
  browser,
  desk: server,
}) => {
  await startChat(customer, 'Mai Anh', EMAIL)
  await say(customer, 'Where is my lamp?')
  const phone = await openWindow(browser, `${server.url}/chat`)
  await startChat(phone, 'Mai Anh', EMAIL)
  await say(phone, 'Hello from my phone')

  await open(desk, 'Where is my lamp?')
  await ask(desk, 'Merge into another conversation…')
  await desk
    .getByRole('list', { name: 'Other chats of this customer' })
    .getByRole('button', { name: /Hello from my phone/ })
    .click()
  await expect(thread(desk).getByText('Hello from my phone')).toBeVisible()
  await expect(thread(desk)).toContainText('merged another conversation into this one')
  await thread(desk).getByText('1 message of a merged conversation').click()
  await expect(thread(desk).getByText('Where is my lamp?')).toBeVisible()

  await say(customer, 'Are you there?')
  await expect(thread(desk).getByText('Are you there?')).toBeVisible()
  await reply(desk, 'It arrives tomorrow')
  await expect(customer.getByText('It arrives tomorrow')).toBeVisible()
  await expect(phone.getByText('It arrives tomorrow')).toBeVisible()
  await expect(customer.getByText('Hello from my phone')).toHaveCount(0)
  await customer.reload()
  for (const text of ['Where is my lamp?', 'Are you there?', 'It arrives tomorrow'])
    await expect(customer.getByText(text)).toBeVisible()

  await thread(desk).getByRole('link', { name: 'Open this conversation' }).click()
  await expect(desk.getByText('Merged into another conversation')).toBeVisible()
  await desk.getByRole('main').getByRole('button', { name: 'Undo' }).click()
  await expect(thread(desk).getByText('It arrives tomorrow')).toBeVisible()
  await say(customer, 'Only here now')
  await expect(thread(desk).getByText('Only here now')).toBeVisible()
})

test('a chat is split where its subject changes, goes on in the new one, and it is undone', async ({
  console: desk,
  customer,
}) => {
  await startChat(customer, 'Mai Anh', EMAIL)
  await say(customer, 'Where is my lamp?')
  await open(desk, 'Where is my lamp?')
  await reply(desk, 'On its way')
  await expect(customer.getByText('On its way')).toBeVisible()
  await say(customer, 'Do you sell chairs?')
  await expect(thread(desk).getByText('Do you sell chairs?')).toBeVisible()
  await ask(desk, 'Split the conversation…')
  await desk.getByRole('button', { name: /Do you sell chairs/ }).click()
  await expect(thread(desk)).toContainText('made this conversation of a part of another one')
  await expect(thread(desk).getByText('Where is my lamp?')).toHaveCount(0)
  await reply(desk, 'We do')
  await expect(customer.getByText('We do')).toBeVisible()
  await expect(customer.getByText('Where is my lamp?')).toBeVisible()
  await undo(desk)
  for (const text of ['Where is my lamp?', 'Do you sell chairs?', 'We do'])
    await expect(thread(desk).getByText(text)).toBeVisible()
})

test('in Vietnamese: what cannot be merged says why', async ({ console: desk, customer }) => {
  await startChat(customer, 'Mai Anh', EMAIL)
  await say(customer, 'Xin chào')
  await open(desk, 'Xin chào')
  await desk.evaluate(() => localStorage.setItem('frontdesk.language', 'vi'))
  await desk.reload()
  await desk.getByRole('button', { name: 'Thao tác khác' }).click()
  await desk.getByRole('menuitem', { name: 'Gộp vào cuộc trò chuyện khác…' }).click()
  await expect(
    desk.getByRole('dialog').getByText('Khách này không có cuộc trò chuyện web nào khác đang mở'),
  ).toBeVisible()
})
