import { expectAccessible } from './support/accessible.ts'
import { expect, signIn } from './support/desk.ts'
import { test } from './support/desktop.ts'

test('the agent sets how the app behaves on their computer, and the tray follows what they are', async ({
  shell,
}) => {
  const { page } = shell
  await signIn(page)
  await expect
    .poll(() => shell.calls('standing.set').at(-1))
    .toEqual({ sync: 'in_sync', availability: 'online', isComposing: false, hasUnsent: false })
  await shell.tell('standing.choose', { availability: 'away' })
  await expect
    .poll(() => shell.calls('standing.set').at(-1))
    .toMatchObject({ availability: 'away' })

  await page.goto(new URL('/settings/thisApp', page.url()).href)
  const tray = page.getByRole('switch', { name: 'Closing the window keeps the app running' })
  await expectAccessible(page, 'this app')
  await tray.click()
  await expect(tray).toBeChecked()
  expect(shell.calls('app.set')).toContainEqual({ closeToTray: true })
  await expect(
    page.getByRole('switch', { name: 'Start when you sign in to this computer' }),
  ).toBeDisabled()

  const key = page.getByLabel('Key that brings Frontdesk to the front')
  await key.press('f')
  await key.press('Alt+F4')
  await expect(page.getByText('The system does not let us have this key.')).toBeVisible()
  await expect(key).toHaveValue('')
  await key.press('Control+Shift+F')
  await expect(key).toHaveValue('Ctrl + Shift + F')
  await page.getByRole('button', { name: 'Remove' }).click()
  await expect(key).toHaveValue('')
  expect(shell.calls('app.set').slice(1)).toEqual([
    { shortcut: 'Alt+F4' },
    { shortcut: 'CommandOrControl+Shift+F' },
    { shortcut: null },
  ])
})

test('trong tiếng Việt trang của ứng dụng nói khi nào người đại lý đang viết', async ({
  shell,
}) => {
  const { page } = shell
  await signIn(page)
  await page.goto(new URL('/settings/thisApp', page.url()).href)
  await expect(page.getByRole('heading', { name: 'This app' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Tiếng Việt')
  await page.getByRole('option', { name: /Tiếng Việt/ }).click()
  await expect(page.getByRole('heading', { name: 'Ứng dụng này' })).toBeVisible()
  await expect(page.getByText('Nhấp nháy nút trên thanh tác vụ')).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('abc')
  await expect.poll(() => shell.calls('standing.set').at(-1)).toMatchObject({ isComposing: true })
  await page.keyboard.press('Escape')
  await expect.poll(() => shell.calls('standing.set').at(-1)).toMatchObject({ isComposing: false })
})
