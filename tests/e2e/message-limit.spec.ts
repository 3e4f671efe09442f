import { expect, openWindow, say, startChat, test, thread } from './support/desk.ts'
import { staffOf } from './support/webchat.ts'

test.use({ deskEnvironment: { RATE_LIMITS: 'on' } })

test('who writes more than is allowed is told how long to wait, keeps what they wrote, and it goes out then', async ({
  browser,
  desk,
  console: agent,
}) => {
  const staff = await staffOf(desk.url)
  await staff.put('/api/settings/webchat', { limits: { messagesPerMinute: 5 } })
  const customer = await openWindow(browser, 'about:blank')
  await customer.clock.install()
  await customer.goto(`${desk.url}/chat`)
  await startChat(customer, 'Ruth', 'ruth@customer.test')
  const log = customer.getByRole('log')
  for (let number = 1; number <= 6; number++) {
    await say(customer, `message ${number}`)
    await expect(log.getByText(`message ${number}`)).toBeVisible()
  }
  const told = customer.getByText(/^Too many messages at once\. Going on in \d+ seconds?\.$/)
  await expect(told).toBeVisible()
  await expect(log.getByText('Sending…')).toBeVisible()
  await customer.getByRole('textbox', { name: 'Message' }).fill('and one more thought')

  await agent.getByRole('link', { name: /Ruth/ }).click()
  await expect(thread(agent).getByText('message 5')).toBeVisible()
  await expect(thread(agent).getByText('message 6')).toHaveCount(0)

  // The minute is over for the customer, and the limit is none any more.
  await staff.put('/api/settings/webchat', { limits: { messagesPerMinute: 600 } })
  await customer.clock.fastForward('01:00')
  await expect(thread(agent).getByText('message 6')).toHaveCount(1)
  await expect(told).toHaveCount(0)
  await expect(log.getByText('Sending…')).toHaveCount(0)
  await expect(customer.getByRole('textbox', { name: 'Message' })).toHaveValue(
    'and one more thought',
  )
})
