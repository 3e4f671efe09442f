import type { Page } from '@playwright/test'
import { composer, openColleague, reply } from './support/agents.ts'
import { expect, openWindow, say, startChat, test, thread } from './support/desk.ts'

async function openChat(desk: Page, customer: Page): Promise<void> {
  await startChat(customer, 'Mai Anh', 'mai@khach.test')
  await say(customer, 'Where is my order?')
  await desk.getByRole('link', { name: /Mai Anh/ }).click()
  await expect(thread(desk).getByText('Where is my order?')).toBeVisible()
}

const later = (page: Page) => page.getByRole('list', { name: 'Replies that are sent later' })
const menu = (page: Page) => page.getByRole('button', { name: 'Ways to send' })
const choose = async (page: Page, item: string | RegExp) => {
  await menu(page).click()
  await page.getByRole('menuitem', { name: item }).click()
}
const undoFor = async (page: Page, seconds: string) => {
  await menu(page).click()
  await page.getByRole('menuitemradio', { name: seconds }).click()
}

test('a reply is scheduled, changed, seen by a colleague, sent, and held back when the customer writes', async ({
  console: desk,
  customer,
  browser,
  desk: server,
}) => {
  await openChat(desk, customer)
  await composer(desk).fill('Good morning! It is on its way.')
  await choose(desk, /Tomorrow morning/)
  await expect(composer(desk)).toHaveValue('')
  const waiting = later(desk).getByRole('listitem')
  await expect(waiting).toContainText('Good morning! It is on its way.')
  await expect(waiting).toContainText('Scheduled by')

  const colleague = await openColleague(browser, server)
  await colleague.getByRole('link', { name: /Mai Anh/ }).click()
  await expect(later(colleague)).toContainText('It is on its way.')
  await later(colleague).getByRole('button', { name: 'Edit' }).click()
  const dialog = colleague.getByRole('dialog', { name: 'Change the scheduled reply' })
  await dialog.getByLabel('Reply').fill('Good morning! It arrives today.')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(later(desk)).toContainText('Scheduled by Zoe Park')
  await expect(customer.getByText('It arrives today.')).toHaveCount(0)
  await later(desk).getByRole('button', { name: 'Send now' }).click()
  await expect(customer.getByText('Good morning! It arrives today.')).toBeVisible()
  await expect(later(desk)).toHaveCount(0)

  await composer(desk).fill('Are you still there?')
  await choose(desk, 'In one hour')
  await say(customer, 'It is here, thank you')
  await expect(later(desk)).toContainText('Not sent: the customer wrote first')
  await later(desk).getByRole('button', { name: 'Cancel' }).click()
  await expect(later(desk)).toHaveCount(0)
  await expect(later(colleague)).toHaveCount(0)
  // What was written is not lost with it.
  await desk.getByRole('button', { name: 'Put it into the composer' }).click()
  await expect(composer(desk)).toHaveValue('Are you still there?')
})

test('a time is picked by hand, with the customer’s own beside it; the past is refused', async ({
  browser,
  console: desk,
  desk: server,
}) => {
  const tokyo = { timezoneId: 'Asia/Tokyo' }
  const customer = await openWindow(browser, `${server.url}/chat`, tokyo)
  await openChat(desk, customer)
  await composer(desk).fill('Happy new year')
  await composer(desk).press('ControlOrMeta+Shift+Enter')
  const dialog = desk.getByRole('dialog', { name: 'Send later' })
  await expect(dialog.getByText('for the customer (Asia/Tokyo)')).toBeVisible()
  await dialog.getByLabel('Time').fill('2020-01-01T09:00')
  await dialog.getByRole('button', { name: 'Schedule' }).click()
  await expect(dialog.getByText('Choose a time that is still to come.')).toBeVisible()
  await dialog.getByLabel('Time').fill('2031-01-01T09:00')
  await dialog.getByRole('button', { name: 'Schedule' }).click()
  await expect(later(desk)).toContainText('Happy new year')
  await expect(later(desk)).toContainText('2031')
  await desk.reload()
  await expect(later(desk)).toContainText('Happy new year')
})

test('a reply is taken back before it goes out, and goes out although the window is closed', async ({
  console: desk,
  customer,
}) => {
  await openChat(desk, customer)
  await undoFor(desk, '10 seconds')
  await reply(desk, 'You owe us money')
  await expect(later(desk)).toContainText(/Goes out in \d+ seconds?/)
  await later(desk).getByRole('button', { name: 'Undo' }).click()
  await expect(composer(desk)).toHaveValue('You owe us money')
  await expect(later(desk)).toHaveCount(0)

  await reply(desk, 'We owe you money')
  await expect(later(desk)).toContainText('We owe you money')
  await composer(desk).press('ControlOrMeta+z')
  await expect(composer(desk)).toHaveValue('We owe you money')

  await undoFor(desk, '5 seconds')
  await composer(desk).press('Enter')
  await expect(later(desk)).toContainText('We owe you money')
  await desk.close()
  await expect(customer.getByText('We owe you money')).toBeVisible({ timeout: 15_000 })
  await expect(customer.getByText('You owe us money')).toHaveCount(0)
})

test('closing a conversation sends what could still be taken back', async ({
  console: desk,
  customer,
}) => {
  await openChat(desk, customer)
  await undoFor(desk, '30 seconds')
  await reply(desk, 'Goodbye')
  await expect(later(desk)).toContainText('Goodbye')
  await desk.getByRole('button', { name: 'Close', exact: true }).click()
  await expect(customer.getByText('Goodbye')).toBeVisible()
})

test('in Vietnamese: a reply is scheduled and taken back', async ({ console: desk, customer }) => {
  await openChat(desk, customer)
  await desk.evaluate(() => localStorage.setItem('frontdesk.language', 'vi'))
  await desk.reload()
  const field = desk.getByRole('textbox', { name: 'Soạn tin nhắn' })
  await field.fill('Chào buổi sáng')
  await desk.getByRole('button', { name: 'Cách gửi' }).click()
  await desk.getByRole('menuitem', { name: 'Sáng mai' }).click()
  const list = desk.getByRole('list', { name: 'Câu trả lời hẹn giờ' })
  await expect(list).toContainText('hẹn gửi lúc 09:00')
  await list.getByRole('button', { name: 'Hủy' }).click()
  await expect(list).toHaveCount(0)
})
