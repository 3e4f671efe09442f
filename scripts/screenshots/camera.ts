import type { Browser, BrowserContext, Page } from '@playwright/test'
import { DEMO_PASSWORD, demoSignIns } from '../../server/demo/seed.ts'
import { type Look, NOW, type Shot } from './shots.ts'

const sizes = { wide: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } }

/** Opens windows on the demo, one for each look, and takes pictures in them. */
export async function openCamera(browser: Browser, url: string) {
  const windows = new Map<string, Page>()

  async function windowFor(look: Look): Promise<Page> {
    const key = JSON.stringify(look)
    const known = windows.get(key)
    if (known) return known
    const context = await browser.newContext({
      colorScheme: look.theme,
      viewport: sizes[look.size],
      isMobile: look.size === 'phone',
      hasTouch: look.size === 'phone',
      locale: look.language === 'vi' ? 'vi-VN' : 'en-GB',
      timezoneId: 'Asia/Ho_Chi_Minh',
      reducedMotion: 'reduce',
    })
    const page = await openSignedIn(context, url, look)
    windows.set(key, page)
    return page
  }

  return {
    async take(shot: Shot, file: string) {
      const page = await windowFor(shot.look)
      await page.goto(url + shot.path)
      await page.waitForLoadState('networkidle')
      await shot.prepare?.(page)
      await page.mouse.move(0, 0)
      // What fades in has done so, and what is fetched once more is there.
      await page.waitForTimeout(400)
      await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' })
    },
  }
}

/** The demo's administrator, in a window whose clock stands still at the demo's moment. */
async function openSignedIn(context: BrowserContext, url: string, look: Look): Promise<Page> {
  const [admin] = demoSignIns().filter(({ role }) => role === 'admin')
  const page = await context.newPage()
  await page.clock.setFixedTime(new Date(NOW))
  if (look.isSignedOut) return page
  await page.goto(url)
  await page.locator('input[type=email]').fill(admin?.email ?? '')
  await page.locator('input[type=password]').fill(DEMO_PASSWORD)
  await page.locator('button[type=submit]').click()
  await page.locator('#screen').waitFor()
  if (look.language === 'vi') await chooseVietnamese(page)
  return page
}

/** For the account, so that it holds at every start: pictures in English are taken before. */
async function chooseVietnamese(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill('tieng viet')
  await page.getByRole('option', { name: 'Tiếng Việt' }).click()
  await page.locator('html[lang=vi]').waitFor()
  await page.waitForLoadState('networkidle')
}
