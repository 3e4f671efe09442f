import type { Page } from '@playwright/test'
import { expect, say, startChat, test, thread } from './support/desk.ts'
import { betweenFrames } from './support/frames.ts'

const place = (page: Page) =>
  page.evaluate(`(() => {
    const on = document.activeElement
    return on === document.body ? 'lost' : (on?.getAttribute('aria-label') ?? on?.tagName)
  })()`)

test('the focus stays where the work is when the button that was pressed goes away', async ({
  console: agent,
  customer,
}) => {
  await startChat(customer, 'Ruth Patel', 'ruth@customer.test')
  await say(customer, 'hello')
  await agent.getByRole('link', { name: /Ruth Patel/ }).click()
  await agent.getByRole('button', { name: 'Take', exact: true }).focus()
  await agent.keyboard.press('Enter')
  await expect(agent.getByRole('button', { name: 'Take', exact: true })).toHaveCount(0)
  await expect.poll(() => place(agent)).toBe('Conversation with Ruth Patel')
  await agent.keyboard.press('Tab')
  expect(await place(agent)).not.toBe('lost')
})

test('a dialog gives the focus back to the button that opened it', async ({
  console: agent,
  customer,
}) => {
  await startChat(customer, 'Ruth Patel', 'ruth@customer.test')
  await say(customer, 'hello')
  await agent.getByRole('link', { name: /Ruth Patel/ }).click()
  // Each by its title: the news of a chat is a dialog too, while it fades.
  const titles = {
    Transfer: 'Transfer the conversation',
    'Convert to ticket': 'Convert to ticket',
    'Block visitor': 'Block this visitor?',
  }
  for (const [name, title] of Object.entries(titles)) {
    const button = agent.getByRole('button', { name })
    const dialog = agent.getByRole('dialog', { name: title })
    await button.focus()
    await agent.keyboard.press('Enter')
    await expect(dialog).toBeVisible()
    await agent.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    await expect(button).toBeFocused()
  }
})

test('a dialog that is opened again while it fades is new, and takes what is typed', async ({
  console: agent,
}) => {
  await agent.getByRole('link', { name: 'Customers', exact: true }).click()
  const button = agent.getByRole('button', { name: 'New customer' })
  await button.focus()
  await agent.keyboard.press('Enter')
  const name = agent.getByRole('dialog', { name: 'New customer' }).getByLabel('Name')
  for (const text of ['Ruth', 'Minh', 'Omar']) {
    await expect(name).toBeFocused()
    await expect(name).toHaveValue('')
    await agent.keyboard.type(text)
    await expect(name).toHaveValue(text)
    await betweenFrames(agent, async () => {
      await agent.keyboard.press('Escape')
      await agent.keyboard.press('Enter')
    })
  }
  await agent.keyboard.press('Escape')
  await expect(button).toBeFocused()
})

test('a popover that is opened again at once is new, and takes what is typed', async ({
  console: agent,
  customer,
}) => {
  await startChat(customer, 'Ruth Patel', 'ruth@customer.test')
  await say(customer, 'hello')
  await agent.getByRole('link', { name: /Ruth Patel/ }).click()
  const find = agent.getByRole('combobox', { name: 'Find a tag' })
  // As after a click on nothing in particular.
  await agent.evaluate('document.activeElement.blur()')
  await agent.keyboard.press('l')
  for (const text of ['vip', 'late', 'new']) {
    await expect(find).toBeFocused()
    await expect(find).toHaveValue('')
    await agent.keyboard.type(text)
    await expect(find).toHaveValue(text)
    await betweenFrames(agent, async () => {
      await agent.keyboard.press('Escape')
      await agent.keyboard.press('l')
    })
  }
})

test('the emoji are there again at once for who has closed them by the keyboard', async ({
  console: agent,
  customer,
}) => {
  await startChat(customer, 'Ruth Patel', 'ruth@customer.test')
  await say(customer, 'hello')
  await agent.getByRole('link', { name: /Ruth Patel/ }).click()
  const button = agent.getByRole('button', { name: 'Emoji' })
  const emoji = agent.getByRole('menu', { name: 'Emoji' })
  await button.focus()
  await agent.keyboard.press('Enter')
  await expect(emoji.getByRole('menuitem').first()).toBeFocused()
  await betweenFrames(agent, async () => {
    await agent.keyboard.press('Escape')
    await agent.keyboard.press('Enter')
  })
  await expect(emoji.getByRole('menuitem').first()).toBeFocused()
  await agent.keyboard.press('Escape')
  await expect(button).toBeFocused()
})

test('a message in a script that runs from right to left does so, beside those that do not', async ({
  console: agent,
  customer,
}) => {
  await startChat(customer, 'عمر الخطيب', 'omar@customer.test')
  await say(customer, 'مرحبا، طلبي رقم 42 لم يصل بعد')
  await say(customer, 'English, too')
  await agent.getByRole('link', { name: /عمر/ }).click()
  const text = (said: string) => thread(agent).getByText(said)
  await expect(text('مرحبا، طلبي رقم 42 لم يصل بعد')).toHaveCSS('direction', 'rtl')
  await expect(text('English, too')).toHaveCSS('direction', 'ltr')
  await agent.keyboard.press('r')
  await agent.keyboard.type('أهلا')
  const field = agent.getByRole('textbox', { name: 'Write a message' })
  await expect(field).toHaveCSS('direction', 'rtl')
})
