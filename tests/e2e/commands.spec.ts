import type { Page } from '@playwright/test'
import { ADMIN, expect, openWindow, say, startChat, test, thread } from './support/desk.ts'
import { betweenFrames } from './support/frames.ts'

const palette = (page: Page) => page.getByRole('dialog', { name: 'Search and commands' })
const field = (page: Page) => palette(page).getByRole('combobox')
const option = (page: Page, name: string | RegExp) => palette(page).getByRole('option', { name })

test('a conversation is found, taken, answered and closed without the mouse, then the next one', async ({
  browser,
  desk,
  customer,
}) => {
  await startChat(customer, 'Ruth Patel', 'ruth@customer.test')
  await say(customer, 'hello from Ruth')
  const other = await openWindow(browser, `${desk.url}/chat`)
  await startChat(other, 'Đặng Minh', 'minh@customer.test')
  await say(other, 'hello from Minh')
  const agent = await openWindow(browser, desk.url)
  await agent.getByLabel('Email').focus()
  await agent.keyboard.type(ADMIN.email)
  await agent.keyboard.press('Tab')
  await agent.keyboard.type(ADMIN.password)
  await agent.keyboard.press('Enter')
  await expect(agent.getByRole('link', { name: /Ruth Patel/ })).toBeVisible()

  await agent.keyboard.press('Control+k')
  await agent.keyboard.type('dang')
  await expect(option(agent, /Đặng Minh/).first()).toHaveAttribute('data-highlighted', '')
  await agent.keyboard.press('Enter')
  await expect(thread(agent).getByText('hello from Minh')).toBeVisible()
  await agent.keyboard.press('t')
  await agent.keyboard.press('r')
  await agent.keyboard.type('Hi! ej? /n')
  await agent.keyboard.press('Enter')
  await expect(other.getByText('Hi! ej? /n')).toBeVisible()
  await agent.keyboard.press('Escape')
  await agent.keyboard.press('e')
  await expect(agent.getByText('This conversation is closed.')).toBeVisible()

  await agent.keyboard.press('g')
  await agent.keyboard.press('u')
  await agent.keyboard.press('j')
  await expect(thread(agent).getByText('hello from Ruth')).toBeVisible()
  await agent.keyboard.press('n')
  await expect(agent.getByRole('textbox', { name: 'Note', exact: true })).toBeFocused()
})

test('the palette says what can be done here, remembers what was used, and gives the focus back', async ({
  console: agent,
  customer,
}) => {
  await startChat(customer, 'Ruth Patel', 'ruth@customer.test')
  await say(customer, 'hello')
  await agent.keyboard.press('Control+k')
  await expect(option(agent, /^Go to the inbox/)).toBeVisible()
  await expect(option(agent, 'Close the conversation')).toHaveCount(0)
  await agent.keyboard.press('Escape')
  await agent.getByRole('link', { name: /Ruth Patel/ }).click()
  await agent.keyboard.press('r')
  await agent.keyboard.press('Control+k')
  await expect(field(agent)).toBeFocused()
  await agent.keyboard.type('convert')
  await agent.keyboard.press('Enter')
  await agent.getByLabel('Subject').fill('A lamp is broken')
  await agent.keyboard.press('Enter')
  await expect(agent.getByRole('link', { name: 'Open ticket' }).first()).toBeVisible()

  await agent.keyboard.press('Control+k')
  await agent.keyboard.type('theme dark')
  await agent.keyboard.press('Enter')
  await expect(agent.locator('html')).toHaveAttribute('data-theme', 'dark')
  await agent.keyboard.press('Control+k')
  const recent = palette(agent).getByRole('group', { name: 'Recent' })
  await expect(recent.getByRole('option', { name: 'Theme: Dark' })).toBeVisible()
  await agent.keyboard.type('tk1')
  await expect(option(agent, /TK-00001 A lamp is broken/)).toBeVisible()
  await agent.keyboard.press('Enter')
  await expect(agent.getByRole('heading', { name: 'A lamp is broken' })).toBeVisible()
  await agent.keyboard.press('Control+k')
  await agent.keyboard.type('start work')
  await agent.keyboard.press('Enter')
  await expect(agent.getByRole('button', { name: 'Resolve' })).toBeVisible()
  await agent.keyboard.press('/')
  await agent.keyboard.press('Control+k')
  await agent.keyboard.type('qqqq')
  await expect(palette(agent).getByText('Nothing matches “qqqq”')).toBeVisible()
  await agent.keyboard.press('Control+k')
  await expect(palette(agent)).toHaveCount(0)
})

test('the palette that is opened again at once is empty, and takes what is typed', async ({
  console: agent,
}) => {
  for (const _ of [1, 2, 3]) {
    await agent.keyboard.press('Control+k')
    await agent.keyboard.type('what was sought before')
    await agent.keyboard.press('Escape')
    await agent.keyboard.press('Control+k')
    await expect(field(agent)).toHaveValue('')
    await expect(field(agent)).toBeFocused()
    await agent.keyboard.type('tickets')
    await expect(field(agent)).toHaveValue('tickets')
    await agent.keyboard.press('Control+k')
    await agent.keyboard.press('Control+k')
    await expect(field(agent)).toHaveValue('')
    await agent.keyboard.press('Escape')
    await expect(palette(agent)).toHaveCount(0)
  }
})

test('the palette takes keys that come faster than the screen is painted', async ({
  console: agent,
}) => {
  const link = agent.getByRole('link', { name: 'Customers', exact: true })
  await link.focus()
  await agent.keyboard.press('Control+k')
  await expect(field(agent)).toBeFocused()
  await agent.keyboard.type('what was sought before')
  await betweenFrames(agent, async () => {
    await agent.keyboard.press('Escape')
    await agent.keyboard.press('Control+k')
    await agent.keyboard.type('theme da')
  })
  await expect(field(agent)).toHaveValue('theme da')
  await agent.keyboard.type('rk')
  await betweenFrames(agent, async () => {
    await agent.keyboard.press('Enter')
    await agent.keyboard.press('Control+k')
    await agent.keyboard.type('theme light')
  })
  await expect(agent.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(field(agent)).toHaveValue('theme light')
  await expect(field(agent)).toBeFocused()
  await agent.keyboard.press('Escape')
  await expect(link).toBeFocused()
})

test('the palette that is opened from the search has the focus, and gives it back where it was before', async ({
  console: agent,
}) => {
  const link = agent.getByRole('link', { name: 'Customers', exact: true })
  await link.focus()
  await agent.keyboard.press('Control+Shift+f')
  await agent.getByRole('button', { name: 'Commands and places' }).focus()
  await agent.keyboard.press('Enter')
  await expect(field(agent)).toBeFocused()
  await agent.keyboard.type('customers')
  await expect(field(agent)).toHaveValue('customers')
  await agent.keyboard.press('Escape')
  await expect(link).toBeFocused()
})

test('the list of shortcuts is that of the palette, in Vietnamese too', async ({
  console: agent,
}) => {
  await agent.keyboard.press('Control+k')
  await agent.keyboard.type('tieng viet')
  await agent.keyboard.press('Enter')
  await expect(agent.getByRole('heading', { name: 'Hộp thư' })).toBeVisible()
  await agent.keyboard.press('?')
  const sheet = agent.getByRole('dialog', { name: 'Phím tắt' })
  await expect(sheet.getByText('Đến hộp thư')).toBeVisible()
  await expect(sheet.getByText('Viết câu trả lời')).toHaveCount(0)
  await agent.keyboard.press('g')
  await agent.keyboard.press('c')
  await expect(sheet).toBeVisible()
  await agent.keyboard.press('Escape')
  await agent.keyboard.press('Control+k')
  await expect(agent.getByRole('combobox', { name: 'Tìm kiếm và lệnh' })).toBeFocused()
  await agent.keyboard.type('den khach')
  await agent.keyboard.press('Enter')
  await expect(agent.getByRole('heading', { name: 'Khách hàng', exact: true })).toBeVisible()
})
