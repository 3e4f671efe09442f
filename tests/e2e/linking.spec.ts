import type { Page } from '@playwright/test'
import { reply } from './support/agents.ts'
import { expect, openWindow, say, startChat, test, thread } from './support/desk.ts'
import { staffOf } from './support/webchat.ts'

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

/** Two open chats of one browser: the first was closed, another one begun, and the first opened again. */
async function twoChats(customer: Page, url: string, texts: [string, string]): Promise<void> {
  const staff = await staffOf(url)
  await startChat(customer, 'Mai Anh', EMAIL)
  await say(customer, texts[0])
  await expect(customer.getByText(/· (Sent|Delivered)$/)).toBeVisible()
  const [first] = await staff.get<Array<{ id: string }>>('/api/chat/sessions/active')
  await staff.post(`/api/chat/sessions/${first?.id}/close`)
  await customer.getByRole('button', { name: 'Start a new chat' }).click()
  await startChat(customer, 'Mai Anh', EMAIL)
  await say(customer, texts[1])
  await expect(customer.getByText(/· (Sent|Delivered)$/)).toBeVisible()
  await staff.reopen(first?.id ?? '')
}

test('two chats of a customer become one, it goes on there, and it is undone', async ({
  console: desk,
  customer,
  desk: server,
}) => {
  await twoChats(customer, server.url, ['Where is my lamp?', 'Hello again'])
  await open(desk, 'Where is my lamp?')
  await ask(desk, 'Merge into another conversation…')
  await desk
    .getByRole('list', { name: 'Other chats of this customer' })
    .getByRole('button', { name: /Hello again/ })
    .click()
  await expect(thread(desk).getByText('Hello again')).toBeVisible()
  await expect(thread(desk)).toContainText('merged another conversation into this one')
  await thread(desk).getByText('1 message of a merged conversation').click()
  await expect(thread(desk).getByText('Where is my lamp?')).toBeVisible()

  await say(customer, 'Are you there?')
  await expect(thread(desk).getByText('Are you there?')).toBeVisible()
  await reply(desk, 'It arrives tomorrow')
  await expect(customer.getByText('It arrives tomorrow')).toBeVisible()

  await thread(desk).getByRole('link', { name: 'Open this conversation' }).click()
  await expect(desk.getByText('Merged into another conversation')).toBeVisible()
  await desk.getByRole('main').getByRole('button', { name: 'Undo' }).click()
  await expect(thread(desk).getByText('Where is my lamp?')).toBeVisible()
  await expect(thread(desk).getByText('It arrives tomorrow')).toBeVisible()
})

test('chats of two browsers in which the same address was typed are not merged', async ({
  console: desk,
  customer,
  browser,
  desk: server,
}) => {
  await startChat(customer, 'Mai Anh', EMAIL)
  await say(customer, 'Where is my lamp?')
  const stranger = await openWindow(browser, `${server.url}/chat`)
  await startChat(stranger, 'Mai Anh', EMAIL)
  await say(stranger, 'I am Mai, honestly')
  await open(desk, 'Where is my lamp?')
  await ask(desk, 'Merge into another conversation…')
  await desk
    .getByRole('button', { name: /I am Mai, honestly/ })
    .last()
    .click()
  await expect(desk.getByText('Anybody can type an e-mail address').first()).toBeVisible()
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
