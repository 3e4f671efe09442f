import type { Page } from '@playwright/test'
import { asAdmin, composer, cuttable, openColleague } from './support/agents.ts'
import { expect, openWindow, say, signIn, startChat, test, thread } from './support/desk.ts'
import { test as desktopTest } from './support/desktop.ts'

// Several windows each: slow where the machine is.
test.slow()
desktopTest.slow()

test('who looks and who types shows to colleagues, and vanishes when their line goes dead', async ({
  browser,
  desk,
  console: linh,
  customer,
}) => {
  const zoe = await openColleague(browser, desk)
  const line = await cuttable(zoe)
  await startChat(customer, 'Ruth', 'ruth@customer.test')
  await say(customer, 'hello')
  const row = linh.getByRole('link', { name: /Ruth/ })
  await row.click()
  await expect(thread(linh).getByText('hello')).toBeVisible()
  await zoe.getByRole('link', { name: /Ruth/ }).click()

  const header = linh.getByRole('status').filter({ hasText: 'Zoe Park is viewing' })
  await expect(header).toBeVisible()
  await expect(row.getByRole('img', { name: 'Zoe Park is viewing' })).toBeVisible()
  // Whoever comes second sees at once who is there.
  await expect(zoe.getByText('Admin is viewing')).toBeVisible()

  await composer(zoe).pressSequentially('I am')
  await expect(row.getByRole('img', { name: 'Zoe Park is typing a reply' })).toBeVisible()
  // Nobody is told: neither the server nor the colleagues know but by her silence.
  line.hold()
  await expect(row.getByRole('img', { name: /Zoe Park/ })).toHaveCount(0, { timeout: 20_000 })
  await expect(header).toHaveCount(0)
})

test('the routing gives a new chat to the agent who is there, and they are told', async ({
  browser,
  desk,
  console: linh,
}) => {
  await asAdmin(desk, 'PUT', '/api/settings/routing', { policy: 'least_busy' })
  await goAs(linh, 'Away')
  await expect(linh.getByText(/^You are away/)).toBeVisible()
  const zoe = await openColleague(browser, desk)
  await expect(linh.getByRole('img', { name: 'Away' }).first()).toBeVisible()

  const customer = await openWindow(browser, `${desk.url}/chat`)
  await startChat(customer, 'Ruth', 'ruth@customer.test')
  await say(customer, 'hello')
  await zoe.getByRole('link', { name: /^Mine/ }).click()
  const row = zoe.getByRole('link', { name: /Ruth/ })
  await expect(row).toContainText('New for you')
  await row.click()
  await expect(thread(zoe).getByText('The conversation went to Zoe Park')).toBeVisible()
  await expect(row).not.toContainText('New for you')

  // Linh sees whose it is, takes it over, and gives it back as fast.
  await linh.getByRole('link', { name: /^All/ }).click()
  await linh.getByRole('link', { name: /Ruth/ }).click()
  await linh.getByRole('button', { name: 'Take over' }).click()
  await expect(thread(linh).getByText('Admin took the conversation')).toBeVisible()
  await linh.getByRole('button', { name: 'Undo' }).click()
  await expect(thread(linh).getByText('Admin assigned the conversation to Zoe Park')).toBeVisible()
  await linh.getByRole('button', { name: 'Go online' }).click()
  await expect(linh.getByText(/^You are away/)).toHaveCount(0)
})

test('an admin says who gets chats and how many: the longest waiting is next, and what a colleague leaves goes on', async ({
  browser,
  desk,
  console: linh,
}) => {
  const zoe = await openColleague(browser, desk)
  await goAs(linh, 'Away')
  await linh.getByRole('button', { name: 'Account and settings' }).click()
  await linh.getByRole('menuitem', { name: 'Team', exact: true }).click()
  await linh.getByLabel('How many conversations Zoe Park takes at once').fill('1')
  await linh.keyboard.press('Enter')
  await linh.goto(`${desk.url}/settings/routing`)
  await linh.getByRole('combobox', { name: 'Who gets a new one' }).click()
  await linh.getByRole('option', { name: 'Each agent in turn' }).click()
  await linh.getByRole('combobox', { name: /^When an agent goes offline/ }).click()
  await linh.getByRole('option', { name: 'go back to the queue' }).click()
  await linh.getByRole('button', { name: 'Save' }).click()
  await expect(linh.getByText('There are changes that are not saved.')).toBeHidden()

  for (const name of ['Ruth', 'Minh', 'Ada'])
    await startChat(
      await openWindow(browser, `${desk.url}/chat`),
      name,
      `${name.toLowerCase()}@customer.test`,
    )
  await zoe.getByRole('link', { name: /^Mine/ }).click()
  const has = (page: Page, name: string) => page.getByRole('link', { name: new RegExp(name) })
  await has(zoe, 'Ruth').click()
  await expect(has(zoe, 'Minh')).toHaveCount(0)
  await zoe.getByRole('button', { name: 'Close', exact: true }).first().click()
  await expect(has(zoe, 'Minh')).toBeVisible()
  await expect(has(zoe, 'Ada')).toHaveCount(0)

  await linh.goto(`${desk.url}/inbox/mine`)
  await linh.getByRole('button', { name: 'Go online' }).click()
  await expect(has(linh, 'Ada')).toBeVisible()
  await expect(has(linh, 'Minh')).toHaveCount(0)
  await goAs(zoe, 'Offline')
  await expect(has(linh, 'Minh')).toBeVisible()
})

/** Says of oneself that one is there, away or offline. */
async function goAs(page: Page, state: string): Promise<void> {
  await page.getByRole('button', { name: 'Account and settings' }).click()
  await page.getByRole('menuitemradio', { name: state }).click()
}

test('a conversation goes to a team with a note, and the inbox narrows to that team', async ({
  browser,
  desk,
  console: linh,
  customer,
}) => {
  await (await openColleague(browser, desk)).context().close()
  await linh.getByRole('button', { name: 'Account and settings' }).click()
  await linh.getByRole('menuitem', { name: 'Team', exact: true }).click()
  await linh.getByRole('button', { name: 'Add team' }).click()
  await linh.getByLabel('Name of the team').fill('Billing')
  await linh.getByRole('checkbox', { name: /Zoe Park/ }).check()
  await linh.getByRole('button', { name: 'Save' }).click()
  await expect(linh.getByText('1 member')).toBeVisible()

  await startChat(customer, 'Ruth', 'ruth@customer.test')
  await say(customer, 'My invoice is wrong')
  await startChat(await openWindow(browser, `${desk.url}/chat`), 'Minh', 'minh@customer.test')
  await linh.getByRole('link', { name: 'Inbox' }).click()
  await linh.getByRole('link', { name: /Ruth/ }).click()
  await linh.getByRole('button', { name: 'Transfer' }).click()
  const dialog = linh.getByRole('dialog', { name: 'Transfer the conversation' })
  await dialog.getByLabel('To', { exact: true }).click()
  await linh.getByRole('option', { name: 'Team Billing' }).click()
  await dialog.getByLabel('Note for whoever takes it').fill('Invoice 42, see the attachment')
  await dialog.getByRole('button', { name: 'Transfer' }).click()
  await expect(thread(linh).getByText('Invoice 42, see the attachment')).toBeVisible()
  await expect(thread(linh).getByText(/transferred the conversation to Billing/)).toBeVisible()

  await linh.getByRole('button', { name: 'Filter' }).click()
  await linh.getByRole('combobox', { name: 'Team' }).click()
  await linh.getByRole('option', { name: 'Billing' }).click()
  await linh.keyboard.press('Escape')
  await expect(linh.getByRole('link', { name: /Ruth/ })).toBeVisible()
  await expect(linh.getByRole('link', { name: /Minh/ })).toHaveCount(0)
})

desktopTest(
  'a locked screen makes an agent away by itself, and unlocking brings them back',
  async ({ browser, desk, shell }) => {
    await signIn(shell.page)
    const zoe = await openColleague(browser, desk)
    const customer = await openWindow(browser, `${desk.url}/chat`)
    await startChat(customer, 'Ruth', 'ruth@customer.test')
    await zoe.getByRole('link', { name: /Ruth/ }).click()
    await zoe.getByRole('button', { name: 'Assign', exact: true }).click()
    const linh = (state: string) => zoe.getByRole('menuitemradio', { name: `${state} Admin` })
    await expect(linh('Online')).toBeVisible()
    await shell.tell('power.change', { state: 'locked' })
    await expect(linh('Away')).toBeVisible()
    await shell.tell('power.change', { state: 'active' })
    await expect(linh('Online')).toBeVisible()
  },
)
