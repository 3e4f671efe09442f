import { ADMIN, expect, say, signIn, startChat, test } from './support/desk.ts'

const SAID = {
  en: {
    reports: 'Reports',
    begun: /^New\s*1/,
    list: 'New',
    live: 'Live',
    waiting: 'Waiting now',
    busiest: 'Busiest hours',
    overview: 'Overview',
    zone: 'Days in Europe/Berlin',
    messages: 'Messages',
  },
  vi: {
    reports: 'Báo cáo',
    begun: /^Mới\s*1/,
    list: 'Mới',
    live: 'Trực tiếp',
    waiting: 'Đang chờ',
    busiest: 'Giờ cao điểm',
    overview: 'Tổng quan',
    zone: 'Ngày theo múi giờ Europe/Berlin',
    messages: 'Tin nhắn',
  },
} as const

for (const language of ['en', 'vi'] as const) {
  const words = SAID[language]
  test(`a new chat stands on the live board and in the reports, and its number leads to it, ${language}`, async ({
    browser,
    desk,
    customer,
  }) => {
    await startChat(customer, 'Trần Văn Bình', 'binh@customer.test')
    await say(customer, 'Xin chào')
    const context = await browser.newContext({ timezoneId: 'Europe/Berlin' })
    const console = await context.newPage()
    await console.goto(desk.url)
    await signIn(console, ADMIN)
    if (language === 'vi') {
      await console.getByRole('button', { name: 'Account and settings' }).click()
      await console.getByRole('menuitemradio', { name: 'Tiếng Việt' }).click()
      await console.keyboard.press('Escape')
    }
    await console.getByRole('link', { name: words.reports }).click()
    await console.getByRole('link', { name: words.live, exact: true }).click()
    const waiting = console.locator('dl > div').filter({ hasText: words.waiting })
    await expect(waiting.locator('dd')).toHaveText('1')
    await expect(console.getByRole('link', { name: 'Trần Văn Bình' })).toBeVisible()
    // What is counted follows within seconds; the overview is asked anew each time it is opened.
    await expect(async () => {
      await console.getByRole('link', { name: words.busiest }).click()
      await console.getByRole('link', { name: words.overview }).click()
      await expect(console.getByRole('button', { name: words.begun })).toBeVisible({
        timeout: 1_500,
      })
    }).toPass({ timeout: 10_000 })
    await expect(console.getByText(words.zone)).toBeVisible()
    await console.getByRole('button', { name: words.begun }).click()
    const rows = console.getByRole('dialog').getByRole('list', { name: words.list })
    await rows.getByRole('link', { name: /Trần Văn Bình/ }).click()
    await expect(console).toHaveURL(/\/inbox\//)
    await expect(console.getByRole('region', { name: words.messages })).toContainText('Xin chào')
    await context.close()
  })
}
