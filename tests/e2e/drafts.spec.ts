import type { Page } from '@playwright/test'
import { composer } from './support/agents.ts'
import { expect, openWindow, say, signIn, startChat, test, thread } from './support/desk.ts'

const note = (page: Page) => page.getByRole('textbox', { name: 'Note', exact: true })
const row = (page: Page, name: string) => page.getByRole('link', { name })

test('what an agent began to write waits on their other computer, and is gone from both when it is sent', async ({
  browser,
  desk,
  console: office,
  customer,
}) => {
  const other = await openWindow(browser, `${desk.url}/chat`)
  await startChat(customer, 'Ruth Patel', 'ruth@customer.test')
  await say(customer, 'Where is my order?')
  await startChat(other, 'Mai Phương', 'mai@customer.test')
  await say(other, 'Chào shop')

  await row(office, 'Ruth Patel').click()
  await composer(office).pressSequentially('It left on Mon')
  await office.getByRole('button', { name: 'Note', exact: true }).click()
  await note(office).pressSequentially('ask the carrier')

  const home = await openWindow(browser, desk.url)
  await signIn(home)
  await expect(row(home, 'Ruth Patel').getByText('Draft')).toBeVisible()
  await expect(row(home, 'Mai Phương').getByText('Draft')).toHaveCount(0)
  await row(home, 'Ruth Patel').click()
  await expect(note(home)).toHaveValue('ask the carrier')
  // The reply is another draft: a slip of the kind makes neither the other.
  await home.getByRole('button', { name: 'Reply', exact: true }).click()
  await expect(composer(home)).toHaveValue('It left on Mon')
  await row(home, 'Mai Phương').click()
  await expect(composer(home)).toHaveValue('')

  // What is typed at home is in the office while nobody types there, where a note stays open if it was.
  await note(office).blur()
  await row(home, 'Ruth Patel').click()
  await home.getByRole('button', { name: 'Reply', exact: true }).click()
  await composer(home).fill('It left on Monday.')
  await expect(row(office, 'Ruth Patel').getByText('Draft')).toBeVisible()
  await expect(note(office)).toHaveValue('ask the carrier')
  await office.getByRole('button', { name: 'Reply', exact: true }).click()
  await expect(composer(office)).toHaveValue('It left on Monday.')
  await composer(office).blur()

  await composer(home).press('Enter')
  await expect(thread(home).getByText('It left on Monday.')).toBeVisible()
  await expect(composer(office)).toHaveValue('')
  await office.getByRole('button', { name: 'Note', exact: true }).click()
  await expect(note(office)).toHaveValue('ask the carrier')

  // A browser that was killed brings nothing back that was sent, and keeps what was not.
  await office.reload()
  await expect(note(office)).toHaveValue('ask the carrier')
  await office.getByRole('button', { name: 'Reply', exact: true }).click()
  await expect(composer(office)).toHaveValue('')
})

test('what was written on two computers at once is joined, and none of it is lost', async ({
  browser,
  desk,
  console: office,
  customer,
}) => {
  await startChat(customer, 'Ruth Patel', 'ruth@customer.test')
  await row(office, 'Ruth Patel').click()
  await composer(office).fill('It left on Monday')
  const home = await openWindow(browser, desk.url)
  await signIn(home)
  await row(home, 'Ruth Patel').click()
  await expect(composer(home)).toHaveValue('It left on Monday')

  // The office's line is bad: what is typed there stays there.
  await office.route('**/api/drafts/**', (route) => route.abort())
  await composer(office).fill('It left on Monday from Huế')
  await composer(home).fill('It left on Monday by train')
  await composer(home).blur()
  const third = await openWindow(browser, desk.url)
  await signIn(third)
  await row(third, 'Ruth Patel').click()
  await expect(composer(third)).toHaveValue('It left on Monday by train')

  await office.unroute('**/api/drafts/**')
  await composer(office).blur()
  const both = 'It left on Monday by train\nfrom Huế'
  await expect(composer(office)).toHaveValue(both)
  await expect(composer(home)).toHaveValue(both)
})
