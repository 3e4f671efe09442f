import { test } from './support/desktop.ts'
import { expect, openRuth, say, signIn, thread } from './support/desk.ts'

test('the same build on the desktop notifies, opens the conversation that was clicked, and counts on the badge', async ({
  browser,
  desk,
  shell,
}) => {
  await signIn(shell.page)
  await shell.tell('window.focus', { focused: false })

  const customer = await openRuth(browser, desk)
  await expect.poll(() => shell.calls('notification.show')).not.toEqual([])
  // Nobody has it yet: the badge counts what this agent has to answer.
  expect(shell.calls('badge.set').at(-1)).toEqual({ count: 0 })
  const [notice] = shell.calls('notification.show') as Array<{ route: object; title: string }>
  expect(notice?.title).toContain('Ruth Patel')

  // A click on it: the shell routes first, then shows the window.
  await shell.tell('route.open', { route: notice?.route ?? {} })
  await shell.tell('window.focus', { focused: true })
  await expect(thread(shell.page).getByText('Is anybody there?')).toBeVisible()
  await expect
    .poll(() => shell.calls('notification.withdraw'))
    .toContainEqual({ route: notice?.route })

  await shell.page.getByRole('button', { name: 'Take', exact: true }).click()
  await expect(customer.getByText('Admin joined the chat')).toBeVisible()
  await shell.tell('window.focus', { focused: false })
  await say(customer, 'It is about my order')
  await expect.poll(() => shell.calls('badge.set').at(-1)).toEqual({ count: 1 })
  await expect(shell.page).toHaveTitle(/^\(1\) /)
  await shell.tell('window.focus', { focused: true })
  await expect.poll(() => shell.calls('badge.set').at(-1)).toEqual({ count: 0 })
})

test('a customer is answered in the notification itself, and what it told of is read by that', async ({
  browser,
  desk,
  shell,
}) => {
  await signIn(shell.page)
  const customer = await openRuth(browser, desk)
  await shell.page.getByRole('link', { name: /Ruth Patel/ }).click()
  await shell.page.getByRole('button', { name: 'Take', exact: true }).click()
  await expect(customer.getByText('Admin joined the chat')).toBeVisible()
  await shell.page.getByRole('link', { name: 'Tickets', exact: true }).click()
  await shell.tell('window.focus', { focused: false })

  const shown = (text: string) => async () =>
    (shell.calls('notification.show') as Shown[]).find(({ body }) => body === text)
  await say(customer, 'Where is my order?')
  await expect.poll(shown('Where is my order?')).toMatchObject({
    urges: true,
    actions: { reply: 'Reply to Ruth Patel', read: 'Mark read' },
  })
  await expect.poll(() => shell.calls('badge.set').at(-1)).toEqual({ count: 1 })
  const first = (await shown('Where is my order?')())!
  await shell.tell('notification.reply', { id: first.id, route: first.route, text: 'On its way.' })
  await expect(customer.getByText('On its way.')).toBeVisible()
  await expect.poll(() => shell.calls('badge.set').at(-1)).toEqual({ count: 0 })

  await say(customer, 'Thank you!')
  await expect.poll(shown('Thank you!')).toBeDefined()
  await expect.poll(() => shell.calls('badge.set').at(-1)).toEqual({ count: 1 })
  const { id, route } = (await shown('Thank you!')())!
  await shell.tell('notification.read', { id, route })
  await expect.poll(() => shell.calls('badge.set').at(-1)).toEqual({ count: 0 })
  await expect(shell.page.getByRole('link', { name: 'Notifications', exact: true })).toBeVisible()
})

type Shown = { id: string; body: string; route: object }

test('on the desktop the sign-in survives a restart in the secret store, and signing out clears it', async ({
  shell,
}) => {
  await signIn(shell.page)
  expect(shell.calls('secret.write')).not.toEqual([])
  await shell.page.reload()
  await expect(shell.page.getByRole('heading', { name: 'Inbox' })).toBeVisible()
  await shell.page.getByRole('button', { name: 'Account and settings' }).click()
  await shell.page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(shell.page.getByRole('heading', { name: 'Sign in to Frontdesk' })).toBeVisible()
  expect(shell.calls('secret.clear')).not.toEqual([])
})
