import type { Page } from '@playwright/test'
import { png } from '../../server/files/files.fixture.ts'
import { composer } from './support/agents.ts'
import { expect, say, startChat, test, thread } from './support/desk.ts'

// Two windows and a server each: on a busy machine each step takes its time.
test.slow()

const picture = { name: 'shelf.png', mimeType: 'image/png', buffer: png(64, 48) }

/** How many files the console keeps in this browser. */
const kept = (page: Page) =>
  page.evaluate(`new Promise((resolve, reject) => {
    const opening = indexedDB.open('frontdesk')
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const counting = opening.result.transaction('files').objectStore('files').count()
      counting.onsuccess = () => (opening.result.close(), resolve(counting.result))
    }
  })`)

test('what an agent has chosen and not sent is there again when the window is opened again, and is sent once', async ({
  customer,
  console: agent,
}) => {
  await startChat(customer, 'Ruth', 'ruth@customer.test')
  await say(customer, 'before')
  await agent.getByRole('link', { name: /Ruth/ }).click()
  await expect(thread(agent).getByText('before')).toBeVisible()
  await agent.locator('input[type=file]').setInputFiles([picture, { ...picture, name: 'b.png' }])
  await composer(agent).fill('like this one?')
  await expect.poll(() => kept(agent)).toBe(2)

  const address = agent.url()
  const again = await agent.context().newPage()
  await agent.close()
  await again.goto(address)
  const remove = (name: string) => again.getByRole('button', { name: `Remove ${name}` })
  await expect(remove('shelf.png')).toBeVisible()
  await expect(composer(again)).toHaveValue('like this one?')
  await remove('b.png').click()
  const other = await again.context().newPage()
  await other.goto(address)
  await expect(other.getByRole('button', { name: 'Remove shelf.png' })).toBeVisible()
  await expect(other.getByRole('button', { name: 'Remove b.png' })).toHaveCount(0)

  // What one window chooses or removes, the other has at once.
  const inOther = other.getByRole('button', { name: 'Remove c.png' })
  await again.locator('input[type=file]').setInputFiles({ ...picture, name: 'c.png' })
  await expect(inOther).toBeVisible()
  await inOther.click()
  await expect(remove('c.png')).toHaveCount(0)

  await composer(again).press('Enter')
  await expect(customer.getByRole('img', { name: 'shelf.png' })).toHaveCount(1)
  await expect(customer.getByText('like this one?')).toHaveCount(1)
  await expect(other.getByRole('button', { name: 'Remove shelf.png' })).toHaveCount(0)
  await expect.poll(() => kept(again)).toBe(0)
})

test('who signs out with chosen files is asked what becomes of them', async ({
  customer,
  console: agent,
}) => {
  await startChat(customer, 'Ruth', 'ruth@customer.test')
  await say(customer, 'before')
  await agent.getByRole('link', { name: /Ruth/ }).click()
  await expect(thread(agent).getByText('before')).toBeVisible()
  await agent.locator('input[type=file]').setInputFiles(picture)
  await expect.poll(() => kept(agent)).toBe(1)
  await agent.getByRole('button', { name: 'Account and settings' }).click()
  await agent.getByRole('menuitem', { name: 'Sign out' }).click()
  const question = agent.getByRole('dialog')
  await expect(question.getByText('There are files you chose and have not sent.')).toBeVisible()
  await question.getByRole('button', { name: 'Discard and sign out' }).click()
  await expect(agent.getByLabel('Password')).toBeVisible()
  await expect.poll(() => kept(agent)).toBe(0)
})
