import type { Browser, Page } from '@playwright/test'
import { asAdmin } from './support/agents.ts'
import { type Desk, expect, openWindow, say, startChat, test, thread } from './support/desk.ts'

const row = (page: Page, name: string) => page.getByRole('link', { name: new RegExp(name) })
const toast = (page: Page, text: string | RegExp) =>
  page.getByRole('region', { name: 'Notifications' }).getByText(text)

async function chatting(browser: Browser, desk: Desk, name: string, text = 'hello'): Promise<Page> {
  const customer = await openWindow(browser, `${desk.url}/chat`)
  await startChat(customer, name, `${name.toLowerCase().replace(' ', '.')}@customer.test`)
  await say(customer, text)
  return customer
}

test('a conversation is tagged with a tag made on the way, found by it, and the filter is saved as a view', async ({
  browser,
  desk,
  console: linh,
}) => {
  await chatting(browser, desk, 'Ruth', 'I want my money back')
  await chatting(browser, desk, 'Minh')
  await row(linh, 'Ruth').click()
  await linh.keyboard.press('l')
  await expect(linh.getByText('No tags yet. Type the name of the first one.')).toBeVisible()
  await linh.getByRole('combobox', { name: 'Find a tag' }).fill('refund')
  await linh.getByRole('option', { name: 'Create “refund”' }).click()
  await expect(row(linh, 'Ruth')).toContainText('refund')
  await linh.keyboard.press('Escape')

  await linh.getByRole('button', { name: 'Filter' }).click()
  await linh.getByRole('button', { name: 'Choose' }).click()
  await linh.getByRole('option', { name: 'refund' }).click()
  await expect(row(linh, 'Minh')).toHaveCount(0)
  await linh.keyboard.press('Escape')
  await linh.keyboard.press('Escape')
  await expect(linh).toHaveURL(/tags=/)
  await expect(linh.getByText('1 conversation', { exact: true })).toBeVisible()

  // The address alone brings the same list back.
  await linh.reload()
  await expect(row(linh, 'Ruth')).toBeVisible()
  await expect(row(linh, 'Minh')).toHaveCount(0)

  await linh.getByRole('button', { name: 'Save view' }).click()
  await linh.getByLabel('Name of the view').fill('Money back')
  await linh.getByRole('switch', { name: 'Share with everybody' }).click()
  await linh.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(linh).toHaveURL(/\/inbox\/view\//)
  const views = linh.getByRole('region', { name: 'Saved views' })
  await expect(views.getByRole('link', { name: /Money back.*1/ })).toBeVisible()
  await views.getByRole('button', { name: 'More for “Money back”' }).click()
  await linh.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(views.getByRole('link')).toHaveCount(0)
})

test('many conversations are chosen by keys and closed at once, what fails is named, and it is all taken back', async ({
  browser,
  desk,
  console: linh,
}) => {
  for (const name of ['Ana', 'Bo', 'Cem']) await chatting(browser, desk, name)
  await expect(row(linh, 'Cem')).toBeVisible()
  await linh.keyboard.press('j')
  await linh.keyboard.press('x')
  await linh.keyboard.press('j')
  await linh.keyboard.press('j')
  await expect(thread(linh).getByText('hello')).toBeVisible()
  await linh.keyboard.press('Shift+X')
  const bar = linh.getByRole('region', { name: 'Chosen conversations' })
  await expect(bar).toContainText('3 chosen')
  await linh.keyboard.press('Shift+E')
  await expect(toast(linh, '3 conversations closed')).toBeVisible()
  await expect(linh.getByText('Nobody is waiting for an agent')).toBeVisible()
  await linh.keyboard.press('z')
  await expect(toast(linh, '3 conversations are as they were')).toBeVisible()
  for (const name of ['Ana', 'Bo', 'Cem']) await expect(row(linh, name)).toBeVisible()

  // One is closed by somebody else in the same moment: that one cannot be snoozed, the others are.
  await linh.getByRole('button', { name: 'All that match' }).count()
  await linh.getByRole('checkbox', { name: 'Choose the conversation with Ana' }).check()
  await bar.getByRole('button', { name: 'All that match' }).click()
  await expect(bar).toContainText('3 chosen')
  await asAdmin(desk, 'POST', '/api/inbox/bulk', {
    ids: [new URL(linh.url()).pathname.split('/').at(-1)],
    act: { kind: 'close' },
  })
  await bar.getByRole('button', { name: 'Snooze' }).click()
  await linh.getByRole('menuitem', { name: 'Until the customer writes' }).click()
  const failed = linh.getByRole('dialog', { name: '1 conversation stayed as it was' })
  await expect(failed).toContainText('This conversation is closed.')
  await expect(toast(linh, '2 conversations snoozed')).toBeVisible()
})

test('a snoozed conversation is out of the way until its customer writes, and then marked', async ({
  browser,
  desk,
  console: linh,
}) => {
  const ruth = await chatting(browser, desk, 'Ruth')
  await row(linh, 'Ruth').click()
  await linh.getByRole('button', { name: 'Snooze' }).click()
  await linh.getByRole('menuitem', { name: /^Tomorrow morning/ }).click()
  await expect(thread(linh).getByText(/Admin snoozed the conversation until/)).toBeVisible()
  await expect(row(linh, 'Ruth')).toHaveCount(0)
  await linh.getByRole('button', { name: 'Undo' }).click()
  await expect(row(linh, 'Ruth')).toBeVisible()
  await linh.keyboard.press('s')
  await linh.getByRole('link', { name: /^Snoozed/ }).click()
  await expect(row(linh, 'Ruth')).toBeVisible()
  await say(ruth, 'Are you there?')
  await expect(row(linh, 'Ruth')).toHaveCount(0)
  await linh.getByRole('link', { name: /^Unassigned/ }).click()
  await expect(row(linh, 'Ruth')).toContainText('Back from snooze')
})

test.describe('in Vietnamese', () => {
  test('a conversation is snoozed and tagged, and the settings name its tag anew', async ({
    browser,
    desk,
  }) => {
    await asAdmin(desk, 'POST', '/api/tags', { name: 'hoàn tiền' })
    const linh = await openWindow(browser, desk.url, { locale: 'vi-VN' })
    await linh.getByLabel('Email').fill('linh@desk.test')
    await linh.getByLabel('Mật khẩu').fill('a long password')
    await linh.getByRole('button', { name: 'Đăng nhập' }).click()
    await chatting(browser, desk, 'Mai', 'Chào shop')
    await row(linh, 'Mai').click()
    await linh.keyboard.press('l')
    await linh.getByRole('combobox', { name: 'Tìm nhãn' }).fill('hoan')
    await linh.getByRole('option', { name: 'hoàn tiền' }).click()
    await expect(row(linh, 'Mai')).toContainText('hoàn tiền')
    await linh.keyboard.press('Escape')
    await linh.getByRole('button', { name: 'Tạm ẩn' }).click()
    await linh.getByRole('menuitem', { name: 'Đến khi khách nhắn tiếp' }).click()
    await expect(linh.getByText('Đã tạm ẩn 1 cuộc trò chuyện')).toBeVisible()
    await linh.goto(`${desk.url}/settings/tags`)
    await linh.getByRole('button', { name: 'Sửa nhãn hoàn tiền' }).click()
    await linh.getByLabel('Tên nhãn').fill('trả tiền lại')
    await linh.getByRole('button', { name: 'Lưu' }).click()
    await linh.getByRole('link', { name: 'Hộp thư' }).first().click()
    await linh.getByRole('link', { name: /^Tạm ẩn/ }).click()
    await expect(row(linh, 'Mai')).toContainText('trả tiền lại')
  })
})
