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
  await linh.getByRole('button', { name: 'Account and settings' }).click()
  await linh.getByRole('menuitemradio', { name: 'Away' }).click()
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
