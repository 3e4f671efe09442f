import { ADMIN, expect, openWindow, say, signIn, startChat, test, thread } from './support/desk.ts'

test('a list that could not load while the server was away loads when it is back', async ({
  desk,
  console,
}) => {
  await expect(console.getByRole('button', { name: /^In sync/ })).toBeVisible()
  await desk.kill()
  await console.getByRole('link', { name: 'Tickets' }).click()
  await expect(console.getByText('This could not be loaded.')).toBeVisible()
  await expect(console.getByText(/^Connection lost\. Reconnecting…/)).toBeVisible()
  await desk.restart()
  await expect(console.getByText('No tickets yet')).toBeVisible({ timeout: 30_000 })
  await expect(console.getByText(/^Connection lost/)).toHaveCount(0)
})

test('Escape closes a field the server refused, and the customer stays open', async ({
  desk,
  console,
  customer,
  browser,
}) => {
  await startChat(customer, 'Ruth', 'ruth@customer.test')
  await startChat(await openWindow(browser, `${desk.url}/chat`), 'Minh', 'minh@customer.test')
  await console.getByRole('link', { name: 'Customers' }).click()
  await console.getByRole('link', { name: /Ruth/ }).click()
  await console.getByRole('button', { name: /Edit email/ }).click()
  await console.getByRole('textbox', { name: 'Email' }).fill('minh@customer.test')
  await console.keyboard.press('Enter')
  await expect(console.getByText('This email address is taken.')).toBeVisible()
  await console.keyboard.press('Escape')
  await expect(console.getByRole('button', { name: /Edit email/ })).toBeFocused()
  await expect(console.getByRole('heading', { name: 'Ruth' })).toBeVisible()
})

test('a second set-up window is led to sign-in', async ({ browser, emptyDesk }) => {
  const first = await openWindow(browser, emptyDesk.url)
  const second = await openWindow(browser, emptyDesk.url)
  for (const page of [first, second]) {
    await page.getByLabel('Your name').fill(ADMIN.name)
    await page.getByLabel('Email').fill(ADMIN.email)
    await page.getByLabel('Password').fill(ADMIN.password)
  }
  await first.getByRole('button', { name: 'Create account and start' }).click()
  await expect(first.getByRole('heading', { name: 'Inbox' })).toBeVisible()
  await second.getByRole('button', { name: 'Create account and start' }).click()
  await expect(second.getByRole('heading', { name: 'Sign in to Frontdesk' })).toBeVisible()
})

test('an admin adds somebody to the team, who can sign in until they are deactivated', async ({
  browser,
  desk,
  console,
}) => {
  const account = { name: 'Zoe Park', email: 'zoe@desk.test', password: 'another long password' }
  await console.getByRole('button', { name: 'Account and settings' }).click()
  await console.getByRole('menuitem', { name: 'Team' }).click()
  await console.getByRole('button', { name: 'Add account' }).click()
  await console.getByRole('button', { name: 'Create account' }).click()
  await expect(console.getByText('Please fill this in.')).toHaveCount(3)
  await console.getByLabel('Name').fill(account.name)
  await console.getByLabel('Email').fill(account.email)
  await console.getByLabel('Password', { exact: true }).fill(account.password)
  await console.getByRole('button', { name: 'Create account' }).click()
  await expect(console.getByText('Zoe Park can sign in now')).toBeVisible()

  const zoe = await openWindow(browser, desk.url)
  await signIn(zoe, account)
  await console.getByRole('button', { name: 'Deactivate Zoe Park' }).click()
  await console.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click()
  await expect(zoe.getByRole('heading', { name: 'Sign in to Frontdesk' })).toBeVisible()
})

test('a ticket is made from the list for a customer who is searched, and filters keep it open', async ({
  console,
  customer,
}) => {
  await startChat(customer, 'Ruth Patel', 'ruth@customer.test')
  await console.getByRole('link', { name: 'Tickets' }).click()
  await console.getByRole('button', { name: 'New ticket' }).click()
  await console.getByRole('searchbox', { name: 'Which customer is it for?' }).fill('patel')
  await console.getByRole('button', { name: /Ruth Patel/ }).click()
  await console.getByLabel('Subject').fill('A broken lamp')
  await console.getByLabel('Description').fill('It does not light any more.')
  await console.getByRole('button', { name: 'Create ticket' }).click()
  await expect(console.getByRole('heading', { name: 'A broken lamp' })).toBeVisible()
  await expect(console).toHaveTitle(/TK-00001 · Frontdesk$/)
  await console.getByRole('group', { name: 'Filters' }).getByLabel('Status').click()
  await console.getByRole('option', { name: 'Closed' }).click()
  await expect(console.getByText('No ticket matches these filters')).toBeVisible()
  await expect(console.getByRole('heading', { name: 'A broken lamp' })).toBeVisible()
})

test('keys typed right after R or N are in the composer, none is lost or taken for a shortcut', async ({
  console: agent,
  customer,
}) => {
  await startChat(customer, 'Ruth Patel', 'ruth@customer.test')
  await say(customer, 'hello')
  await agent.getByRole('link', { name: /Ruth Patel/ }).click()
  await expect(thread(agent).getByText('hello')).toBeVisible()
  for (const [key, label] of [
    ['n', 'Note'],
    ['r', 'Write a message'],
  ]) {
    await agent.evaluate('document.activeElement?.blur()')
    // In one task, as when the machine is too busy to draw between two keys.
    const focused = await agent.evaluate(`(() => {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '${key}', bubbles: true }))
      return document.activeElement?.getAttribute('aria-label')
    })()`)
    expect(focused).toBe(label)
  }
})
