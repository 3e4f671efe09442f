import { png } from '../../server/files/files.fixture.ts'
import { composer, cuttable } from './support/agents.ts'
import { expect, say, startChat, test, thread } from './support/desk.ts'

// Two windows and a server each: on a busy machine each step takes its time.
test.slow()

const picture = { name: 'shelf.png', mimeType: 'image/png', buffer: png(64, 48) }
const UPLOADS = /\/files\?name=/
const BACK = { timeout: 30_000 }

test('a customer without a connection sends a picture, closes the tab, and it arrives once when the connection is back', async ({
  customer,
  console: agent,
}) => {
  await startChat(customer, 'Ruth', 'ruth@customer.test')
  const line = await cuttable(customer)
  await say(customer, 'before')
  await agent.getByRole('link', { name: /Ruth/ }).click()
  await expect(thread(agent).getByText('before')).toBeVisible()
  await line.cut()
  await customer.route(UPLOADS, (route) => route.abort())
  await customer.locator('input[type=file]').setInputFiles(picture)
  await expect(customer.getByText('The connection broke off.')).toBeVisible()
  await say(customer, 'the shelf is broken')
  const log = customer.getByRole('log')
  await expect(log.getByRole('img', { name: 'shelf.png' })).toBeVisible()
  await expect(customer.getByText('The connection broke off.')).toHaveCount(0)
  // A file that is only chosen is kept too.
  await customer.locator('input[type=file]').setInputFiles({ ...picture, name: 'later.png' })
  await expect(customer.getByText('The connection broke off. The file is kept here.')).toBeVisible()

  await customer.reload()
  await expect(log.getByText('the shelf is broken')).toBeVisible()
  await expect(log.getByRole('img', { name: 'shelf.png' })).toBeVisible()
  await expect(customer.getByRole('button', { name: 'Remove later.png' })).toBeVisible()
  await expect(thread(agent).getByText('the shelf is broken')).toHaveCount(0)

  await customer.unroute(UPLOADS)
  line.mend()
  await expect(thread(agent).getByRole('img', { name: 'shelf.png' })).toHaveCount(1, BACK)
  await expect(thread(agent).getByText('the shelf is broken')).toHaveCount(1)
  await expect(log.getByText('Sending…')).toHaveCount(0)
  await expect(log.getByRole('img', { name: 'shelf.png' })).toHaveCount(1)
})

test('a message whose file is refused stays with the reason, and is sent again or removed', async ({
  customer,
  console: agent,
}) => {
  await startChat(customer, 'Ruth', 'ruth@customer.test')
  const full = { success: false, code: 'storage_full', message: 'No room for files.' }
  await customer.route(UPLOADS, (route) => route.fulfill({ status: 503, json: full }))
  await customer.locator('input[type=file]').setInputFiles(picture)
  await say(customer, 'with a picture')
  const failure = customer.getByText('Not sent: shelf.png: No room for files.')
  await expect(failure).toBeVisible()
  await say(customer, 'without one')
  await agent.getByRole('link', { name: /Ruth/ }).click()
  await expect(thread(agent).getByText('without one')).toBeVisible()
  await customer.reload()
  await expect(failure).toBeVisible()
  await customer.unroute(UPLOADS)
  await customer.getByRole('button', { name: 'Try again' }).click()
  await expect(thread(agent).getByRole('img', { name: 'shelf.png' })).toHaveCount(1)

  await customer.route(UPLOADS, (route) => route.fulfill({ status: 503, json: full }))
  await customer.locator('input[type=file]').setInputFiles(picture)
  await say(customer, 'never mind')
  await expect(failure).toBeVisible()
  await customer.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(customer.getByText('never mind')).toHaveCount(0)
})

test('an agent without a connection sends a picture, closes the window, and it arrives once when it is opened again', async ({
  customer,
  console: agent,
}) => {
  await startChat(customer, 'Ruth', 'ruth@customer.test')
  await say(customer, 'before')
  await agent.getByRole('link', { name: /Ruth/ }).click()
  await expect(thread(agent).getByText('before')).toBeVisible()
  const line = await cuttable(agent)
  await expect(agent.getByRole('button', { name: /^In sync/ })).toBeVisible(BACK)
  await line.cut()
  await agent.route(UPLOADS, (route) => route.abort())
  await agent.locator('input[type=file]').setInputFiles(picture)
  await expect(agent.getByText('The connection broke off.')).toBeVisible()
  await composer(agent).fill('like this one?')
  await composer(agent).press('Enter')
  const waiting = agent.getByRole('list', { name: 'On their way' })
  await expect(waiting.getByRole('img', { name: 'shelf.png' })).toBeVisible()

  await expect(waiting.getByText('like this one?')).toBeVisible()

  const address = agent.url()
  const again = await agent.context().newPage()
  await agent.close()
  await expect(customer.getByText('like this one?')).toHaveCount(0)
  await again.goto(address)
  await expect(customer.getByRole('img', { name: 'shelf.png' })).toHaveCount(1, BACK)
  await expect(thread(again).getByRole('img', { name: 'shelf.png' })).toHaveCount(1)
  await expect(again.getByRole('list', { name: 'On their way' }).getByText('like')).toHaveCount(0)
  await expect(customer.getByText('like this one?')).toHaveCount(1)
})

test('a message whose file is still on its way is taken out, and what was written after it goes out at once', async ({
  customer,
  console: agent,
}) => {
  await startChat(customer, 'Ruth', 'ruth@customer.test')
  await say(customer, 'before')
  await agent.getByRole('link', { name: /Ruth/ }).click()
  await expect(thread(agent).getByText('before')).toBeVisible()
  // An upload that never comes to its end.
  await customer.route(UPLOADS, () => {})
  await customer.locator('input[type=file]').setInputFiles(picture)
  await say(customer, 'the wrong picture')
  await say(customer, 'without a picture')
  const log = customer.getByRole('log')
  await log.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(thread(agent).getByText('without a picture')).toBeVisible()
  await expect(log.getByText('the wrong picture')).toHaveCount(0)
  await customer.reload()
  await expect(log.getByText('without a picture')).toBeVisible()
  await expect(log.getByText('the wrong picture')).toHaveCount(0)

  await agent.route(UPLOADS, () => {})
  await agent.locator('input[type=file]').setInputFiles(picture)
  await composer(agent).fill('not this one')
  await composer(agent).press('Enter')
  const waiting = agent.getByRole('list', { name: 'On their way' })
  await expect(waiting.getByText('not this one')).toBeVisible()
  await composer(agent).fill('but this')
  await composer(agent).press('Enter')
  await waiting.getByRole('button', { name: 'Discard' }).click()
  await expect(customer.getByText('but this')).toBeVisible()
  await expect(customer.getByText('not this one')).toHaveCount(0)
  await expect(agent.getByText('not this one')).toHaveCount(0)
})

test('an agent is told when a file the server cannot take just now is sent again, and it goes out then', async ({
  customer,
  console: agent,
}) => {
  await startChat(customer, 'Ruth', 'ruth@customer.test')
  await say(customer, 'before')
  await agent.getByRole('link', { name: /Ruth/ }).click()
  await expect(thread(agent).getByText('before')).toBeVisible()
  const later = { success: false, code: 'rate_limited', message: 'Too many files at once.' }
  await agent.route(UPLOADS, (route) =>
    route.fulfill({ status: 429, headers: { 'retry-after': '5' }, json: later }),
  )
  await agent.locator('input[type=file]').setInputFiles(picture)
  await expect(agent.getByText('Too many files at once.')).toBeVisible()
  await composer(agent).fill('like this one?')
  await composer(agent).press('Enter')
  const waiting = agent.getByRole('list', { name: 'On their way' })
  await expect(waiting.getByText(/The server asked to wait. Trying again in \d/)).toBeVisible()
  await expect(waiting.getByRole('button', { name: 'Discard' })).toBeVisible()
  await agent.unroute(UPLOADS)
  await expect(customer.getByRole('img', { name: 'shelf.png' })).toHaveCount(1, BACK)
  await expect(customer.getByText('like this one?')).toHaveCount(1)
})

test('a message whose file was not kept and is refused is edited where the file is, and other windows say so', async ({
  customer,
  console: agent,
}) => {
  await startChat(customer, 'Ruth', 'ruth@customer.test')
  await say(customer, 'before')
  await agent.getByRole('link', { name: /Ruth/ }).click()
  await expect(thread(agent).getByText('before')).toBeVisible()
  await agent.evaluate(`{
    const { put } = IDBObjectStore.prototype
    IDBObjectStore.prototype.put = function (...args) {
      if (this.name === 'files') throw new DOMException('full', 'QuotaExceededError')
      return put.apply(this, args)
    }
  }`)
  const full = { success: false, code: 'storage_full', message: 'No room for files.' }
  await agent.route(UPLOADS, (route) => route.fulfill({ status: 503, json: full }))
  await agent.locator('input[type=file]').setInputFiles(picture)
  await composer(agent).fill('like this one?')
  await composer(agent).press('Enter')
  const edit = agent.getByRole('button', { name: 'Edit', exact: true })
  await expect(edit).toBeVisible()

  const other = await agent.context().newPage()
  await other.goto(agent.url())
  const elsewhere = other.getByText('Only the window in which its file was chosen has it')
  await expect(elsewhere).toBeVisible()
  await expect(other.getByRole('button', { name: 'Edit', exact: true })).toHaveCount(0)
  await edit.click()
  await expect(elsewhere).toHaveCount(0)
  await expect(agent.getByRole('button', { name: 'Remove shelf.png' })).toBeVisible()
  await expect(composer(agent)).toHaveValue('like this one?')
})
