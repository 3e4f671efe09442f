import type { Page } from '@playwright/test'
import { connect } from '../support/sockets.ts'
import { ADMIN, expect, openWindow, signIn, test, thread } from './support/desk.ts'

const box = (page: Page, name = 'Search everything') => page.getByRole('dialog', { name })
const field = (page: Page) => page.getByRole('dialog').getByRole('combobox')
const hit = (page: Page, name: string | RegExp) =>
  page.getByRole('dialog').getByRole('option', { name })

/** A chat by its socket: long ones take no time. */
async function chatOf(url: string, name: string, lines: readonly string[]): Promise<void> {
  const customer = await connect(url, '/chat', {}, {})
  const { sessionId } = await customer.ask('startChat', {
    customerEmail: `${crypto.randomUUID()}@customer.test`,
    customerName: name,
  })
  for (const content of lines)
    await customer.ask('sendMessage', { sessionId, content, senderType: 'customer' })
  customer.close()
}

const chatter = Array.from({ length: 150 }, (_, number) => `line ${number}`)

/** Types until what was just written can be found. */
async function search(page: Page, text: string, found: string | RegExp): Promise<void> {
  await expect(async () => {
    await field(page).fill('')
    await field(page).fill(text)
    await expect(hit(page, found).first()).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 15_000 })
}

test('what was said long ago is found as one types, and opens at that message', async ({
  console: agent,
  desk,
}) => {
  await chatOf(desk.url, 'Ruth Patel', ['My parcel is a zeppelin', ...chatter])
  await agent.keyboard.press('Control+Shift+f')
  await expect(box(agent).getByText('Narrow it down')).toBeVisible()
  await search(agent, 'zepp from:ruth', /zeppelin/)
  await expect(box(agent).locator('mark')).toHaveText('zeppelin')
  await agent.keyboard.press('Enter')
  await expect(box(agent)).toBeHidden()
  const message = thread(agent).getByText('My parcel is a zeppelin')
  await expect(message).toBeInViewport()
  await expect(thread(agent).locator('[data-found]')).toHaveText(/zeppelin/)

  await agent.keyboard.press('Control+Shift+f')
  await expect(field(agent)).toHaveValue('zepp from:ruth')
  await field(agent).fill('nothing like this')
  await expect(box(agent).getByText('Nothing was found for “nothing like this”')).toBeVisible()
  await field(agent).fill('zepp tag:nowhere')
  await expect(
    box(agent).getByText('There is nobody and no tag of this name: tag:nowhere'),
  ).toBeVisible()
  await field(agent).fill('')
  await hit(agent, 'zepp from:ruth').click()
  await expect(hit(agent, /zeppelin/)).toBeVisible()
})

test('tiếng Việt được tìm thấy có dấu hay không dấu, và mở đúng khách hàng', async ({
  browser,
  desk,
}) => {
  const agent = await openWindow(browser, desk.url)
  await signIn(agent, ADMIN)
  await agent.getByRole('button', { name: 'Account and settings' }).click()
  await agent.getByRole('menuitemradio', { name: 'Tiếng Việt' }).click()
  await agent.keyboard.press('Escape')
  await chatOf(desk.url, 'Đỗ Thị Hường', ['Đơn hàng gối tựa của tôi đâu rồi?'])
  await agent.getByRole('button', { name: 'Tìm tin nhắn, khách hàng và phiếu' }).click()
  await search(agent, 'don hang goi tua', /gối tựa/)
  await expect(box(agent, 'Tìm trong tất cả').locator('mark').first()).toHaveText('Đơn')
  await search(agent, 'do thi huong', /Đỗ Thị Hường.*@customer/)
  await agent.keyboard.press('Enter')
  await expect(agent).toHaveURL(/\/customers\//)
})

/** The API as the admin: what is found takes many lines to write by hand. */
async function apiOf(url: string) {
  const call = async (path: string, body: object, token?: string) => {
    const answer = await fetch(url + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    })
    return ((await answer.json()) as { data: Record<string, string> }).data
  }
  const { email, password } = ADMIN
  const { accessToken } = await call('/api/auth/login', { email, password })
  return (path: string, body: object) => call(path, body, accessToken)
}

test('a comment far up on a ticket opens there, and a note on a customer does too', async ({
  console: agent,
  desk,
}) => {
  const post = await apiOf(desk.url)
  const person = { name: 'Omar Haddad', email: 'omar@customer.test' }
  const { id: customerId } = await post('/api/customers', person)
  await post(`/api/customers/${customerId}/notes`, { content: 'Collects narwhal stamps' })
  const ticket = { customerId, subject: 'Lost parcel', description: 'It never arrived' }
  const { id } = await post('/api/tickets', ticket)
  for (const comment of ['The courier saw a capybara', ...chatter.slice(0, 60)])
    await post(`/api/tickets/${id}/comments`, { comment })

  await agent.keyboard.press('Control+Shift+f')
  await search(agent, 'capybara', /capybara/)
  await agent.keyboard.press('Enter')
  await expect(agent).toHaveURL(/\/tickets\//)
  const found = agent.locator('[data-found]')
  await expect(found).toHaveText(/The courier saw a capybara/)
  await expect(found).toBeInViewport()

  await agent.keyboard.press('Control+Shift+f')
  await search(agent, 'narwhal', /Omar Haddad.*narwhal/)
  await agent.keyboard.press('Enter')
  await expect(agent).toHaveURL(/\/customers\//)
  await expect(found).toHaveText(/Collects narwhal stamps/)
  await expect(found).toBeInViewport()
})
