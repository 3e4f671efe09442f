import type { Page } from '@playwright/test'
import { asAdmin, openColleague } from './support/agents.ts'
import { expect, openWindow, say, signIn, startChat, test, thread } from './support/desk.ts'
import { test as desktopTest } from './support/desktop.ts'

test.slow()
desktopTest.slow()

const bell = (page: Page) => page.getByRole('link', { name: /^Notifications/ })
const told = (page: Page) => page.getByRole('list', { name: 'Notifications' })
const toast = (page: Page, text: string | RegExp) =>
  page.getByRole('region', { name: 'Notifications' }).getByRole('dialog').filter({ hasText: text })

test('a note that names an agent tells them, and a click opens the very conversation', async ({
  browser,
  desk,
  console: linh,
  customer,
}) => {
  const zoe = await openColleague(browser, desk)
  await startChat(customer, 'Ruth Patel', 'ruth@customer.test')
  await say(customer, 'Where is my order?')
  await linh.getByRole('link', { name: /Ruth/ }).click()
  await expect(thread(linh).getByText('Where is my order?')).toBeVisible()
  await linh.keyboard.press('n')
  await linh
    .getByRole('textbox', { name: 'Note', exact: true })
    .pressSequentially('Please look @Zoe')
  await linh.getByRole('option', { name: /Zoe Park/ }).click()
  await linh.keyboard.press('Enter')

  const shown = toast(zoe, 'Admin mentioned you')
  await expect(shown).toBeVisible()
  await shown.getByRole('button', { name: 'Open' }).click()
  await expect(thread(zoe).getByText('Please look')).toBeVisible()
  await expect(shown).toHaveCount(0)

  // What became of it is written down.
  await bell(zoe).click()
  const row = told(zoe).getByRole('listitem').filter({ hasText: 'Admin mentioned you' })
  await row.getByRole('button', { name: 'What happened to it' }).click()
  const log = row.getByRole('list', { name: 'What happened to it' })
  await expect(log).toContainText('The server decided to tell you')
  await expect(log).toContainText('Shown in the console')
  await expect(log).toContainText('Clicked in the console')
  await expect(log).toContainText('Read')
})

test('what is read in one window is read in the other, and the thread in focus tells nothing', async ({
  desk,
  console: linh,
  customer,
}) => {
  const other = await linh.context().newPage()
  await other.goto(`${desk.url}/notifications/unread`)
  await startChat(customer, 'Ruth Patel', 'ruth@customer.test')
  await expect(told(other).getByText('New chat from Ruth Patel')).toBeVisible()
  await expect(bell(linh)).toHaveAccessibleName('Notifications, 1 unread notification')

  await linh.getByRole('link', { name: /Ruth/ }).click()
  await expect(bell(other)).toHaveAccessibleName('Notifications')
  await expect(toast(other, 'New chat')).toHaveCount(0)
  await linh.getByRole('button', { name: 'Take', exact: true }).click()
  await say(customer, 'Are you there?')
  await expect(thread(linh).getByText('Are you there?')).toBeVisible()
  await bell(other).click()
  const row = told(other).getByRole('listitem').filter({ hasText: 'Message from Ruth Patel' })
  await row.getByRole('button', { name: 'What happened to it' }).click()
  await expect(row).toContainText('Not shown: you were looking at it')
  await expect(toast(linh, 'Message from')).toHaveCount(0)
})

test('the keyboard goes through the list, reads and opens', async ({ console: linh, customer }) => {
  await startChat(customer, 'Ruth Patel', 'ruth@customer.test')
  await expect(bell(linh)).toHaveAccessibleName('Notifications, 1 unread notification')
  await bell(linh).click()
  await expect(told(linh).getByText('New chat from Ruth Patel')).toBeVisible()
  await linh.keyboard.press('j')
  await linh.keyboard.press('m')
  await expect(bell(linh)).toHaveAccessibleName('Notifications')
  await linh.keyboard.press('Enter')
  await expect(linh.getByRole('heading', { name: 'Ruth Patel' })).toBeVisible()
})

test('the test page tells step by step what became of a real notification, and why one would not show', async ({
  console: linh,
}) => {
  await linh.getByRole('button', { name: 'Account and settings' }).click()
  await linh.getByRole('menuitem', { name: 'Notification settings' }).click()
  await linh.getByRole('link', { name: 'Test notifications' }).last().click()
  await linh.getByRole('button', { name: 'Send a test' }).click()
  const steps = linh.getByRole('list', { name: 'Test notifications' })
  const step = (name: string) => steps.getByRole('listitem').filter({ hasText: name })
  await expect(step('The server can be reached live')).toContainText('works')
  await expect(step('It arrived in this window')).toContainText('works')
  await expect(step('It was shown')).toContainText('Shown in the console')
  // Headless browsers refuse notifications of the system.
  await expect(step('This browser may show notifications')).toContainText('problem')
  await expect(toast(linh, 'A test notification')).toBeVisible()

  await linh.getByRole('link', { name: 'Your notifications' }).click()
  for (const channel of ['Console', 'Desktop', 'Sound'])
    await linh
      .getByRole('checkbox', { name: `A customer writes in my conversation: ${channel}` })
      .uncheck()
  await linh.getByRole('button', { name: 'Save' }).click()
  await expect(linh.getByRole('button', { name: 'Save' })).toHaveCount(0)
  await linh.getByRole('link', { name: 'Test notifications' }).first().click()
  await linh.getByRole('button', { name: 'Send a test' }).click()
  await expect(step('You want to be told of this')).toContainText('you have turned it off')
})

test('in Vietnamese', async ({ browser, desk, console: linh, customer }) => {
  await asAdmin(desk, 'PUT', '/api/auth/me', { language: 'vi' })
  await linh.reload()
  await startChat(customer, 'Ruth Patel', 'ruth@customer.test')
  const rail = linh.getByRole('link', { name: 'Thông báo, 1 thông báo chưa đọc' })
  await expect(rail).toBeVisible()
  await rail.click()
  const list = linh.getByRole('list', { name: 'Danh sách thông báo' })
  await expect(list.getByText('Cuộc trò chuyện mới từ Ruth Patel')).toBeVisible()
  await list.getByRole('button', { name: 'Diễn biến của thông báo' }).click()
  await expect(list.getByText('Máy chủ quyết định báo cho bạn')).toBeVisible()
  await linh.getByRole('button', { name: 'Đánh dấu tất cả đã đọc' }).first().click()
  await expect(linh.getByRole('link', { name: 'Thông báo', exact: true })).toBeVisible()
  await openWindow(browser, desk.url)
})

desktopTest(
  'on the desktop several messages are one notification, and the log knows of the click',
  async ({ browser, desk, shell }) => {
    await signIn(shell.page)
    const customer = await openWindow(browser, `${desk.url}/chat`)
    await startChat(customer, 'Ruth Patel', 'ruth@customer.test')
    await shell.page.getByRole('link', { name: /Ruth/ }).click()
    await shell.page.getByRole('button', { name: 'Take', exact: true }).click()
    await shell.tell('window.focus', { focused: false })
    await expect(thread(shell.page)).toBeVisible()
    for (const text of ['one', 'two', 'three']) {
      await say(customer, text)
      await expect
        .poll(() => shell.calls('notification.show').map((call) => (call as { body: string }).body))
        .toContain(text)
    }
    const notice = shell.calls('notification.show').at(-1) as { id: string; title: string }
    expect(notice.title).toBe('3 messages from Ruth Patel')
    await shell.tell('notification.click', { id: notice.id })
    await shell.tell('window.focus', { focused: true })
    await shell.page.getByRole('link', { name: /^Notifications/ }).click()
    const row = told(shell.page).getByRole('listitem').filter({ hasText: 'three' })
    await row.getByRole('button', { name: 'What happened to it' }).click()
    await expect(row).toContainText('Shown on the desktop')
    await expect(row).toContainText('Clicked on the desktop')
  },
)
