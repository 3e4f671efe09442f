import { reply, silenceable } from './support/agents.ts'
import { expect, say, startChat, test, thread } from './support/desk.ts'
import { ownTexts } from './support/webchat.ts'

// Before a line is looked at anyway, and after what is not answered has made it doubtful.
const A_WHILE_MS = 15_000
const BACK = { timeout: 30_000 }

// Two windows, a server, and a line that is made anew.
test.slow()

test('a customer’s message on a line that has died without a sign goes out on a new one', async ({
  console: agent,
  customer,
}) => {
  const line = await silenceable(customer)
  await startChat(customer, 'Ruth', 'ruth@customer.test')
  await say(customer, 'before')
  await agent.getByRole('link', { name: /Ruth/ }).click()
  await expect(thread(agent).getByText('before')).toBeVisible()
  await expect(customer.getByText(/· (Sent|Delivered|Read)$/)).toBeVisible()
  line.silence()
  await say(customer, 'into the void')
  await expect(customer.getByText(/Sending…$/)).toBeVisible()
  await customer.clock.runFor(A_WHILE_MS)
  await expect(thread(agent).getByText('into the void')).toBeVisible(BACK)
  await expect(customer.getByText(/Sending…$/)).toHaveCount(0)
  await expect(ownTexts(customer)).toHaveText(['before', 'into the void'])
})

test('an agent’s reply on a line that has died without a sign goes out on a new one', async ({
  console: agent,
  customer,
}) => {
  const line = await silenceable(agent)
  await expect(agent.getByRole('button', { name: /^In sync/ })).toBeVisible(BACK)
  await startChat(customer, 'Ruth', 'ruth@customer.test')
  await say(customer, 'hello')
  await agent.getByRole('link', { name: /Ruth/ }).click()
  await expect(thread(agent).getByText('hello')).toBeVisible()
  line.silence()
  await reply(agent, 'into the void')
  await agent.clock.runFor(A_WHILE_MS)
  await expect(customer.getByText('into the void')).toBeVisible(BACK)
  await expect(thread(agent).getByText('into the void')).toHaveCount(1)
  await expect(agent.getByRole('button', { name: /^In sync/ })).toBeVisible(BACK)
})
