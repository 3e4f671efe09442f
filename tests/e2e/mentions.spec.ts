import type { Page } from '@playwright/test'
import { openColleague } from './support/agents.ts'
import { expect, say, startChat, test, thread } from './support/desk.ts'

const note = (page: Page) => page.getByRole('textbox', { name: 'Note', exact: true })

test('an agent names a colleague in a note, and the colleague sees themselves named', async ({
  browser,
  desk,
  console: linh,
  customer,
}) => {
  const zoe = await openColleague(browser, desk)
  await startChat(customer, 'Ruth Patel', 'ruth@customer.test')
  await say(customer, 'Where is my order?')
  await linh.getByRole('link', { name: /Ruth Patel/ }).click()
  await expect(thread(linh).getByText('Where is my order?')).toBeVisible()

  // In a reply an @ is just an @: nobody is named to the customer.
  await linh.keyboard.press('r')
  await linh.keyboard.type('@z')
  await expect(linh.getByRole('listbox', { name: 'Teammates' })).toHaveCount(0)
  await linh.getByRole('textbox', { name: 'Write a message' }).fill('')

  await linh.getByRole('button', { name: 'Note', exact: true }).click()
  await linh.keyboard.type('Please call her, @zo')
  const list = linh.getByRole('listbox', { name: 'Teammates' })
  await expect(list.getByRole('option')).toHaveText([/Zoe Park/])
  await linh.keyboard.press('Enter')
  await expect(list).toHaveCount(0)
  await expect(note(linh)).toHaveValue('Please call her, @Zoe Park ')
  await linh.keyboard.type('today')
  await linh.keyboard.press('Enter')
  await expect(thread(linh).locator('mark')).toHaveText('@Zoe Park')

  await zoe.getByRole('link', { name: /Ruth Patel/ }).click()
  await expect(thread(zoe).locator('mark')).toHaveText('@Zoe Park')
  await expect(customer.getByText('Please call her')).toHaveCount(0)

  // Escape leaves the list and keeps what is written; a second one leaves the field.
  await note(zoe)
    .or(zoe.getByRole('textbox', { name: 'Write a message' }))
    .first()
    .waitFor()
  await zoe.keyboard.press('n')
  await zoe.keyboard.type('@li')
  await expect(zoe.getByRole('option', { name: /linh@desk.test/ })).toBeVisible()
  await zoe.keyboard.press('Escape')
  await expect(zoe.getByRole('listbox')).toHaveCount(0)
  await expect(note(zoe)).toHaveValue('@li')
  await expect(note(zoe)).toBeFocused()
})
