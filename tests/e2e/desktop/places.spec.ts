import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { composer, reply } from '../support/agents.ts'
import { openRuth, signIn, thread } from '../support/desk.ts'
import { expect, test } from './driver/test.ts'

/** Somebody at another port who is no server of ours. */
async function stranger(): Promise<{ url: string; close: () => void }> {
  const server = createServer((_request, response) => response.end('Hello'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, close: () => void server.close() }
}

test('the first start at a server: what is wrong with an address is said, the right one is kept', async ({
  desk,
  desktop,
}) => {
  const app = await desktop.start()
  const first = await app.pageWith('Where do you want to work?')
  const other = await stranger()
  const connect = async (address: string) => {
    await first.getByLabel('Address').fill(address)
    await first.getByRole('button', { name: 'Connect' }).click()
  }
  await connect('javascript:alert(1)')
  await expect(first.getByText('This is not an address of a server')).toBeVisible()
  await connect(other.url)
  await expect(first.getByText('but it is not Frontdesk')).toBeVisible()
  other.close()
  await connect(other.url)
  await expect(first.getByText('Nothing answers at this address')).toBeVisible()

  await first.getByLabel('Name').fill('Support')
  await connect(`${desk.url}/inbox`)
  await signIn(await app.pageWith('Sign in to Frontdesk'))
  await app.quit()

  const again = await desktop.start()
  await again.pageWith('Inbox')
  expect(await again.questions()).toEqual([])
})

test('lần đầu mở ứng dụng bằng tiếng Việt: địa chỉ sai được giải thích', async ({ desktop }) => {
  const app = await desktop.start({ args: ['--lang=vi'] })
  const page = await app.pageWith('Bạn muốn làm việc ở đâu?')
  await page.getByLabel('Địa chỉ').fill('http://127.0.0.1:9')
  await page.getByRole('button', { name: 'Kết nối' }).click()
  await expect(page.getByText('Không có gì trả lời tại địa chỉ này')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Dùng máy tính này' })).toBeVisible()
})

test('from one server to another nothing comes along: sign-in, storage, badge; and back again all is there', async ({
  desk,
  desktop,
}) => {
  const app = await desktop.start({ server: desk.url })
  const support = await app.page()
  await signIn(support)
  await support.evaluate(() => localStorage.setItem('mark', 'of support'))
  await app.running.evaluate(({ app: shell }) => shell.setBadgeCount(3), undefined)

  await app.choose('Servers…')
  const dialog = support.getByRole('dialog', { name: 'Servers' })
  await expect(dialog.getByText('In use')).toBeVisible()
  await dialog.getByRole('button', { name: 'Add a server' }).click()
  await dialog.getByLabel('Address').fill(desk.url)
  await dialog.getByLabel('Name', { exact: true }).fill('Sales')
  // A page alone leads nowhere: the person is asked by the app itself.
  await app.answer('Cancel', 'Connect')
  await dialog.getByRole('button', { name: 'Connect' }).click()
  await expect(dialog.getByText('You have not agreed')).toBeVisible()
  await dialog.getByRole('button', { name: 'Connect' }).click()

  const sales = await app.pageWith('Sign in to Frontdesk')
  expect(await sales.evaluate(() => localStorage.getItem('mark'))).toBeNull()
  expect(await app.badge()).toBe(0)
  await signIn(sales)

  await app.choose(new URL(desk.url).host)
  await expect.poll(() => app.running.windows()[0] === sales).toBe(false)
  const back = await app.pageWith('Inbox')
  expect(await back.evaluate(() => localStorage.getItem('mark'))).toBe('of support')

  await app.choose('Servers…')
  await app.answer('Remove')
  await back.getByRole('button', { name: 'Remove Sales' }).click()
  await expect(back.getByText('Sales', { exact: true })).toBeHidden()
  await app.quit()

  const again = await desktop.start()
  await again.pageWith('Inbox')
})

test('signing out leaves nothing of the server on this computer', async ({ desk, desktop }) => {
  const { app, page } = await desktop.startSignedIn({ server: desk.url })
  await page.evaluate(() => localStorage.setItem('mark', 'of before'))
  await page.getByRole('button', { name: 'Account and settings' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem('mark')).catch(() => 'not yet'))
    .toBeNull()
  await app.pageWith('Sign in to Frontdesk')
})

test('signing out with something unsent keeps that alone, and it goes out after the next sign-in', async ({
  browser,
  desk,
  desktop,
}) => {
  const { app, page } = await desktop.startSignedIn({ server: desk.url })
  const customer = await openRuth(browser, desk)
  await page.getByRole('link', { name: /Ruth Patel/ }).click()
  await expect(thread(page).getByText('Is anybody there?')).toBeVisible()
  await page.evaluate(() => localStorage.setItem('mark', 'of before'))
  await desk.kill()
  await reply(page, 'Yes, in a moment')
  await expect(composer(page)).toHaveValue('')

  await page.getByRole('button', { name: 'Account and settings' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: 'Keep and sign out' }).click()
  await expect(page.getByText('The server cannot be reached').first()).toBeVisible()
  await desk.restart()
  const door = await app.pageWith('Sign in to Frontdesk')
  expect(await door.evaluate(() => localStorage.getItem('mark'))).toBeNull()
  await signIn(door)
  await expect(customer.getByText('Yes, in a moment')).toHaveCount(1)
  await customer.context().close()
})
