import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { composer } from '../support/agents.ts'
import { ADMIN, openRuth } from '../support/desk.ts'
import { startFeed } from './driver/feed.ts'
import { backend, expect, test } from './driver/test.ts'

test.skip(
  backend === 'electron' || process.platform !== 'linux',
  'Electron itself updates what is packaged only',
)

test('a newer version is found, fetched and offered, waits for what is being written, and starts in its place', async ({
  browser,
  desk,
  desktop,
}) => {
  const feed = await startFeed(dirname(desktop.userData), '9.9.9')
  const { app, page } = await desktop.startSignedIn({ server: desk.url, env: feed.env })
  const customer = await openRuth(browser, desk)

  await app.choose('Check for Updates…')
  await expect(page.getByText('Fetching version 9.9.9…')).toBeVisible()
  feed.letThrough()
  await expect(page.getByText('Version 9.9.9 is ready.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Restart to update' }).first()).toBeVisible()

  await page.getByRole('link', { name: /^Inbox/ }).click()
  await page.getByRole('link', { name: /Ruth Patel/ }).click()
  await composer(page).fill('Yes, in a moment')
  await app.choose('Restart to Update')
  const state = () => page.evaluate('frontdeskDesktop.update.get()')
  await expect.poll(state).toMatchObject({ state: 'ready', waits: true })
  expect(existsSync(feed.startedFile)).toBe(false)

  await page.keyboard.press('Enter')
  expect(await app.running.exited).toBe(0)
  await expect(customer.getByText('Yes, in a moment')).toHaveCount(1)
  await expect.poll(() => existsSync(feed.startedFile)).toBe(true)
  await expect.poll(() => readFileSync(feed.startedFile, 'utf8')).toBe('9.9.9')
  await feed.close()
  await customer.context().close()
})

test('a form that somebody has begun in a dialog is waited for while they are in another field of it', async ({
  desk,
  desktop,
}) => {
  const feed = await startFeed(dirname(desktop.userData), '9.9.9')
  feed.letThrough()
  const { app, page } = await desktop.startSignedIn({ server: desk.url, env: feed.env })
  await app.choose('Check for Updates…')
  await expect(page.getByText('Version 9.9.9 is ready.')).toBeVisible()

  await page.getByRole('link', { name: 'Customers' }).first().click()
  await page.getByRole('button', { name: 'New customer' }).click()
  const dialog = page.getByRole('dialog', { name: 'New customer' })
  await dialog.getByLabel('Name').fill('Ruth Patel')
  await dialog.getByLabel('Email').focus()
  await app.choose('Restart to Update')
  const state = () => page.evaluate('frontdeskDesktop.update.get()')
  await expect.poll(state).toMatchObject({ state: 'ready', waits: true })

  await dialog.getByLabel('Email').press('Escape')
  expect(await app.running.exited).toBe(0)
  await expect.poll(() => existsSync(feed.startedFile)).toBe(true)
  await feed.close()
})

test('what starts with the computer is started from where it lies since the last update', async ({
  desk,
  desktop,
}) => {
  const folder = dirname(desktop.userData)
  const feed = await startFeed(folder, '9.9.9')
  const config = join(folder, 'config')
  const entry = join(config, 'autostart', 'frontdesk.desktop')
  mkdirSync(dirname(entry), { recursive: true })
  writeFileSync(entry, '[Desktop Entry]\nExec="/home/ann/frontdesk-0.0.0.AppImage" --hidden\n')
  const env = { ...feed.env, XDG_CONFIG_HOME: config }
  await desktop.start({ server: desk.url, env })
  const read = () => readFileSync(entry, 'utf8')
  await expect.poll(read).toBe(`[Desktop Entry]\nExec="${feed.appImage}" --hidden\n`)
  await feed.close()
})

test('gói cài từ hệ thống không tự cập nhật và nói vì sao', async ({ desk, desktop }) => {
  const feed = await startFeed(dirname(desktop.userData), '9.9.9')
  const { DOUBLE_RESOURCES = '' } = feed.env
  const app = await desktop.start({
    server: desk.url,
    args: ['--lang=vi'],
    env: { DOUBLE_RESOURCES },
  })
  const page = await app.page()
  const why = page.getByText('Trình quản lý gói của hệ thống sẽ cập nhật ứng dụng này.')
  await expect(page.getByRole('button', { name: 'Đăng nhập' })).toBeVisible()
  // Asked at the door it is what one sees first inside.
  await app.choose('Cập nhật…')
  await page.getByLabel('Email').fill(ADMIN.email)
  await page.getByLabel('Mật khẩu').fill(ADMIN.password)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await expect(page.getByRole('button', { name: /^Đã đồng bộ/ })).toBeVisible()
  await expect(why).toBeVisible()
  await page.getByRole('link', { name: 'Hộp thư' }).first().click()
  await expect(why).toBeHidden()
  await app.choose('Cập nhật…')
  await expect(why).toBeVisible()
  await expect(page.getByRole('button', { name: 'Kiểm tra bản cập nhật' })).toBeHidden()
  await feed.close()
})
