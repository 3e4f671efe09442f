import type { Page } from '@playwright/test'
import { expect, test } from './support/desk.ts'
import { serveSite } from './support/webchat.ts'

const site = (deskUrl: string, language: string) => (path: string) =>
  `<!doctype html><title>Shop ${path}</title><h1>Shop</h1>
  <script async src="${deskUrl}/widget.js" data-lang="${language}"></script>`

const SAID = {
  en: {
    add: 'Add a message',
    text: 'What message 1 says, English',
    says: 'Questions about our prices?',
    addPage: 'Add a page to message 1',
    page: 'Page 1 of message 1',
    seconds: 'Seconds on the page before it is shown',
    save: 'Save',
    unsaved: 'There are changes that are not saved.',
    launcher: 'Open chat',
    hide: 'Hide',
    name: 'Name',
    email: 'Email',
    start: 'Start chat',
    message: 'Message',
    thread: 'Messages',
    answer: 'Yes, for a hundred of them',
    counts: 'Shown once · opened once · answered once',
  },
  vi: {
    add: 'Thêm tin nhắn',
    text: 'Nội dung tin nhắn 1, Tiếng Việt',
    says: 'Bạn cần báo giá không ạ?',
    addPage: 'Thêm trang cho tin nhắn 1',
    page: 'Trang 1 của tin nhắn 1',
    seconds: 'Số giây khách ở trên trang trước khi hiện',
    save: 'Lưu',
    unsaved: 'Có thay đổi chưa được lưu.',
    launcher: 'Mở trò chuyện',
    hide: 'Ẩn',
    name: 'Tên',
    email: 'Email',
    start: 'Bắt đầu trò chuyện',
    message: 'Tin nhắn',
    thread: 'Tin nhắn',
    answer: 'Dạ có, cho một trăm cái',
    counts: 'Đã hiện 1 lần · mở 1 lần · trả lời 1 lần',
  },
} as const

/** Makes the message in the settings: on pages about prices, after half a minute. */
async function makeMessage(admin: Page, url: string, words: (typeof SAID)['en' | 'vi']) {
  await admin.goto(`${url}/settings/proactive`)
  await admin.getByRole('button', { name: words.add }).click()
  await admin.getByLabel(words.text).fill(words.says)
  await admin.getByRole('button', { name: words.addPage }).click()
  await admin.getByRole('textbox', { name: words.page }).fill('/prices')
  await admin.getByLabel(words.seconds).fill('30')
  await admin.getByRole('button', { name: words.save }).click()
  await expect(admin.getByText(words.unsaved)).toBeHidden()
  const told = async () => {
    const response = await fetch(`${url}/api/chat/widget`)
    return ((await response.json()) as { data: { proactive: object[] } }).data.proactive
  }
  await expect.poll(told).toHaveLength(1)
}

for (const language of ['en', 'vi'] as const) {
  const words = SAID[language]
  test(`a visitor is shown a message once, and the agent sees it before the answer, ${language}`, async ({
    browser,
    desk,
    console: admin,
  }) => {
    await admin.evaluate((to) => localStorage.setItem('frontdesk.language', to), language)
    await makeMessage(admin, desk.url, words)
    await serveSite(site(desk.url, language), async (url) => {
      const page = await (await browser.newContext()).newPage()
      await page.clock.install()
      const said = page.getByRole('button', { name: words.says })
      const open = async (path: string) => {
        await page.goto(url + path)
        await expect(page.getByRole('button', { name: words.launcher })).toBeVisible()
        await page.clock.fastForward(31_000)
      }
      await open('/lamps')
      await expect(said).toHaveCount(0)
      await open('/prices')
      await said.click()
      const chat = page.frameLocator('iframe')
      await expect(chat.getByText(words.says)).toBeVisible()
      await chat.getByLabel(words.name).fill('Ruth')
      await chat.getByLabel(words.email).fill('ruth@customer.test')
      await chat.getByRole('button', { name: words.start }).click()
      await chat.getByRole('textbox', { name: words.message }).fill(words.answer)
      await page.keyboard.press('Enter')
      await expect(chat.getByText(words.says)).toBeVisible()
      await admin.goto(`${desk.url}/inbox/all`)
      await admin.getByRole('link', { name: /Ruth/ }).click()
      const seen = admin.getByRole('region', { name: words.thread })
      await expect(seen.getByText(words.answer)).toBeVisible()
      await expect(seen).toContainText(
        new RegExp(`${words.says.replace('?', '.')}.*${words.answer}`, 's'),
      )
      await admin.goto(`${desk.url}/settings/proactive`)
      await expect(admin.getByText(words.counts)).toBeVisible()
      const again = await page.context().newPage()
      await again.clock.install()
      await again.goto(`${url}/prices`)
      await expect(again.getByRole('button', { name: words.launcher })).toBeVisible()
      await again.clock.fastForward(31_000)
      await expect(again.getByRole('button', { name: words.says })).toHaveCount(0)
    })
  })
}

test('a message that is put away does not come back, and takes no focus', async ({
  browser,
  desk,
  console: admin,
}) => {
  await makeMessage(admin, desk.url, SAID.en)
  await serveSite(site(desk.url, 'en'), async (url) => {
    const page = await (await browser.newContext()).newPage()
    await page.clock.install()
    const said = page.getByRole('button', { name: SAID.en.says })
    const asked: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'POST') asked.push(new URL(request.url()).pathname)
    })
    await page.goto(`${url}/prices`)
    await expect(page.getByRole('button', { name: SAID.en.launcher })).toBeVisible()
    await page.clock.fastForward(31_000)
    await expect(said).toBeVisible()
    expect(await page.evaluate('document.activeElement === document.body')).toBe(true)
    await page.keyboard.press('Escape')
    await expect(said).toHaveCount(0)
    await page.reload()
    await expect(page.getByRole('button', { name: SAID.en.launcher })).toBeVisible()
    await page.clock.fastForward(31_000)
    await expect(said).toHaveCount(0)
    // What was shown is remembered here: the server is not even asked.
    expect(asked).toEqual(['/api/chat/proactive'])
  })
})
