import { composer, cuttable, openColleague, reply } from './support/agents.ts'
import { ADMIN, expect, say, signIn, startChat, test, thread } from './support/desk.ts'

// Several windows and a server that comes and goes: slow where the machine is.
test.slow()

// Waiting for a connection that comes back takes as long as the machine is slow.
const BACK = { timeout: 30_000 }

test('what is written while the server is down survives the window, and arrives once and in order', async ({
  desk,
  console: agent,
  customer,
}) => {
  await startChat(customer, 'Ruth', 'ruth@customer.test')
  await say(customer, 'before')
  await agent.getByRole('link', { name: /Ruth/ }).click()
  await expect(thread(agent).getByText('before')).toBeVisible()
  const address = agent.url()
  const browserOfAgent = agent.context()

  await desk.kill()
  await expect(agent.getByRole('button', { name: /^Offline since/ })).toBeVisible(BACK)
  const texts = ['first of three', 'second of three', 'third of three']
  for (const text of texts) {
    await reply(agent, text)
    await expect(thread(agent).getByText(text)).toBeVisible()
  }
  await expect(agent.getByText('Waiting for the connection…')).toHaveCount(3)
  await composer(agent).fill('half a sentence')
  await agent.close()

  await desk.restart()
  const again = await browserOfAgent.newPage()
  await again.goto(address)
  await expect(again.getByText('Waiting for the connection…')).toHaveCount(0, BACK)
  await expect(again.getByRole('button', { name: /^In sync/ })).toBeVisible(BACK)
  await expect(composer(again)).toHaveValue('half a sentence')
  for (const page of [thread(again), customer.getByRole('log')]) {
    for (const text of texts) await expect(page.getByText(text)).toHaveCount(1, BACK)
    const said = await page.innerText()
    const places = texts.map((text) => said.indexOf(text))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  }
})

test('what a customer writes while their agent is offline is still waiting after the agent’s reply', async ({
  browser,
  desk,
  console: linh,
  customer,
}) => {
  const zoe = await openColleague(browser, desk)
  await startChat(customer, 'Ruth', 'ruth@customer.test')
  await say(customer, 'Where is my order?')
  await linh.getByRole('link', { name: /Ruth/ }).click()
  await expect(thread(linh).getByText('Where is my order?')).toBeVisible()
  const line = await cuttable(linh)
  await expect(linh.getByRole('button', { name: /^In sync/ })).toBeVisible(BACK)
  await line.cut()
  await expect(linh.getByRole('button', { name: /^(Offline|Connecting)/ })).toBeVisible(BACK)
  await reply(linh, 'It left yesterday.')
  await expect(linh.getByText('Waiting for the connection…')).toBeVisible()
  // The reply is all that goes out: nobody has this conversation open when it arrives.
  await linh.getByRole('link', { name: /^All/ }).click()
  await say(customer, 'And can I still change the address?')
  await zoe.getByRole('link', { name: /^All/ }).click()
  const row = zoe.getByRole('link', { name: /Ruth/ })
  await expect(row).toContainText('And can I still change the address?')

  line.mend()
  await expect(customer.getByText('It left yesterday.')).toBeVisible(BACK)
  await expect(row).toContainText('It left yesterday.')
  await expect(row.getByTitle(/^Waiting/)).toBeVisible()
  await expect(customer.getByText(/· Delivered$/)).toBeVisible()

  await linh.getByRole('link', { name: /Ruth/ }).click()
  await expect(customer.getByText(/· Delivered$/)).toHaveCount(0)
  await reply(linh, 'Yes, until tonight.')
  await expect(row.getByTitle(/^Waiting/)).toHaveCount(0)
})

test('the marks under a reply go from sent to delivered to read', async ({
  console: agent,
  customer,
}) => {
  await startChat(customer, 'Ruth', 'ruth@customer.test')
  await say(customer, 'hello')
  await agent.getByRole('link', { name: /Ruth/ }).click()
  await expect(thread(agent).getByText('hello')).toBeVisible()
  const address = customer.url()
  await customer.goto('about:blank')
  await reply(agent, 'hello Ruth')
  await expect(thread(agent).getByText('Sent', { exact: true })).toBeVisible()
  await customer.goto(address)
  await expect(customer.getByText('hello Ruth')).toBeVisible()
  await expect(thread(agent).getByText(/^(Delivered|Read)$/)).toBeVisible()
  await expect(thread(agent).getByText('Read', { exact: true })).toBeVisible()
})

test('a reply that was begun before a colleague’s is asked about before it goes out', async ({
  browser,
  desk,
  console: linh,
  customer,
}) => {
  const zoe = await openColleague(browser, desk)
  await startChat(customer, 'Ruth', 'ruth@customer.test')
  await say(customer, 'Where is my order?')
  for (const agent of [linh, zoe]) {
    await agent.getByRole('link', { name: /Ruth/ }).click()
    await expect(thread(agent).getByText('Where is my order?')).toBeVisible()
  }
  await composer(linh).fill('It left yesterday.')
  // While a colleague types one is asked, too; here she waits for them to pause.
  const typing = zoe.getByText('Admin is writing a reply…')
  await expect(typing).toBeVisible()
  await expect(typing).toHaveCount(0)
  await reply(zoe, 'It is on its way.')
  await expect(thread(linh).getByText('It is on its way.')).toBeVisible()

  await composer(linh).press('Enter')
  const question = linh.getByRole('dialog', { name: 'Zoe Park has replied meanwhile' })
  await expect(question).toContainText('It is on its way.')
  // Whoever goes on pressing keys sends nothing by that.
  const keepWriting = question.getByRole('button', { name: 'Keep writing' })
  await expect(keepWriting).toBeFocused()
  await keepWriting.click()
  await expect(composer(linh)).toHaveValue('It left yesterday.')
  await expect(customer.getByText('It left yesterday.')).toHaveCount(0)

  // What was shown is not asked about again.
  await composer(linh).press('Enter')
  await expect(customer.getByText('It left yesterday.')).toHaveCount(1)
  await expect(composer(linh)).toHaveValue('')
})

test('a reply from offline hours that crosses a colleague’s stays in the thread until its writer decides', async ({
  browser,
  desk,
  console: linh,
  customer,
}) => {
  const zoe = await openColleague(browser, desk)
  await startChat(customer, 'Ruth', 'ruth@customer.test')
  await say(customer, 'Where is my order?')
  for (const agent of [linh, zoe]) {
    await agent.getByRole('link', { name: /Ruth/ }).click()
    await expect(thread(agent).getByText('Where is my order?')).toBeVisible()
  }
  const line = await cuttable(linh)
  await expect(linh.getByRole('button', { name: /^In sync/ })).toBeVisible(BACK)
  await line.cut()
  await expect(linh.getByRole('button', { name: /^(Offline|Connecting)/ })).toBeVisible(BACK)
  await reply(linh, 'It left yesterday.')
  await reply(linh, 'Sorry that it takes so long.')
  await expect(linh.getByText('Waiting for the connection…')).toHaveCount(2)
  await reply(zoe, 'It is on its way.')
  await expect(customer.getByText('It is on its way.')).toBeVisible()

  line.mend()
  await expect(thread(linh).getByText('It is on its way.')).toBeVisible(BACK)
  const refused = linh.getByText('Not sent: Zoe Park replied meanwhile')
  await expect(refused).toHaveCount(2)
  await linh.reload()
  await expect(refused).toHaveCount(2)
  await linh.getByRole('link', { name: /^All/ }).click()
  await expect(linh.getByRole('img', { name: 'A message could not be sent' })).toBeVisible()
  await linh.getByRole('button', { name: /2 messages could not be sent/ }).click()
  await expect(customer.getByText('It left yesterday.')).toHaveCount(0)

  await linh.getByRole('button', { name: 'Send anyway' }).first().click()
  await expect(customer.getByText('It left yesterday.')).toHaveCount(1)
  await linh.getByRole('list', { name: 'On their way' }).getByText('Edit').click()
  await expect(composer(linh)).toHaveValue('Sorry that it takes so long.')
  await expect(refused).toHaveCount(0)
})

test('two windows show the same queue, and the one that is connected sends what the other cannot', async ({
  console: agent,
  customer,
}) => {
  await startChat(customer, 'Ruth', 'ruth@customer.test')
  await say(customer, 'hello')
  await agent.getByRole('link', { name: /Ruth/ }).click()
  await expect(thread(agent).getByText('hello')).toBeVisible()
  const line = await cuttable(agent)
  await expect(agent.getByRole('button', { name: /^In sync/ })).toBeVisible(BACK)
  await expect(thread(agent).getByText('hello')).toBeVisible()
  const twin = await agent.context().newPage()
  await twin.goto(agent.url())
  await expect(thread(twin).getByText('hello')).toBeVisible()

  await line.cut()
  await expect(agent.getByRole('button', { name: /^(Offline|Connecting)/ })).toBeVisible(BACK)
  await reply(agent, 'one')
  await reply(agent, 'two')
  for (const text of ['one', 'two']) {
    await expect(customer.getByText(text, { exact: true })).toHaveCount(1, BACK)
    await expect(thread(twin).getByText(text, { exact: true })).toHaveCount(1)
  }
  await expect(agent.getByText('Waiting for the connection…')).toHaveCount(0)
  line.mend()
  await expect(agent.getByRole('button', { name: /^In sync/ })).toBeVisible(BACK)
  for (const text of ['one', 'two'])
    await expect(thread(agent).getByText(text, { exact: true })).toHaveCount(1)
})

test('signing out with something unsent asks, and nobody else ever sends it', async ({
  browser,
  desk,
  console: linh,
  customer,
}) => {
  await openColleague(browser, desk).then((page) => page.context().close())
  await startChat(customer, 'Ruth', 'ruth@customer.test')
  await say(customer, 'hello')
  await linh.getByRole('link', { name: /Ruth/ }).click()
  await composer(linh).fill('not sent yet')
  await linh.getByRole('button', { name: 'Account and settings' }).click()
  await linh.getByRole('menuitem', { name: 'Sign out' }).click()
  const question = linh.getByRole('dialog', { name: 'Something is not sent yet' })
  await expect(question).toContainText('There are drafts of yours.')
  await question.getByRole('button', { name: 'Keep and sign out' }).click()
  await signIn(linh, { email: 'zoe@desk.test', password: 'another long password' })
  await linh.getByRole('link', { name: /Ruth/ }).click()
  await expect(composer(linh)).toHaveValue('')
  await linh.getByRole('button', { name: 'Account and settings' }).click()
  await linh.getByRole('menuitem', { name: 'Sign out' }).click()
  await signIn(linh, ADMIN)
  await linh.getByRole('link', { name: /Ruth/ }).click()
  await expect(composer(linh)).toHaveValue('not sent yet')
})
