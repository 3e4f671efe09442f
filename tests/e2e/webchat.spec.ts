import { readFile } from 'node:fs/promises'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, openWindow, say, startChat, test } from './support/desk.ts'
import { closedNow, keptDraft, ownTexts, setChat, staffOf, storedTexts } from './support/webchat.ts'

const RUTH = ['Ruth', 'ruth@customer.test'] as const

test('what was written offline survives a closed tab and is sent once, in order, when it is opened again', async ({
  desk,
  customer,
}) => {
  const staff = await staffOf(desk.url)
  await startChat(customer, ...RUTH)
  await say(customer, 'before')
  await expect(customer.getByText(/· (Sent|Delivered)$/)).toBeVisible()
  await customer.context().setOffline(true)
  await expect(customer.getByText(/Offline since/)).toBeVisible()
  for (const text of ['first', 'second', 'third']) await say(customer, text)
  await expect(ownTexts(customer)).toHaveText(['before', 'first', 'second', 'third'])
  await customer.getByRole('textbox', { name: 'Message' }).fill('not sent yet')
  await expect(customer.getByText(/Sending…$/)).toBeVisible()
  const context = customer.context()
  await expect.poll(() => keptDraft(customer)).toBe('not sent yet')
  await customer.close()
  expect(await storedTexts(staff)).toEqual(['before'])

  await context.setOffline(false)
  const again = await context.newPage()
  await again.goto(`${desk.url}/chat`)
  await expect(ownTexts(again)).toHaveText(['before', 'first', 'second', 'third'])
  await expect(again.getByText(/Sending…$/)).toHaveCount(0)
  await expect(again.getByText('Up to date')).toBeVisible()
  await expect(again.getByRole('textbox', { name: 'Message' })).toHaveValue('not sent yet')
  expect(await storedTexts(staff)).toEqual(['before', 'first', 'second', 'third'])
})

test('two tabs show the same, and one sends what the other could not before it was closed', async ({
  desk,
  customer,
}) => {
  const staff = await staffOf(desk.url)
  await startChat(customer, ...RUTH)
  const second = await customer.context().newPage()
  await second.goto(`${desk.url}/chat`)
  await expect(second.getByText('Up to date')).toBeVisible()
  await desk.kill()
  await expect(second.getByText(/Offline since/)).toBeVisible()
  await say(second, 'one')
  await say(second, 'two')
  await expect(ownTexts(customer)).toHaveText(['one', 'two'])
  await second.close()
  await desk.restart()
  await expect(customer.getByText(/Sending…$/)).toHaveCount(0, { timeout: 30_000 })
  await expect(ownTexts(customer)).toHaveText(['one', 'two'])
  expect(await storedTexts(staff)).toEqual(['one', 'two'])
})

test('both tabs count what was not seen in their titles, over a reload too, until one shows it', async ({
  customer,
  console: agent,
}) => {
  await customer.context().addInitScript(`
    Object.defineProperty(document, 'hidden', { get: () => sessionStorage.away === 'yes' })
  `)
  await customer.reload()
  await startChat(customer, ...RUTH)
  const second = await customer.context().newPage()
  await second.goto(customer.url())
  await expect(second.getByText('Up to date')).toBeVisible()
  for (const tab of [customer, second]) await look(tab, 'away')
  await agent.getByRole('link', { name: /Ruth/ }).click()
  for (const text of ['one', 'two']) {
    await agent.getByRole('textbox', { name: 'Write a message' }).fill(text)
    await agent.keyboard.press('Enter')
  }
  for (const tab of [customer, second]) await expect(tab).toHaveTitle('(2) Chat')
  await customer.reload()
  await expect(customer.getByText('two')).toBeAttached()
  await expect(customer).toHaveTitle('(2) Chat')
  await look(second, 'here')
  for (const tab of [customer, second]) await expect(tab).toHaveTitle('Chat')
})

/** Puts a tab behind others, or in front. */
const look = (tab: Page, where: 'here' | 'away') =>
  tab.evaluate(`{
    sessionStorage.away = '${where === 'away' ? 'yes' : 'no'}'
    document.dispatchEvent(new Event('visibilitychange'))
  }`)

test('the form asks what the admin wants to know, and tells what is wrong beside each field', async ({
  browser,
  desk,
}) => {
  const staff = await staffOf(desk.url)
  await setChat(desk.url, staff, {
    fields: [
      field('order', 'Order number', 'text', true),
      { ...field('topic', 'Topic', 'choice', true), choices: ['Delivery', 'Payment'] },
      field('phone', 'Phone', 'phone', false),
    ],
  })
  const page = await openWindow(browser, `${desk.url}/chat`)
  await page.getByRole('button', { name: 'Start chat' }).click()
  await expect(page.getByLabel('Name')).toBeFocused()
  await expect(page.getByLabel('Order number')).toHaveAccessibleDescription('Please fill this in.')
  await expect(page.getByLabel('Topic')).toHaveAccessibleDescription('Please choose one.')
  await page.getByLabel('Name').fill('Ruth')
  await page.getByLabel('Email').fill('ruth@customer.test')
  await page.getByLabel('Order number').fill('A-1042')
  await page.getByLabel('Topic').selectOption('Payment')
  // The admin changes the form while it is being filled in: the server says so beside the field.
  await setChat(desk.url, staff, {
    fields: [{ ...field('topic', 'Topic', 'choice', true), choices: ['Returns'] }],
  })
  await page.getByRole('button', { name: 'Start chat' }).click()
  await expect(page.getByLabel('Topic')).toHaveAccessibleDescription(/./)
  await expect(page.getByLabel('Order number')).toHaveValue('A-1042')
  await expect(page.getByLabel('Name')).toHaveValue('Ruth')
})

const field = (key: string, en: string, kind: string, isRequired: boolean) => ({
  key,
  label: { en, vi: en },
  kind,
  isRequired,
  choices: [],
})

test('while nobody is there a message can be left, also over a closed tab, and is acknowledged once', async ({
  browser,
  desk,
}) => {
  const staff = await staffOf(desk.url)
  await setChat(desk.url, staff, { hours: closedNow() })
  const page = await openWindow(browser, `${desk.url}/chat`, { timezoneId: 'Asia/Ho_Chi_Minh' })
  await expect(page.getByText(/We answer again .* at 04:00 PM \(your time\)/)).toBeVisible()
  await page.getByLabel('Name').fill('Ruth')
  await page.getByLabel('Email').fill('ruth@customer.test')
  await page.getByRole('button', { name: 'Leave message' }).click()
  await expect(page.getByLabel('Your message')).toHaveAccessibleDescription(
    'Please write a message.',
  )
  await page.getByLabel('Your message').fill('My card was charged twice.')
  const context = page.context()
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Leave message' }).click()
  await expect(page.getByText(/kept in this browser/)).toBeVisible()
  await page.close()
  expect(await staff.get<object[]>('/api/tickets')).toEqual([])

  await context.setOffline(false)
  const again = await context.newPage()
  await again.goto(`${desk.url}/chat`)
  await expect(again.getByText(/Your message is ticket TK-00001/)).toBeVisible()
  await expect(ownTexts(again)).toHaveText(['My card was charged twice.'])
  await expect(again.getByText(/Nobody is here right now/)).toBeVisible()
  await again.reload()
  await expect(ownTexts(again)).toHaveText(['My card was charged twice.'])
  expect(await staff.get<object[]>('/api/tickets')).toHaveLength(1)
})

test('a message that gets no answer ends “up to date”, and the answer brings it back', async ({
  customer,
}) => {
  let isHeld = false
  const held: Array<() => void> = []
  await customer.routeWebSocket(/socket\.io/, (socket) => {
    const server = socket.connectToServer()
    socket.onMessage((data) => {
      if (isHeld) held.push(() => server.send(data))
      else server.send(data)
    })
  })
  await customer.reload()
  await startChat(customer, ...RUTH)
  await expect(customer.getByText('Up to date')).toBeVisible()
  isHeld = true
  await say(customer, 'Is anybody there?')
  await expect(customer.getByText('Catching up…')).toBeVisible()
  isHeld = false
  for (const pass of held) pass()
  await expect(customer.getByText('Up to date')).toBeVisible()
  await expect(ownTexts(customer)).toHaveText(['Is anybody there?'])
})

test('where web sockets are blocked the chat goes on by requests', async ({ customer, desk }) => {
  await customer.addInitScript(`WebSocket = class {
    constructor() { setTimeout(() => this.onerror(new Event('error'))) }
    close() {}
  }`)
  await customer.reload()
  await startChat(customer, ...RUTH)
  await say(customer, 'Can you hear me?')
  await expect(customer.getByText(/· (Sent|Delivered)$/)).toBeVisible()
  const staff = await staffOf(desk.url)
  const [session] = await staff.get<Array<{ id: string }>>('/api/chat/sessions/active')
  await staff.post(`/api/chat/sessions/${session?.id}/close`)
  await expect(customer.getByText('This chat is closed.')).toBeVisible()
})

test('after closing a chat is rated by keyboard, changed, and taken home; reopened, it goes on', async ({
  desk,
  customer,
}) => {
  const staff = await staffOf(desk.url)
  await startChat(customer, ...RUTH)
  await say(customer, 'Thanks for everything')
  await expect(customer.getByText(/· (Sent|Delivered)$/)).toBeVisible()
  const [session] = await staff.get<Array<{ id: string }>>('/api/chat/sessions/active')
  await staff.post(`/api/chat/sessions/${session?.id}/close`)
  const stars = customer.getByRole('radiogroup', { name: 'How was this chat?' })
  await expect(stars).toBeVisible()
  await stars.getByRole('radio', { name: 'Very bad' }).focus()
  await customer.keyboard.press('Space')
  for (let step = 0; step < 3; step++) await customer.keyboard.press('ArrowRight')
  await expect(stars.getByRole('radio', { name: 'Good', exact: true })).toBeChecked()
  await customer.getByRole('textbox', { name: /add something/ }).fill('Quick')
  await customer.getByRole('button', { name: 'Send rating' }).click()
  await expect(customer.getByText(/Your rating: Good/)).toBeVisible()
  await customer.getByRole('button', { name: 'Change' }).click()
  await stars.getByRole('radio', { name: 'Very good' }).check({ force: true })
  await customer.getByRole('button', { name: 'Send rating' }).click()
  await expect(customer.getByText(/Your rating: Very good/)).toBeVisible()

  await customer.route('**/visitor/transcript*', (route) => route.abort())
  await customer.getByRole('button', { name: 'Download transcript' }).click()
  await expect(customer.getByText('The server did not answer. Please try again.')).toBeVisible()
  await customer.unroute('**/visitor/transcript*')
  const downloading = customer.waitForEvent('download')
  await customer.getByRole('button', { name: 'Download transcript' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toMatch(/^chat-\d{4}-\d\d-\d\d\.txt$/)
  expect(await readFile(await download.path(), 'utf8')).toContain('Thanks for everything')

  await staff.reopen(session?.id ?? '')
  await say(customer, 'One more thing')
  await expect(ownTexts(customer)).toHaveText(['Thanks for everything', 'One more thing'])
  await expect(customer.getByText(/Sending…$/)).toHaveCount(0)
})

test('the form with its errors, the message form and the rating have no serious finding, light and dark', async ({
  browser,
  desk,
}) => {
  test.slow()
  const staff = await staffOf(desk.url)
  await setChat(desk.url, staff, { fields: [field('order', 'Order number', 'text', true)] })
  const page = await openWindow(browser, `${desk.url}/chat`)
  await page.getByRole('button', { name: 'Start chat' }).click()
  await expect(page.getByLabel('Order number')).toHaveAccessibleDescription('Please fill this in.')
  await expectAccessible(page)
  await page.getByLabel('Order number').fill('A-1042')
  await startChat(page, ...RUTH)
  await say(page, 'Bye')
  await expect(page.getByText(/· (Sent|Delivered)$/)).toBeVisible()
  const [session] = await staff.get<Array<{ id: string }>>('/api/chat/sessions/active')
  await staff.post(`/api/chat/sessions/${session?.id}/close`)
  await page.getByRole('radio', { name: 'Good', exact: true }).check({ force: true })
  await expectAccessible(page)
  await setChat(desk.url, staff, { hours: closedNow() })
  const away = await openWindow(browser, `${desk.url}/chat`)
  await expect(away.getByLabel('Your message')).toBeVisible()
  await expectAccessible(away)
})

async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).analyze()
    const serious = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => ({ id, where: nodes.map(({ target }) => String(target)) }))
    expect(serious, colorScheme).toEqual([])
  }
}

test('from right to left nothing sticks out, on a phone too', async ({ browser, desk }) => {
  const page = await openWindow(browser, `${desk.url}/chat`, {
    viewport: { width: 360, height: 640 },
  })
  await startChat(page, 'روت', 'ruth@customer.test')
  await say(page, 'أين طلبي؟ '.repeat(20))
  await expect(ownTexts(page)).toHaveCSS('direction', 'rtl')
  await page.evaluate(`document.documentElement.dir = 'rtl'`)
  const overflow = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')
  expect(overflow).toBeLessThanOrEqual(0)
})
