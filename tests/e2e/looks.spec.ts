import { expect, say, startChat, test } from './support/desk.ts'

test('compact lists hold more, at once and at the next start; the theme follows the choice, then the system again', async ({
  console: agent,
  customer,
}) => {
  await startChat(customer, 'Ruth Patel', 'ruth@customer.test')
  await say(customer, 'hello')
  const row = agent.getByRole('list', { name: 'Conversations' }).getByRole('listitem').first()
  const heightOf = async () => (await row.boundingBox())?.height ?? 0
  await expect(row).toBeVisible()
  const comfortable = await heightOf()
  const choose = async (name: string) => {
    await agent.getByRole('button', { name: 'Account and settings' }).click()
    await agent.getByRole('menuitemradio', { name, exact: true }).click()
  }
  await choose('Compact')
  await expect.poll(heightOf).toBeLessThan(comfortable)
  await agent.reload()
  await expect(row).toBeVisible()
  expect(await heightOf()).toBeLessThan(comfortable)
  // Nothing of a row is cut when it is low.
  const inner = await row.getByRole('link').locator('> *').last().boundingBox()
  expect(inner?.height).toBeLessThanOrEqual(await heightOf())

  const page = agent.locator('html')
  await choose('Dark')
  await expect(page).toHaveAttribute('data-theme', 'dark')
  await choose('Follow the system')
  await agent.emulateMedia({ colorScheme: 'light' })
  await expect(page).toHaveAttribute('data-theme', 'light')
  await agent.emulateMedia({ colorScheme: 'dark' })
  await expect(page).toHaveAttribute('data-theme', 'dark')
})

test('a closed conversation is opened again by Undo, and a closed one is found by a name in it', async ({
  desk,
  console: agent,
  customer,
}) => {
  await startChat(customer, 'Ruth Patel', 'ruth@customer.test')
  await say(customer, 'hello')
  await agent.getByRole('link', { name: /Ruth Patel/ }).click()
  await agent.getByRole('button', { name: 'Close', exact: true }).first().click()
  await expect(agent.getByText('This conversation is closed.')).toBeVisible()
  await agent.getByRole('button', { name: 'Undo' }).click()
  await expect(agent.getByText('This conversation is closed.')).toHaveCount(0)
  await agent.keyboard.press('e')
  await expect(agent.getByText('This conversation is closed.')).toBeVisible()

  await agent.goto(`${desk.url}/tickets`)
  await expect(agent.getByRole('heading', { name: 'Tickets' })).toBeVisible()
  await agent.keyboard.press('Control+k')
  await agent.keyboard.type('ruth')
  const found = agent.getByRole('group', { name: 'Conversations' }).getByRole('option')
  await found.first().click()
  await expect(agent.getByText('This conversation is closed.')).toBeVisible()
})
