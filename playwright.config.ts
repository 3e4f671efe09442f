import { defineConfig } from '@playwright/test'
import { findChromium } from './tests/support/chromium.ts'

const { executablePath, args } = await findChromium()
// Playwright reads this file again in each worker: what was found once need not be searched again.
process.env.CHROMIUM_PATH = executablePath

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // A browser on a busy machine may stumble; what passed only the second time is named at the end of the run.
  retries: process.env.CI === 'true' ? 1 : 0,
  forbidOnly: process.env.CI === 'true',
  reporter: 'list',
  use: {
    browserName: 'chromium',
    // Without a language of its own the machine might know no file names beyond ASCII.
    launchOptions: { executablePath, args, env: { ...process.env, LC_ALL: 'C.UTF-8' } },
    locale: 'en-US',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
})
