import { SETTINGS_SECTIONS } from '../../renderer/console/shell/route.ts'
import { expectAccessible } from './support/accessible.ts'
import { asAdmin } from './support/agents.ts'
import { ADMIN, expect, openWindow, say, signIn, startChat, test, thread } from './support/desk.ts'

// They walk through all screens, one after the other.
test.slow()

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no screen has a serious finding, ${colorScheme}`, async ({ browser, desk }) => {
    const customer = await openWindow(browser, `${desk.url}/chat`, { colorScheme })
    await expectAccessible(customer, 'start form')
    await startChat(customer, 'Ruth Patel', 'ruth@customer.test')
    await say(customer, 'Where is my order? https://shop.example/42')
    await expect(customer.getByText(/· Sent$/)).toBeVisible()
    await expectAccessible(customer, 'chat')

    const agent = await openWindow(browser, desk.url, {
      colorScheme,
      viewport: { width: 1280, height: 800 },
    })
    await expect(agent.getByLabel('Password')).toBeVisible()
    await expectAccessible(agent, 'sign in')
    await agent.getByLabel('Email').fill(ADMIN.email)
    await agent.getByLabel('Password').fill(ADMIN.password)
    await agent.getByRole('button', { name: 'Sign in' }).click()
    await agent.getByRole('link', { name: /Ruth Patel/ }).click()
    await expect(thread(agent).getByText('Where is my order?')).toBeVisible()
    await expectAccessible(agent, 'inbox with a conversation')
    await agent.getByRole('textbox', { name: 'Write a message' }).fill('{{agent.name}} :smi')
    await agent.keyboard.press('End')
    await expect(agent.getByRole('listbox', { name: 'Emoji' })).toBeVisible()
    await expectAccessible(agent, 'a list in the composer')
    await agent.getByRole('textbox', { name: 'Write a message' }).fill('')
    await agent.getByRole('button', { name: 'Convert to ticket' }).click()
    await expect(agent.getByLabel('Subject')).toBeVisible()
    await expectAccessible(agent, 'convert dialog')
    await agent.keyboard.press('Enter')
    await agent.getByRole('link', { name: 'Open ticket' }).first().click()
    await expect(agent.getByText('TK-00001').first()).toBeVisible()
    await expectAccessible(agent, 'ticket')
    await agent.getByRole('link', { name: /^Notifications/ }).click()
    await agent.getByRole('button', { name: 'What happened to it' }).first().click()
    await expect(agent.getByText('The server decided to tell you')).toBeVisible()
    await expectAccessible(agent, 'notifications')
    await agent.getByRole('link', { name: 'Customers' }).click()
    await agent.getByRole('link', { name: /Ruth Patel/ }).click()
    await expect(agent.getByText('Customer created').first()).toBeVisible()
    await expectAccessible(agent, 'customer')
    await expectAccessible(customer, 'closed chat')
  })

  test(`no setting has a serious finding, ${colorScheme}`, async ({ browser, desk }) => {
    const admin = await openWindow(browser, desk.url, { colorScheme })
    await signIn(admin)
    for (const section of SETTINGS_SECTIONS.filter((name) => name !== 'thisApp')) {
      await admin.goto(`${desk.url}/settings/${section}`)
      await expect(admin.getByRole('heading', { level: 2 }).last()).toBeVisible()
      await expect(admin.getByText('Loading…')).toHaveCount(0)
      await expectAccessible(admin, section)
    }
    await admin.goto(`${desk.url}/settings/thisApp`)
    await expect(admin.getByText('This page is there in the desktop app only.')).toBeVisible()
    await admin.goto(`${desk.url}/notifications`)
    await expect(admin.getByRole('heading', { name: 'Notifications' })).toBeVisible()
    await expectAccessible(admin, 'notifications')
    await admin.goto(`${desk.url}/team`)
    await admin.getByRole('button', { name: 'Add team' }).click()
    await expect(admin.getByRole('checkbox').first()).toBeVisible()
    await admin.getByRole('combobox', { name: 'Opening hours' }).click()
    await admin.getByRole('option', { name: 'Hours of its own' }).click()
    await expect(admin.getByRole('group', { name: 'Monday' })).toBeVisible()
    await expectAccessible(admin, 'team')
    await admin.goto(`${desk.url}/canned-replies`)
    await admin.getByRole('button', { name: 'New canned reply' }).click()
    await admin.getByLabel('Text', { exact: true }).fill('**Hi** {{customer.firstName|there}}')
    await expectAccessible(admin, 'canned reply')
  })
}

test('the console works with the keyboard alone and fits a phone', async ({
  browser,
  desk,
  customer,
}) => {
  await startChat(customer, 'Ruth Patel', 'ruth@customer.test')
  await say(customer, 'hello')
  const phone = await openWindow(browser, desk.url, { viewport: { width: 390, height: 844 } })
  await phone.getByLabel('Email').fill(ADMIN.email)
  await phone.keyboard.press('Tab')
  await phone.keyboard.type(ADMIN.password)
  await phone.keyboard.press('Enter')
  await expect(phone.getByRole('link', { name: /Ruth Patel/ })).toBeVisible()
  await phone.keyboard.press('j')
  await phone.keyboard.press('Enter')
  await expect(thread(phone).getByText('hello')).toBeVisible()
  await phone.keyboard.press('r')
  await phone.keyboard.type('hi, typed j and k without moving')
  await phone.keyboard.press('Enter')
  await expect(customer.getByText('hi, typed j and k without moving')).toBeVisible()
  const overflow = await phone.evaluate('document.documentElement.scrollWidth - window.innerWidth')
  expect(overflow).toBeLessThanOrEqual(0)
})

const DIALOGS = ['Transfer', 'Convert to ticket', 'Block visitor']

for (const colorScheme of ['light', 'dark'] as const)
  test(`no dialog, menu or palette has a serious finding, ${colorScheme}`, async ({
    browser,
    desk,
    customer,
  }) => {
    await startChat(customer, 'Ruth Patel', 'ruth@customer.test')
    await say(customer, 'hello')
    const agent = await openWindow(browser, desk.url, { colorScheme })
    await signIn(agent)
    await agent.getByRole('link', { name: /Ruth Patel/ }).click()
    await expect(thread(agent).getByText('hello')).toBeVisible()
    const expectOnTop = async (name: string, role: 'dialog' | 'menu') => {
      await expect(agent.getByRole(role).last()).toBeVisible()
      await expectAccessible(agent, name)
      await agent.keyboard.press('Escape')
      await expect(agent.getByRole(role)).toHaveCount(0)
    }
    for (const name of DIALOGS) {
      await agent.getByRole('button', { name }).click()
      await expectOnTop(name, 'dialog')
    }
    for (const name of [/^Assign/, 'Account and settings']) {
      await agent.getByRole('button', { name }).click()
      await expectOnTop(String(name), 'menu')
    }
    for (const [name, keys] of [
      ['palette', 'Control+k'],
      ['shortcuts', '?'],
    ] as const) {
      await agent.keyboard.press(keys)
      await expectOnTop(name, 'dialog')
    }
    for (const path of ['/tickets', '/customers', '/companies']) {
      await agent.goto(desk.url + path)
      await expect(agent.getByRole('heading', { level: 2 })).toBeVisible()
      await agent.keyboard.press('c')
      await expectOnTop(`new, ${path}`, 'dialog')
    }
    await agent.goto(`${desk.url}/team`)
    await agent.getByRole('button', { name: 'Add account' }).click()
    await expectOnTop('new account', 'dialog')
    await agent.goto(`${desk.url}/tickets`)
    await agent.getByRole('combobox', { name: 'Status' }).click()
    await expect(agent.getByRole('option').first()).toBeVisible()
    await expectAccessible(agent, 'choice')
    await agent.keyboard.press('Escape')
    await agent.goto(`${desk.url}/inbox/all`)
    await agent.getByRole('link', { name: /Ruth Patel/ }).click()
    const tasks = agent.getByRole('region', { name: 'Tasks', exact: true })
    await tasks.getByRole('textbox', { name: 'What is to be done' }).fill('Call back')
    await tasks.getByRole('button', { name: 'When it is due' }).click()
    await expectOnTop('when a task is due', 'dialog')
    await tasks.getByRole('button', { name: 'Add task' }).click()
    await agent.goto(`${desk.url}/tasks`)
    await agent.getByRole('link', { name: /Call back/ }).click()
    const page = agent.getByRole('region', { name: 'Ruth Patel' })
    await expect(page.getByRole('checkbox', { name: 'Done: Call back' })).toBeVisible()
    await expectAccessible(agent, 'tasks')
    await page.getByRole('button', { name: 'Edit Call back' }).click()
    await expectOnTop('a task', 'dialog')
  })

for (const colorScheme of ['light', 'dark'] as const)
  test(`nothing of deals has a serious finding, ${colorScheme}`, async ({ browser, desk }) => {
    await asAdmin(desk, 'POST', '/api/customers', { name: 'Ruth Patel', email: 'ruth@shop.test' })
    const agent = await openWindow(browser, desk.url, { colorScheme })
    await signIn(agent)
    await agent.goto(`${desk.url}/deals`)
    await agent.getByRole('button', { name: 'Add a deal' }).click()
    const adding = agent.getByRole('dialog', { name: 'New deal' })
    await adding.getByRole('button', { name: /Ruth Patel/ }).click()
    await adding.getByRole('textbox', { name: 'What it is about' }).fill('Desk lamps')
    await adding.getByLabel('Expected to close on').fill('2001-02-03')
    await expectAccessible(agent, 'a new deal')
    await adding.getByRole('button', { name: 'Add deal' }).click()
    await agent.reload()
    const card = agent.getByRole('link', { name: /Desk lamps/ })
    await expect(card).toContainText('Overdue')
    await expectAccessible(agent, 'deals')
    await agent.getByRole('button', { name: 'Move Desk lamps' }).click()
    await expect(agent.getByRole('menuitemradio').first()).toBeVisible()
    await expectAccessible(agent, 'where a deal goes')
    await agent.keyboard.press('Escape')
    await card.click()
    await expect(agent.getByText('Added: New')).toBeVisible()
    await expectAccessible(agent, 'a deal')
    await agent.getByRole('link', { name: 'Ruth Patel' }).click()
    await expect(agent.getByRole('region', { name: 'Deals', exact: true })).toContainText('Desk')
    await expectAccessible(agent, 'a customer with a deal')
  })
