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
    await console.setViewportSize({ width: 390, height: 844 })
    await console.goto(`${desk.url}/reports/live`)
    await expect(console.getByRole('link', { name: words.live, exact: true })).toBeInViewport()
    await context.close()
  })
}

const ASKED = {
  en: {
    range: 'Range',
    week: 'Last 7 days',
    channel: 'Channel',
    crisp: 'Crisp',
    busiest: 'Busiest hours',
    overview: 'Overview',
    course: 'New, Over time',
    readout: 'What the chart shows there',
    table: 'As a table',
    from: 'From',
    tooLong: 'At most 1,830 days',
  },
  vi: {
    range: 'Khoảng thời gian',
    week: '7 ngày qua',
    channel: 'Kênh',
    crisp: 'Crisp',
    busiest: 'Giờ cao điểm',
    overview: 'Tổng quan',
    course: 'Mới, Theo thời gian',
    readout: 'Giá trị trên biểu đồ',
    table: 'Dạng bảng',
    from: 'Từ ngày',
    tooLong: 'tối đa 1.830 ngày',
  },
} as const

for (const language of ['en', 'vi'] as const) {
  const words = ASKED[language]
  test(`what reports are asked stands in the address, is kept by a reload and gone back from, ${language}`, async ({
    console,
    desk,
  }) => {
    if (language === 'vi') {
      await console.getByRole('button', { name: 'Account and settings' }).click()
      await console.getByRole('menuitemradio', { name: 'Tiếng Việt' }).click()
      await console.keyboard.press('Escape')
    }
    await console.goto(`${desk.url}/reports/overview?zone=Asia%2FTokyo`)
    const choose = async (label: string, option: string) => {
      await console.getByRole('combobox', { name: label, exact: true }).click()
      await console.getByRole('option', { name: option, exact: true }).click()
    }
    await choose(words.range, words.week)
    await choose(words.channel, words.crisp)
    const address =
      /\/reports\/overview\?(?=.*preset=week)(?=.*channel=crisp)(?=.*zone=Asia%2FTokyo)/
    await expect(console).toHaveURL(address)
    await console.reload()
    const channel = console.getByRole('combobox', { name: words.channel, exact: true })
    await expect(channel).toContainText(words.crisp)
    await console.getByRole('link', { name: words.busiest }).click()
    await expect(console).toHaveURL(/\/reports\/busiest\?.*channel=crisp/)
    await console.goBack()
    await expect(console).toHaveURL(address)
    await console.goBack()
    await expect(channel).not.toContainText(words.crisp)
    await expect(console).toHaveURL(/preset=week/)
  })

  test(`the chart says what it shows where the pointer is, and a range too long is refused beside the days, ${language}`, async ({
    console,
    desk,
  }) => {
    if (language === 'vi') {
      await console.getByRole('button', { name: 'Account and settings' }).click()
      await console.getByRole('menuitemradio', { name: 'Tiếng Việt' }).click()
      await console.keyboard.press('Escape')
    }
    const day = 'preset=custom&from=2026-03-02&to=2026-03-06&zone=Asia%2FTokyo'
    await console.goto(`${desk.url}/reports/overview?${day}`)
    const chart = console.getByRole('img', { name: words.course })
    await chart.hover({ position: { x: 80, y: 60 } })
    const readout = console.getByRole('status', { name: words.readout })
    await expect(readout).toContainText(/(^|\D)2( tháng|\D.*March|\D*,).*2026: 0/)
    await console.getByText(words.table).click()
    await expect(console.getByRole('table').getByRole('row')).toHaveCount(6)
    await console.getByLabel(words.from).fill('2015-01-01')
    await expect(console.getByRole('alert')).toContainText(words.tooLong)
    await expect(chart).toHaveCount(0)
    await console.getByLabel(words.from).fill('2026-03-01')
    await expect(console.getByRole('alert')).toHaveCount(0)
    await expect(chart).toBeVisible()
  })
}
