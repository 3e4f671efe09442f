import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DesktopApp } from './driver/app.ts'
import { expect, test } from './driver/test.ts'

/** Where the server on this computer said that it is, the last time that it started. */
function addressIn(userData: string): string {
  const log = readFileSync(join(userData, 'logs/server.log'), 'utf8')
  return [...log.matchAll(/^Frontdesk is ready at (\S+)$/gm)].at(-1)?.[1] ?? ''
}

/** How often it has started. */
const starts = (userData: string) =>
  readFileSync(join(userData, 'logs/server.log'), 'utf8').split('Frontdesk is ready at').length - 1

/** The process that has the server in it, as the app itself tells it; 0 where there is none. */
const serverProcess = (app: DesktopApp) =>
  app.running.evaluate(
    (electron) =>
      electron.app.getAppMetrics().find(({ name }) => name === 'Frontdesk server')?.pid ?? 0,
    undefined,
  )

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('the first start on this computer: its server is started, set up, killed, there again, and ends with the app', async ({
  desktop,
}) => {
  const { userData } = desktop
  const app = await desktop.start()
  const first = await app.pageWith('Where do you want to work?')
  await first.getByRole('button', { name: 'Use this computer' }).click()

  const setUp = await app.pageWith('Welcome to Frontdesk')
  await setUp.getByLabel('Your name').fill('Ann')
  await setUp.getByLabel('Email').fill('ann@example.test')
  await setUp.getByLabel('Password').fill('long enough')
  await setUp.getByRole('button', { name: 'Create account and start' }).click()
  const page = await app.pageWith('Inbox')
  await expect(page.getByText('In sync')).toBeVisible()
  expect(new URL(addressIn(userData)).hostname).toBe('127.0.0.1')

  const killed = await serverProcess(app)
  expect(killed).toBeGreaterThan(0)
  process.kill(killed, 'SIGKILL')
  await expect.poll(() => starts(userData), { timeout: 45_000 }).toBe(2)
  await expect(page.getByText('In sync')).toBeVisible({ timeout: 45_000 })
  await expect(page.getByRole('heading', { name: 'Inbox' })).toBeVisible()

  const left = await serverProcess(app)
  expect([0, killed]).not.toContain(left)
  expect(await app.quit()).toBe(0)
  expect(isAlive(left)).toBe(false)
  const again = await desktop.start()
  await again.pageWith('Inbox')
})
