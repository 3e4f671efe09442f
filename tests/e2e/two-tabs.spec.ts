import type { BrowserContext, Page } from '@playwright/test'
import { png } from '../../server/files/files.fixture.ts'
import { composer, cuttable } from './support/agents.ts'
import { expect, say, startChat, test, thread } from './support/desk.ts'

const picture = { name: 'shelf.png', mimeType: 'image/png', buffer: png(64, 48) }
const UPLOADS = /\/files\?name=/
const BACK = { timeout: 30_000 }

/** From the next page on this browser has no room for files. */
const fillDisk = (context: BrowserContext) =>
  context.addInitScript(`{
    const { put } = IDBObjectStore.prototype
    IDBObjectStore.prototype.put = function (value, key) {
      if (value instanceof Blob || value?.bytes instanceof Blob) {
        this.transaction.abort()
        throw new DOMException('full', 'QuotaExceededError')
      }
      return key === undefined ? put.call(this, value) : put.call(this, value, key)
    }
  }`)

/** Chooses a picture whose upload breaks off. */
async function choose(page: Page) {
  await page.route(UPLOADS, (route) => route.abort())
  await page.locator('input[type=file]').setInputFiles(picture)
  await expect(page.getByText('The connection broke off.')).toBeVisible()
}

test('of two tabs of a customer the one that has the file sends it, however the other one is connected', async ({
  customer,
  console: agent,
}) => {
  test.slow()
  await fillDisk(customer.context())
  await startChat(customer, 'Ruth', 'ruth@customer.test')
  const line = await cuttable(customer)
  await say(customer, 'before')
  await agent.getByRole('link', { name: /Ruth/ }).click()
  await expect(thread(agent).getByText('before')).toBeVisible()
  const other = await customer.context().newPage()
  await other.goto(customer.url())
  const elsewhere = other.getByRole('log')
  await expect(elsewhere.getByText('before')).toBeVisible()

  await line.cut()
  await choose(customer)
  await say(customer, 'the shelf is broken')
  await expect(customer.getByRole('log').getByText('leave this page open')).toBeVisible()
  await expect(elsewhere.getByText('the shelf is broken')).toBeVisible()
  await say(other, 'and the door')
  await expect(elsewhere.getByText('and the door')).toBeVisible()
  await customer.unroute(UPLOADS)
  line.mend()
  await expect(thread(agent).getByRole('img', { name: 'shelf.png' })).toHaveCount(1, BACK)
  await expect(thread(agent)).toContainText(/before.*the shelf is broken.*and the door/s)
  await expect(elsewhere.getByRole('img', { name: 'shelf.png' })).toHaveCount(1)
  await expect(elsewhere.getByText('Sending…')).toHaveCount(0)

  await line.cut()
  await choose(customer)
  await say(customer, 'once more')
  await expect(elsewhere.getByText('once more')).toBeVisible()
  await customer.close()
  await expect(elsewhere.getByText(/Not sent: shelf.png is no longer/)).toBeVisible(BACK)
})

test('of two windows of an agent the one that has the file sends it', async ({
  customer,
  console: agent,
}) => {
  test.slow()
  await startChat(customer, 'Ruth', 'ruth@customer.test')
  await say(customer, 'before')
  await fillDisk(agent.context())
  await agent.getByRole('link', { name: /Ruth/ }).click()
  await expect(thread(agent).getByText('before')).toBeVisible()
  const line = await cuttable(agent)
  await expect(agent.getByRole('button', { name: /^In sync/ })).toBeVisible(BACK)
  const other = await agent.context().newPage()
  await other.goto(agent.url())
  await expect(thread(other).getByText('before')).toBeVisible()

  await line.cut()
  await choose(agent)
  await composer(agent).fill('like this one?')
  await composer(agent).press('Enter')
  const waiting = other.getByRole('list', { name: 'On their way' })
  await expect(waiting.getByText('like this one?')).toBeVisible()
  await composer(other).fill('or another')
  await composer(other).press('Enter')
  await expect(waiting.getByText('or another')).toBeVisible()
  await agent.unroute(UPLOADS)
  line.mend()
  await expect(customer.getByRole('img', { name: 'shelf.png' })).toHaveCount(1, BACK)
  await expect(customer.getByRole('log')).toContainText(/before.*like this one\?.*or another/s)
  await expect(waiting.getByText('like this one?')).toHaveCount(0)
})
