import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, preview } from 'vite'
import { expectAccessible } from './support/accessible.ts'
import { expect, test } from './support/desk.ts'

const ROOT = join(import.meta.dirname, '../..')

/** The console as `npm run dev` builds it, served. */
async function openDevelopment() {
  const outDir = mkdtempSync(join(tmpdir(), 'frontdesk-gallery-'))
  const options = {
    configFile: join(ROOT, 'renderer/console/vite.config.ts'),
    mode: 'development',
    logLevel: 'silent' as const,
    build: { outDir, emptyOutDir: true },
  }
  await build(options)
  const server = await preview({ ...options, preview: { port: 0, host: '127.0.0.1' } })
  const [url] = server.resolvedUrls?.local ?? []
  return {
    url: String(url),
    async close() {
      await server.close()
      rmSync(outDir, { recursive: true, force: true })
    },
  }
}

test('in development a page shows every piece in both themes and densities, all accessible', async ({
  page,
}) => {
  test.slow()
  const development = await openDevelopment()
  await page.goto(`${development.url}ui`)
  for (const name of ['light, compact', 'dark, compact', 'light, comfortable', 'dark, comfortable'])
    await expect(page.getByRole('region', { name, exact: true })).toBeVisible()
  await expectAccessible(page, 'gallery')
  const compact = page.getByRole('region', { name: 'light, compact' })
  const comfortable = page.getByRole('region', { name: 'light, comfortable' })
  const button = { name: 'primary medium' }
  const low = await compact.getByRole('button', button).boundingBox()
  const high = await comfortable.getByRole('button', button).boundingBox()
  expect(low?.height).toBeLessThan(high?.height ?? 0)

  for (const [trigger, popup] of [
    ['Menu', 'menu'],
    ['Popover', 'dialog'],
    ['Dialog', 'dialog'],
  ] as const) {
    await comfortable.getByRole('button', { name: trigger, exact: true }).click()
    await expect(page.getByRole(popup)).toBeVisible()
    await expectAccessible(page, trigger)
    await page.keyboard.press('Escape')
    await expect(page.getByRole(popup)).toHaveCount(0)
    await expect(comfortable.getByRole('button', { name: trigger, exact: true })).toBeFocused()
  }
  await comfortable.getByRole('button', { name: 'Failure', exact: true }).click()
  const failure = page.getByRole('alertdialog', { name: 'It failed' })
  await expect(failure.getByRole('button', { name: 'Close' })).toBeVisible()
  await expectAccessible(page, 'failure')
  await comfortable.getByRole('combobox', { name: 'One of many' }).fill('dang')
  await page.keyboard.press('Enter')
  await expect(comfortable.getByRole('combobox', { name: 'One of many' })).toHaveValue(
    'Đặng Thị Ngọc Ánh',
  )
  await development.close()
})

test('what is installed does not carry that page', () => {
  const names = readdirSync(join(ROOT, 'dist/console/assets'))
  expect(names.filter((name) => name.startsWith('Gallery'))).toEqual([])
})
