import { asAdmin } from '../support/agents.ts'
import { type Desk, openRuth, say, signIn, thread } from '../support/desk.ts'
import type { DesktopApp } from './driver/app.ts'
import { expect, test } from './driver/test.ts'

test('a customer is answered in the notification itself while the window is away, and Copy Diagnostics names nobody', async ({
  browser,
  desk,
  desktop,
}) => {
  const { app, page } = await desktop.startSignedIn({ server: desk.url })
  const customer = await openRuth(browser, desk)
  await page.getByRole('link', { name: /Ruth Patel/ }).click()
  await page.getByRole('button', { name: 'Take', exact: true }).click()
  await expect(customer.getByText('Admin joined the chat')).toBeVisible()

  await app.window('minimize')
  await say(customer, 'Where is my order?')
  await app.replyTo('Where is my order?', 'On its way.')
  await expect(customer.getByText('On its way.')).toBeVisible()
  await expect.poll(() => app.badge()).toBe(0)
  expect(await app.windowState()).toMatchObject({ isMinimized: true })

  await app.choose('Copy Diagnostics')
  const text = await app.running.evaluate(({ clipboard }) => clipboard.readText(), undefined)
  expect(text).toContain('"flash":true')
  expect(text).not.toContain(new URL(desk.url).host)
  await customer.context().close()
})

const KIM = { name: 'Kim', email: 'kim@desk.test', password: 'one more long password' }

/** An agent's account, by its id. */
async function register(desk: Desk): Promise<string> {
  await asAdmin(desk, 'POST', '/api/auth/register', { ...KIM, role: 'agent' })
  const { email, password } = KIM
  const answer = await fetch(`${desk.url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  const { data } = (await answer.json()) as { data: { user: { id: string } } }
  return data.user.id
}

test('what is answered after the account was closed is nobody’s to send, and its writer has the words', async ({
  browser,
  desk,
  desktop,
}) => {
  const id = await register(desk)
  const { app } = await desktop.startSignedIn({ server: desk.url }, KIM)
  await app.window('minimize')
  const customer = await openRuth(browser, desk, 'Where is my order?')
  await app.notification('Ruth Patel')
  // As a system does that hands over what was being written when the notification was taken back.
  await app.running.evaluate(() => {
    const [shown] = globalThis.watched.shown
    shown?.once('close', () => setTimeout(() => shown.emit('reply', { reply: 'On its way.' })))
  }, undefined)
  await app.answer('Copy My Reply')

  await asAdmin(desk, 'PUT', `/api/users/${id}`, { isActive: false })
  await app.pageWith('Sign in to Frontdesk')
  const copied = () => app.running.evaluate(({ clipboard }) => clipboard.readText(), undefined)
  await expect.poll(copied).toBe('On its way.')
  expect(await app.questions()).toContainEqual(expect.objectContaining({ detail: 'On its way.' }))
  expect(await app.notifications()).toEqual([])
  await expect(customer.getByText('On its way.')).toHaveCount(0)
  await customer.context().close()
})

/** What the system tells of a page whose process is gone. */
const crash = ({ running }: DesktopApp) =>
  running.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    window?.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 })
  }, undefined)

test('what is answered while the console is gone waits, and does not go out under the next agent’s name', async ({
  browser,
  desk,
  desktop,
}) => {
  const id = await register(desk)
  const { app, page } = await desktop.startSignedIn({ server: desk.url }, KIM)
  await app.window('minimize')
  const customer = await openRuth(browser, desk, 'Where is my order?')
  await app.notification('Ruth Patel')
  await crash(app)
  await app.pageWith('Inbox')
  await crash(app)
  await app.pageWith('The window stopped working twice in a short time.')
  await app.replyTo('Ruth Patel', 'On its way.')
  await asAdmin(desk, 'PUT', `/api/users/${id}`, { isActive: false })
  await app.answer('Copy My Reply')

  await page.getByRole('button', { name: 'Reload' }).click()
  await app.pageWith('Sign in to Frontdesk')
  const copied = () => app.running.evaluate(({ clipboard }) => clipboard.readText(), undefined)
  await expect.poll(copied).toBe('On its way.')
  await expect.poll(() => app.notifications()).toEqual([])
  await signIn(page)
  await page.getByRole('link', { name: /Ruth Patel/ }).click()
  await expect(thread(page).getByText('Where is my order?')).toBeVisible()
  await expect(customer.getByText('On its way.')).toHaveCount(0)
  await customer.context().close()
})
