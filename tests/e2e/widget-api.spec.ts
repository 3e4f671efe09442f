import type { Page } from '@playwright/test'
import { SignJWT } from 'jose'
import { expect, openWindow, signIn, test, thread } from './support/desk.ts'
import { keptIn, ownTexts, serveSite, setChat, staffOf, storedTexts } from './support/webchat.ts'

/** A shop whose own program calls the chat before its loader has come, and writes down what it is told. */
const shop = (deskUrl: string) => (path: string) =>
  `<!doctype html><title>Shop ${path}</title>
  <h1>Shop</h1>
  <script>
    window.told = []
    window.Frontdesk = window.Frontdesk || []
    for (const event of ['ready', 'open', 'close', 'unread', 'message', 'started', 'identify_failed'])
      Frontdesk.push(['on', event, (detail) => told.push([event, detail])])
    const token = new URLSearchParams(location.search).get('token')
    if (token) Frontdesk.push(['identify', token])
  </script>
  <script async src="${deskUrl}/widget.js"></script>`

const told = (page: Page) => page.evaluate<Array<[string, object]>>('told')

test('a site’s own program opens the chat and is told what happens in it', async ({
  browser,
  desk,
  console,
}) => {
  await serveSite(shop(desk.url), async (url) => {
    const page = await openWindow(browser, url)
    await expect.poll(() => told(page)).toEqual([['ready', {}]])
    await page.evaluate('Frontdesk.open()')
    const chat = page.frameLocator('iframe')
    await chat.getByLabel('Name').fill('Ruth')
    await chat.getByLabel('Email').fill('ruth@customer.test')
    await chat.getByRole('button', { name: 'Start chat' }).click()
    await expect(chat.getByRole('textbox', { name: 'Message' })).toBeVisible()
    await page.evaluate('Frontdesk.toggle()')
    await console.getByRole('link', { name: /Ruth/ }).click()
    await console.getByRole('textbox', { name: 'Write a message' }).fill('Hello from the desk')
    await console.keyboard.press('Enter')
    const events = ['ready', 'open', 'started', 'close', 'message', 'unread']
    await expect
      .poll(async () => (await told(page)).map(([event]) => event).toSorted())
      .toEqual(events.toSorted())
    expect(await told(page)).toContainEqual(['unread', { count: 1 }])
    // What is written, and the key to the chat, stay in the frame.
    expect(await told(page)).toContainEqual(['message', { from: 'Admin' }])
    expect(await page.evaluate('JSON.stringify({ ...localStorage })')).not.toMatch(/oken|Hello/)
    await page.evaluate(`Frontdesk.push(['setLanguage', 'vi'])`)
    await page.evaluate('Frontdesk.open()')
    await expect(chat.getByRole('textbox', { name: 'Tin nhắn' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Đóng trò chuyện' })).toBeVisible()
    // What comes while it is being read is never unread.
    await expect.poll(async () => (await told(page)).at(-1)).toEqual(['unread', { count: 0 }])
    const before = (await told(page)).length
    await console.getByRole('textbox', { name: 'Write a message' }).fill('And again')
    await console.keyboard.press('Enter')
    await expect(chat.getByText('And again')).toBeVisible()
    await expect(thread(console).getByText(/Read$/)).toBeVisible()
    expect((await told(page)).slice(before)).toEqual([['message', { from: 'Admin' }]])
  })
})

test('the agent sees on which page of the site the visitor is, also where pages change without loading', async ({
  browser,
  desk,
}) => {
  const staff = await staffOf(desk.url)
  await serveSite(shop(desk.url), async (url) => {
    const page = await openWindow(browser, `${url}/lamps`)
    await page.getByRole('button', { name: 'Open chat' }).click()
    const chat = page.frameLocator('iframe')
    await chat.getByLabel('Name').fill('Ruth')
    await chat.getByLabel('Email').fill('ruth@customer.test')
    await chat.getByRole('button', { name: 'Start chat' }).click()
    await expect(chat.getByRole('textbox', { name: 'Message' })).toBeVisible()
    await page.evaluate(`document.title = 'Checkout'; history.pushState({}, '', '/checkout')`)
    const pages = async () => {
      const [session] = await staff.get<Array<{ id: string }>>('/api/chat/sessions/active')
      const { visitor } = await staff.get<{
        visitor: { pages: Array<{ url: string; title: string }> }
      }>(`/api/inbox/${session?.id}`)
      return visitor.pages.map(({ url: address, title }) => [address, title])
    }
    await expect.poll(pages, { timeout: 20_000 }).toEqual([
      [`${url}/checkout`, 'Checkout'],
      [`${url}/lamps`, 'Shop /lamps'],
    ])
  })
})

test('the agent sees beside the chat which page the visitor is on and where they came from', async ({
  browser,
  desk,
  console,
}) => {
  await serveSite(shop(desk.url), async (url) => {
    const page = await openWindow(browser, 'about:blank')
    await page.goto(`${url}/lamps`, { referer: 'https://search.example/' })
    await page.getByRole('button', { name: 'Open chat' }).click()
    const chat = page.frameLocator('iframe')
    await chat.getByLabel('Name').fill('Ruth')
    await chat.getByLabel('Email').fill('ruth@customer.test')
    await chat.getByRole('button', { name: 'Start chat' }).click()
    await console.getByRole('link', { name: /Ruth/ }).click()
    const card = console.getByRole('region', { name: 'Visitor' })
    const on = card.getByRole('link', { name: 'Shop /lamps' })
    await expect(on).toHaveAttribute('href', `${url}/lamps`)
    await expect(card.getByRole('link', { name: 'https://search.example/' })).toBeVisible()
    await page.evaluate(`document.title = 'Checkout'; history.pushState({}, '', '/checkout')`)
    await expect(card.getByRole('link', { name: 'Checkout' })).toBeVisible({ timeout: 20_000 })
  })
})

/** A site's word, with its key, that it is somebody: Ruth where nobody else is named. */
const sign = (key: string, { sub = 'u-42', name = 'Ruth Patel' } = {}) =>
  new SignJWT({ name, email: `${name.split(' ')[0]?.toLowerCase()}@customer.test` })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(sub)
    .setIssuedAt()
    .setExpirationTime('10m')
    .sign(new TextEncoder().encode(key))

test('a first message that found no server goes out from the next page of the site, with the chat closed', async ({
  browser,
  desk,
}) => {
  test.slow()
  const staff = await staffOf(desk.url)
  const { secret } = await staff.post<{ secret: string }>('/api/settings/webchat/identity-secret')
  await serveSite(shop(desk.url), async (url) => {
    const address = `${url}/?token=${await sign(secret)}`
    const page = await openWindow(browser, address)
    await page.getByRole('button', { name: 'Open chat' }).click()
    const chat = page.frameLocator('iframe')
    await chat.getByRole('textbox', { name: 'Message' }).fill('left behind')
    await desk.kill()
    await page.keyboard.press('Enter')
    await expect(ownTexts(chat)).toHaveText(['left behind'])
    const frame = page.frames()[1] ?? page
    await expect.poll(() => keptIn(frame, 'start')).toMatchObject({ content: 'left behind' })
    await expect.poll(() => page.evaluate(`localStorage['frontdesk.session']`)).toBe('1')
    const again = await page.context().newPage()
    await page.close()

    await desk.restart()
    await again.goto(address)
    await expect.poll(() => storedTexts(staff), { timeout: 30_000 }).toEqual(['left behind'])
    await expect(again.getByRole('button', { name: 'Open chat' })).toBeVisible()
  })
})

test('whom the site vouches for writes at once, without a form', async ({
  browser,
  desk,
  console,
}) => {
  const staff = await staffOf(desk.url)
  const { secret } = await staff.post<{ secret: string }>('/api/settings/webchat/identity-secret')
  await serveSite(shop(desk.url), async (url) => {
    const page = await openWindow(browser, `${url}/?token=${await sign(secret)}`)
    await page.getByRole('button', { name: 'Open chat' }).click()
    const chat = page.frameLocator('iframe')
    await chat.getByRole('textbox', { name: 'Message' }).fill('It is me')
    await page.keyboard.press('Enter')
    await expect(chat.getByText(/· (Sent|Delivered)$/)).toBeVisible()
    await expect(chat.locator('.own .bubble')).toHaveText(['It is me'])
    await console.getByRole('link', { name: /Ruth Patel/ }).click()
    await expect(thread(console).getByText('It is me')).toBeVisible()
    // A forged word is not believed: its bearer is told nothing more than anybody else.
    const forger = await openWindow(
      browser,
      `${url}/?token=${await sign('another secret of a forger')}`,
    )
    await forger.getByRole('button', { name: 'Open chat' }).click()
    const forged = forger.frameLocator('iframe')
    await forged.getByRole('textbox', { name: 'Message' }).fill('me too')
    await forger.keyboard.press('Enter')
    await expect(forged.getByText(/· (Sent|Delivered)$/)).toBeVisible()
    await expect(forged.getByText('It is me')).toHaveCount(0)
    await expect
      .poll(async () => (await told(forger)).map(([event]) => event))
      .toContain('identify_failed')
  })
})

test('who signs in after somebody else, or signs out, leaves them nothing to read in the same browser', async ({
  browser,
  desk,
}) => {
  test.slow()
  const staff = await staffOf(desk.url)
  const { secret } = await staff.post<{ secret: string }>('/api/settings/webchat/identity-secret')
  await serveSite(shop(desk.url), async (url) => {
    const page = await openWindow(browser, `${url}/?token=${await sign(secret)}`)
    const chat = page.frameLocator('iframe')
    const box = chat.getByRole('textbox', { name: 'Message' })
    await page.evaluate('Frontdesk.open()')
    await box.fill('my diagnosis')
    await box.press('Enter')
    await expect(chat.getByText(/· (Sent|Delivered)$/)).toBeVisible()

    const otto = await sign(secret, { sub: 'u-43', name: 'Otto Berg' })
    await page.evaluate(`Frontdesk.identify('${otto}')`)
    await expect(chat.getByText('my diagnosis')).toHaveCount(0)
    await box.fill('Otto here')
    await box.press('Enter')
    await expect(chat.getByText(/· (Sent|Delivered)$/)).toBeVisible()
    const chats = await staff.get<Array<{ customer: { name: string } }>>(
      '/api/chat/sessions/active',
    )
    expect(chats.map(({ customer }) => customer.name).toSorted()).toEqual([
      'Otto Berg',
      'Ruth Patel',
    ])

    await page.evaluate('Frontdesk.reset()')
    await expect(chat.getByText('Otto here')).toHaveCount(0)
    await expect(chat.getByLabel('Name')).toHaveValue('')
    await page.goto(url)
    await page.evaluate('Frontdesk.open()')
    await expect(chat.getByLabel('Name')).toHaveValue('')
  })
})

test('the looks an admin chose are on the launcher and the page, at once on the next visit', async ({
  browser,
  desk,
}) => {
  const staff = await staffOf(desk.url)
  const appearance = {
    color: '#ffe14d',
    position: 'left',
    offset: 40,
    launcher: 'label',
    launcherText: { en: 'Ask us', vi: '' },
    title: { en: 'Lotus Shop', vi: '' },
    greeting: { en: 'Good to see you', vi: '' },
    avatar: '',
  }
  await setChat(desk.url, staff, { appearance })
  await serveSite(shop(desk.url), async (url) => {
    const page = await openWindow(browser, url, { viewport: { width: 900, height: 700 } })
    const launcher = page.getByRole('button', { name: 'Ask us' })
    await expect(launcher).toHaveCSS('background-color', 'rgb(255, 225, 77)')
    await expect(launcher).toHaveCSS('color', 'rgb(0, 0, 0)')
    expect((await launcher.boundingBox())?.x).toBe(40)
    await launcher.click()
    const chat = page.frameLocator('iframe')
    await expect(chat.getByRole('heading', { name: 'Lotus Shop' })).toBeVisible()
    await expect(chat.getByText('Good to see you')).toBeVisible()
    await expect(chat.getByRole('button', { name: 'Start chat' })).toHaveCSS(
      'color',
      'rgb(0, 0, 0)',
    )
    // The next page of the site need not ask.
    await page.route('**/api/chat/widget', (route) => route.abort())
    await page.goto(`${url}/next`)
    await expect(launcher).toHaveCSS('background-color', 'rgb(255, 225, 77)')
  })
})

test('the preview draws what the settings screen says, and speaks with nobody else', async ({
  browser,
  desk,
}) => {
  const page = await openWindow(browser, desk.url)
  await signIn(page)
  await page.evaluate(`{
    window.told = []
    addEventListener('message', ({ data }) => told.push(data))
    const frame = document.createElement('iframe')
    frame.src = '/chat?preview=1'
    frame.id = 'shown'
    document.body.prepend(frame)
  }`)
  await expect.poll(() => page.evaluate('told')).toEqual([{ frontdesk: 'preview-ready' }])
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  const show = (screen: string) =>
    page.evaluate(
      `document.querySelector('#shown').contentWindow.postMessage(${JSON.stringify({
        frontdesk: 'preview',
        screen,
        settings: { fields: [], asksRating: true },
      })}, location.origin)`,
    )
  const chat = page.frameLocator('#shown')
  await show('thread')
  await expect(ownTexts(page.frame({ url: /preview/ }) as never)).toHaveCount(2)
  await show('closed')
  await expect(chat.getByRole('radiogroup')).toBeVisible()
  await show('away')
  await expect(chat.getByLabel('Your message')).toBeVisible()
  await show('start')
  await expect(chat.getByRole('button', { name: 'Start chat' })).toBeVisible()
  expect(asked.filter((address) => address.includes('/api/chat'))).toEqual([])
})
