import { expect, say, startChat, test, thread } from './support/desk.ts'
import { recover } from './support/recovery.ts'

// Several windows and a server that comes and goes: slow where the machine is.
test.slow()

test('both ends of a chat have what was written while the server was down soon after it is back', async ({
  desk,
  console: agent,
  customer,
}) => {
  await startChat(customer, 'Ruth', 'ruth@customer.test')
  await say(customer, 'before')
  await agent.getByRole('link', { name: /Ruth/ }).click()
  await expect(thread(agent).getByText('before')).toBeVisible()
  const tookMs = Math.round(await recover({ desk, agent, customer }, 1))
  // How long it may take is asserted by `npm run faults`, on a machine that does nothing else.
  console.log(`both ends have all of it ${tookMs} ms after the server is back`)
  await expect(thread(agent).getByText('Question 1?')).toHaveCount(1)
  await expect(customer.getByRole('log').getByText('Answer 1.')).toHaveCount(1)
})
