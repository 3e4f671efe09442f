import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './driver/test.ts'

/** Where the server on this computer said that it is, the last time that it started. */
function addressIn(userData: string): string {
  const log = readFileSync(join(userData, 'logs/server.log'), 'utf8')
  return [...log.matchAll(/^Frontdesk is ready at (\S+)$/gm)].at(-1)?.[1] ?? ''
}

/** How often it has started. */
const starts = (userData: string) =>
  readFileSync(join(userData, 'logs/server.log'), 'utf8').split('Frontdesk is ready at').length - 1

/** The process that has this data folder's server in it, found as any system monitor would. */
function serverProcess(userData: string): number | undefined {
  const mine = `DATA_DIR=${join(userData, 'server')}\0`
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .find((pid) => {
      try {
        const program = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
        const surroundings = readFileSync(`/proc/${pid}/environ`, 'utf8')
        return program.includes('bundle/server/main.js') && surroundings.includes(mine)
      } catch {
        return false
      }
    })
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

  process.kill(serverProcess(userData) ?? 0, 'SIGKILL')
  await expect.poll(() => starts(userData), { timeout: 45_000 }).toBe(2)
  await expect(page.getByText('In sync')).toBeVisible({ timeout: 45_000 })
  await expect(page.getByRole('heading', { name: 'Inbox' })).toBeVisible()

  expect(await app.quit()).toBe(0)
  expect(serverProcess(userData)).toBeUndefined()
  const again = await desktop.start()
  await again.pageWith('Inbox')
})
