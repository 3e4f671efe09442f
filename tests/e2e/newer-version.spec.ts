import { expect, test } from './support/desk.ts'

const chunks = /\/assets\/SettingsScreen-/

test('a screen that cannot be fetched says why, and the rest of the page goes on', async ({
  console: linh,
}) => {
  // The server has another version by now.
  await linh.route(chunks, (route) => route.fulfill({ status: 404 }))
  await linh.getByRole('button', { name: 'Account and settings' }).click()
  await linh.getByRole('menuitem', { name: 'Notification settings' }).click()
  await expect(linh.getByRole('button', { name: 'Load the page again' })).toBeVisible()
  await linh.getByRole('link', { name: 'Inbox' }).first().click()
  await expect(linh.getByText('Nobody is waiting for an agent')).toBeVisible()
  await linh.goBack()
  await linh.unroute(chunks)
  await linh.getByRole('button', { name: 'Load the page again' }).click()
  await expect(linh.getByText('What you are told, and how')).toBeVisible()
})

test('without a connection such a screen comes by itself once it is back', async ({
  console: linh,
}) => {
  await expect(linh.getByRole('button', { name: /^In sync/ })).toBeVisible()
  await linh.context().setOffline(true)
  await linh.getByRole('button', { name: 'Account and settings' }).click()
  await linh.getByRole('menuitem', { name: 'Notification settings' }).click()
  await expect(linh.getByText('This comes by itself when the connection is back.')).toBeVisible()
  await linh.context().setOffline(false)
  await expect(linh.getByText('What you are told, and how')).toBeVisible()
})
