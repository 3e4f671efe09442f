import { ADMIN, expect, openWindow, say, signIn, startChat, test, thread } from './support/desk.ts'

test('a stranger sets the desk up, a customer asks, an agent answers, and the chat becomes a ticket', async ({
  browser,
  emptyDesk,
}) => {
  const desk = await openWindow(browser, emptyDesk.url)
  await expect(desk.getByRole('heading', { name: 'Welcome to Frontdesk' })).toBeVisible()
  await desk.getByLabel('Your name').fill(ADMIN.name)
  await desk.getByLabel('Email').fill(ADMIN.email)
  await desk.getByLabel('Password').fill(ADMIN.password)
  await desk.getByRole('button', { name: 'Create account and start' }).click()
  await expect(desk.getByText('Nobody is waiting for an agent')).toBeVisible()

  const customer = await openWindow(browser, `${emptyDesk.url}/chat`)
  await startChat(customer, 'Trần Văn Bình', 'binh@customer.test')
  await say(customer, 'Chào shop, đơn hàng của tôi ở đâu?')
  await expect(customer.getByText(/· (Sent|Delivered|Read)$/)).toBeVisible()

  // The chat comes up in the inbox by itself, with what was said and that it is unread.
  const row = desk.getByRole('link', { name: /Trần Văn Bình/ })
  await expect(row).toContainText('Chào shop, đơn hàng của tôi ở đâu?')
  await row.click()
  await expect(thread(desk).getByText('Chào shop, đơn hàng của tôi ở đâu?')).toBeVisible()
  await expect(customer.getByText(/· Read$/)).toBeVisible()

  await desk.getByRole('button', { name: 'Take', exact: true }).click()
  await expect(customer.getByText(`${ADMIN.name} joined the chat`)).toBeVisible()

  // Typing shows on the other side, both ways.
  await customer.getByRole('textbox', { name: 'Message' }).pressSequentially('Tôi')
  await expect(desk.getByText('Trần Văn Bình is typing…')).toBeVisible()
  const composer = desk.getByRole('textbox', { name: 'Write a message' })
  await composer.pressSequentially('Em')
  await expect(customer.getByText(`${ADMIN.name} is typing…`)).toBeVisible()
  await composer.fill('Em kiểm tra ngay ạ: https://track.example/42')
  await desk.keyboard.press('Enter')
  await expect(customer.getByText('Em kiểm tra ngay ạ:')).toBeVisible()
  await expect(customer.getByRole('link', { name: /track\.example/ })).toHaveAttribute(
    'rel',
    /noopener/,
  )

  // A note stays among agents.
  await desk.getByRole('button', { name: 'Note', exact: true }).click()
  await desk.getByRole('textbox', { name: 'Note', exact: true }).fill('Khách VIP, ưu tiên')
  await desk.keyboard.press('Enter')
  await expect(thread(desk).getByText('Khách VIP, ưu tiên')).toBeVisible()

  await desk.getByRole('button', { name: 'Convert to ticket' }).click()
  await desk.getByLabel('Subject').fill('Đơn hàng bị chậm')
  await desk.keyboard.press('Enter')
  await expect(customer.getByText('This chat is closed.')).toBeVisible()
  await expect(customer.getByText('Khách VIP, ưu tiên')).toHaveCount(0)

  await desk.getByRole('link', { name: 'Open ticket' }).first().click()
  await expect(desk.getByText('TK-00001').first()).toBeVisible()
  await expect(desk.getByText('Đơn hàng bị chậm').first()).toBeVisible()
  await desk.getByRole('button', { name: 'Start work' }).click()
  await expect(desk.getByText('In progress').first()).toBeVisible()

  // Everything is on the customer's timeline.
  await desk.getByRole('link', { name: 'Customers' }).click()
  await desk.getByRole('link', { name: /Trần Văn Bình/ }).click()
  for (const entry of [
    'Customer created',
    'Started a chat',
    'Chat closed',
    'Ticket TK-00001 created',
    'Ticket TK-00001 changed',
  ]) {
    await expect(desk.getByText(entry).first()).toBeVisible()
  }
})

test('a customer comes back after a reload to the same chat and what they missed', async ({
  console,
  customer,
}) => {
  await startChat(customer, 'Ruth', 'ruth@customer.test')
  await say(customer, 'Are you there?')
  await console.getByRole('link', { name: /Ruth/ }).click()
  await customer.goto('about:blank')
  await console.getByRole('textbox', { name: 'Write a message' }).fill('Yes, how can I help?')
  await console.keyboard.press('Enter')
  await customer.goBack()
  await expect(customer.getByText('Are you there?')).toHaveCount(1)
  await expect(customer.getByText('Yes, how can I help?')).toHaveCount(1)
  await expect(customer.getByLabel('Email')).toHaveCount(0)
})

test('a message written while the server is down arrives once when it is back', async ({
  desk,
  console,
  customer,
}) => {
  await startChat(customer, 'Ruth', 'ruth@customer.test')
  await say(customer, 'before')
  await console.getByRole('link', { name: /Ruth/ }).click()
  await expect(thread(console).getByText('before')).toBeVisible()
  await desk.kill()
  await say(customer, 'while it was down')
  await expect(customer.getByText(/Sending…$/)).toBeVisible()
  await expect(
    console.getByText('Offline').or(console.getByText('Connecting')).first(),
  ).toBeVisible()
  await desk.restart()
  await expect(thread(console).getByText('while it was down')).toHaveCount(1, {
    timeout: 30_000,
  })
  await expect(customer.getByText(/Sending…$/)).toHaveCount(0)
  await say(customer, 'after')
  await expect(thread(console).getByText('after')).toHaveCount(1)
  await expect(customer.getByText('while it was down')).toHaveCount(1)
})

test('two windows of one customer, and two of one agent, show the same', async ({
  browser,
  desk,
  console,
  customer,
}) => {
  await startChat(customer, 'Ruth', 'ruth@customer.test')
  const secondTab = await customer.context().newPage()
  await secondTab.goto(`${desk.url}/chat`)
  await say(secondTab, 'from my second tab')
  await expect(customer.getByText('from my second tab')).toHaveCount(1)
  const secondConsole = await openWindow(browser, desk.url)
  await signIn(secondConsole)
  await secondConsole.getByRole('link', { name: /Ruth/ }).click()
  await console.getByRole('link', { name: /Ruth/ }).click()
  await console.getByRole('textbox', { name: 'Write a message' }).fill('from my first window')
  await console.keyboard.press('Enter')
  await expect(thread(secondConsole).getByText('from my first window')).toHaveCount(1)
  await expect(secondTab.getByText('from my first window')).toHaveCount(1)
  await console.getByRole('button', { name: 'Close', exact: true }).click()
  await expect(secondConsole.getByText(/closed the conversation/)).toBeVisible()
  for (const tab of [customer, secondTab])
    await expect(tab.getByText('This chat is closed.')).toBeVisible()
  await customer.getByRole('button', { name: 'Start a new chat' }).click()
  await expect(customer.getByLabel('Email')).toHaveValue('ruth@customer.test')
})

test('what people write is text, never markup', async ({ console, customer }) => {
  const hostile = '<img src=x onerror="document.title=1"><b>bold</b> javascript:alert(1)'
  await startChat(customer, '<script>alert(1)</script>', 'ruth@customer.test')
  await say(customer, hostile)
  await console.getByRole('link', { name: /<script>/ }).click()
  await expect(thread(console).getByText(hostile)).toBeVisible()
  await expect(customer.getByText(hostile)).toBeVisible()
  for (const page of [console, customer]) {
    await expect(
      page.locator(
        '[role=log] img, [role=log] b, [role=log] a, [aria-label=Messages] img, [aria-label=Messages] b',
      ),
    ).toHaveCount(0)
    expect(await page.title()).not.toBe('1')
  }
})

test('wrong input is told beside its field and nothing is lost', async ({ browser, desk }) => {
  const customer = await openWindow(browser, `${desk.url}/chat`)
  await customer.getByLabel('Name').fill('R')
  await customer.getByLabel('Email').fill('not an address')
  await customer.getByRole('button', { name: 'Start chat' }).click()
  await expect(
    customer.getByText('Please enter your name, with at least 2 characters.'),
  ).toBeVisible()
  await expect(customer.getByText(/Please enter a full email address/)).toBeVisible()
  await expect(customer.getByLabel('Email')).toHaveValue('not an address')
  const agent = await openWindow(browser, desk.url)
  await agent.getByLabel('Email').fill(ADMIN.email)
  await agent.getByLabel('Password').fill('wrong')
  await agent.getByRole('button', { name: 'Sign in' }).click()
  await expect(agent.getByText('Email or password is wrong.')).toBeVisible()
})

test('an agent signs out, and the session is over in every window', async ({
  browser,
  desk,
  console,
}) => {
  const twin = await console.context().newPage()
  await twin.goto(desk.url)
  await expect(twin.getByRole('heading', { name: 'Inbox' })).toBeVisible()
  await console.getByRole('button', { name: 'Account and settings' }).click()
  await console.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(console.getByRole('heading', { name: 'Sign in to Frontdesk' })).toBeVisible()
  await expect(twin.getByRole('heading', { name: 'Sign in to Frontdesk' })).toBeVisible()
  const stranger = await openWindow(browser, `${desk.url}/customers`)
  await expect(stranger.getByRole('heading', { name: 'Sign in to Frontdesk' })).toBeVisible()
})

test('an agent stays signed in when the answer that renews their sign-in is lost', async ({
  console,
}) => {
  await console.route(
    '**/api/auth/refresh',
    async (route) => {
      await route.fetch()
      await route.abort()
    },
    { times: 1 },
  )
  const isLost = console.waitForEvent('requestfailed', (request) =>
    request.url().endsWith('/api/auth/refresh'),
  )
  await console.reload()
  await isLost
  await console.reload()
  await expect(console.getByRole('heading', { name: 'Inbox' })).toBeVisible()
})
