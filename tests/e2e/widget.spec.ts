import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { expect, openWindow, startChat, test } from './support/desk.ts'
import { serveSite } from './support/webchat.ts'

declare const getComputedStyle: (element: unknown) => { fontSize: string }
const fontSize = (element: unknown) => getComputedStyle(element).fontSize

/** A shop's page on another origin, with styles that would spoil anything they reach and a strict policy of its own. */
async function openShop(deskUrl: string, provide: (url: string) => Promise<void>): Promise<void> {
  const html = `<!doctype html><title>Shop</title><link rel="stylesheet" href="/hostile.css"><h1>Shop</h1>
    <script async src="${deskUrl}/widget.js"></script>`
  const css =
    '* { color: rgb(255, 0, 0) !important; font-size: 60px !important; display: block !important }'
  const policy = `default-src 'none'; style-src 'self'; script-src ${deskUrl}; frame-src ${deskUrl}`
  const server = createServer((request, response) => {
    const isCss = request.url === '/hostile.css'
    response.writeHead(200, {
      'content-type': isCss ? 'text/css' : 'text/html',
      'content-security-policy': policy,
    })
    response.end(isCss ? css : html)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    await provide(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  } finally {
    server.close()
  }
}

test('one line puts the chat on another site, where it opens, closes and keeps its own looks', async ({
  browser,
  desk,
}) => {
  await openShop(desk.url, async (shopUrl) => {
    const shop = await openWindow(browser, shopUrl)
    const launcher = shop.getByRole('button', { name: /chat/i }).first()
    await expect(launcher).toHaveAttribute('aria-expanded', 'false')
    expect(shop.frames()).toHaveLength(1)
    await launcher.click()
    const chat = shop.frameLocator('iframe')
    await chat.getByLabel('Name').fill('Ruth')
    await chat.getByLabel('Email').fill('ruth@customer.test')
    await chat.getByRole('button', { name: 'Start chat' }).click()
    await chat.getByRole('textbox', { name: 'Message' }).fill('hello from the shop')
    await shop.keyboard.press('Enter')
    await expect(chat.getByText(/· Sent$/)).toBeVisible()
    const size = await chat.getByText('hello from the shop').evaluate(fontSize)
    expect(Number.parseFloat(size)).toBeLessThan(20)
    await shop.keyboard.press('Escape')
    await expect(launcher).toHaveAttribute('aria-expanded', 'false')
    await expect(launcher).toBeFocused()
    expect(await shop.locator('h1').evaluate(fontSize)).toBe('60px')
  })
})

test('the launcher says how many messages were missed', async ({ browser, desk, console }) => {
  await openShop(desk.url, async (shopUrl) => {
    const shop = await openWindow(browser, shopUrl)
    const launcher = shop.getByRole('button', { name: /chat/i }).first()
    await launcher.click()
    const frame = shop.frameLocator('iframe')
    await frame.getByLabel('Name').fill('Ruth')
    await frame.getByLabel('Email').fill('ruth@customer.test')
    await frame.getByRole('button', { name: 'Start chat' }).click()
    await expect(frame.getByRole('textbox', { name: 'Message' })).toBeVisible()
    await launcher.click()
    await console.getByRole('link', { name: /Ruth/ }).click()
    for (const text of ['one', 'two']) {
      await console.getByRole('textbox', { name: 'Write a message' }).fill(text)
      await console.keyboard.press('Enter')
    }
    await expect(launcher).toContainText('2')
    const readOut = shop.getByRole('status').filter({ hasText: 'unread' })
    await expect(readOut).toHaveText('2 unread messages')
    await launcher.click()
    await expect(launcher).not.toContainText('2')
    await expect(readOut).toHaveCount(0)
  })
})

/** Whether the keyboard is in the chat's frame; its launcher is in the same root and is not. */
const isInChat = (page: Page) =>
  page.evaluate(
    `document.querySelector('frontdesk-chat').shadowRoot.activeElement?.localName === 'iframe'`,
  )

test('the keyboard goes round in the open chat, either way, and never out to the site behind it', async ({
  browser,
  desk,
}) => {
  await openShop(desk.url, async (shopUrl) => {
    const shop = await openWindow(browser, shopUrl)
    await shop.getByRole('button', { name: /chat/i }).first().click()
    const chat = shop.frameLocator('iframe')
    await expect(chat.getByLabel('Name')).toBeFocused()
    const first = chat.getByRole('button', { name: 'Close chat window' })
    const last = chat.getByRole('button', { name: 'Start chat' })
    await last.focus()
    for (let round = 0; round < 2; round++) {
      await shop.keyboard.press('Tab')
      await expect(first).toBeFocused()
      expect(await isInChat(shop)).toBe(true)
      await shop.keyboard.press('Shift+Tab')
      await expect(last).toBeFocused()
      expect(await isInChat(shop)).toBe(true)
    }
    await shop.keyboard.press('Escape')
    await expect(shop.getByRole('button', { name: 'Open chat' })).toBeFocused()
  })
})

for (const reducedMotion of ['reduce', 'no-preference'] as const)
  test(`with motion “${reducedMotion}” the chat moves as its visitor wishes`, async ({
    browser,
    desk,
  }) => {
    const isStill = reducedMotion === 'reduce'
    await openShop(desk.url, async (shopUrl) => {
      const shop = await openWindow(browser, shopUrl, { reducedMotion })
      await shop.getByRole('button', { name: /chat/i }).first().click()
      const rising = isStill ? 'none' : 'rise'
      await expect(shop.getByRole('dialog')).toHaveCSS('animation-name', rising)
      const start = shop.frameLocator('iframe').getByRole('button', { name: 'Start chat' })
      await expect(start).toHaveCSS('transition-duration', isStill ? '0s' : '0.12s')
    })
  })

test('the page of the chat fits a phone', async ({ browser, desk }) => {
  const phone = await openWindow(browser, `${desk.url}/chat`, {
    viewport: { width: 390, height: 844 },
    locale: 'vi-VN',
  })
  await expect(phone.locator('html')).toHaveAttribute('lang', 'vi')
  const overflow = await phone.evaluate('document.documentElement.scrollWidth - window.innerWidth')
  expect(overflow).toBeLessThanOrEqual(0)
  const english = await openWindow(browser, `${desk.url}/chat`, {
    viewport: { width: 390, height: 844 },
  })
  await startChat(english, 'Ruth', 'ruth@customer.test')
})

/** What the page's main thread did for one script, in milliseconds of work, whatever else the machine did meanwhile. */
async function workOf(
  page: Page,
  script: RegExp,
  run: () => Promise<void>,
): Promise<{ ms: number; tasks: number }> {
  const session = await page.context().newCDPSession(page)
  const events: TraceEvent[] = []
  session.on('Tracing.dataCollected', ({ value }) =>
    events.push(...(value as object[] as TraceEvent[])),
  )
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve))
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline', 'v8'] },
  })
  await run()
  await session.send('Tracing.end')
  await complete
  const its = events.filter(
    ({ name, args }) =>
      ['EvaluateScript', 'FunctionCall', 'v8.compile'].includes(name) &&
      script.test(args?.data?.url ?? ''),
  )
  // By the thread's own clock: a busy machine makes nothing longer.
  const ms = its.reduce((sum, { tdur = 0 }) => sum + tdur / 1_000, 0)
  return { ms, tasks: its.length }
}
interface TraceEvent {
  name: string
  tdur?: number
  args?: { data?: { url?: string } }
}

test('the loader takes less than 50 ms of the site’s main thread before the chat is opened', async ({
  browser,
  desk,
}) => {
  await serveSite(
    () => `<!doctype html><title>Shop</title><script async src="${desk.url}/widget.js"></script>`,
    async (url) => {
      const page = await openWindow(browser, 'about:blank')
      const { ms, tasks } = await workOf(page, /\/widget\.js/, async () => {
        await page.goto(url)
        await expect(page.getByRole('button', { name: 'Open chat' })).toBeVisible()
      })
      expect(tasks).toBeGreaterThan(0)
      expect(ms).toBeGreaterThan(0)
      expect(ms).toBeLessThan(50)
    },
  )
})
