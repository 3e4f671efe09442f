import type { Page } from '@playwright/test'
import { en } from '../../renderer/words/en.ts'
import { vi } from '../../renderer/words/vi.ts'
import { openColleague } from './support/agents.ts'
import { expect, openWindow, test } from './support/desk.ts'

const ZOE = { name: 'Zoe Park', email: 'zoe@desk.test', password: 'another long password' }
const SET = 'set by the admin'
const CHOSEN = 'mật khẩu của riêng tôi'

for (const [language, words] of [
  ['en', en],
  ['vi', vi],
] as const) {
  const { passwords, signIn: door } = words
  const speak = async (page: Page) => {
    await page.evaluate((said) => localStorage.setItem('frontdesk.language', said), language)
    await page.reload()
  }
  const isSignedOut = (page: Page) =>
    expect(page.getByRole('heading', { name: door.title })).toBeVisible()
  const enter = async (page: Page, password: string) => {
    await page.getByLabel(door.email).fill(ZOE.email)
    await page.getByLabel(door.password).fill(password)
    await page.getByRole('button', { name: door.submit }).click()
    await expect(page.getByRole('heading', { name: words.inbox.title })).toBeVisible()
  }

  test(`an admin sets a colleague’s password, who then chooses their own (${language})`, async ({
    browser,
    console: admin,
    desk,
  }) => {
    const zoe = await openColleague(browser, desk, ZOE)
    await Promise.all([admin, zoe].map(speak))
    await admin.goto(`${desk.url}/team`)
    await admin.getByRole('button', { name: passwords.setOne(ZOE.name) }).click()
    const dialog = admin.getByRole('dialog', { name: passwords.setTitle(ZOE.name) })
    const field = dialog.getByLabel(passwords.next)
    await field.fill('short')
    await dialog.getByRole('button', { name: passwords.set }).click()
    await expect(field).toHaveAttribute('aria-invalid', 'true')
    await field.fill(SET)
    await dialog.getByRole('button', { name: passwords.set }).click()
    await expect(admin.getByText(passwords.setDone(ZOE.name))).toBeVisible()
    await isSignedOut(zoe)

    await enter(zoe, SET)
    const elsewhere = await openWindow(browser, desk.url)
    await speak(elsewhere)
    await enter(elsewhere, SET)
    await zoe.goto(`${desk.url}/settings/password`)
    const change = async (current: string, next: string, again: string) => {
      await zoe.getByLabel(passwords.current).fill(current)
      await zoe.getByLabel(passwords.next, { exact: true }).fill(next)
      await zoe.getByLabel(passwords.again).fill(again)
      await zoe.getByRole('button', { name: passwords.submit }).click()
    }
    await change(SET, CHOSEN, 'something else')
    await expect(zoe.getByText(passwords.differs)).toBeVisible()
    await change('not the old one', CHOSEN, CHOSEN)
    await expect(zoe.getByLabel(passwords.current)).toHaveAttribute('aria-invalid', 'true')
    await change(SET, CHOSEN, CHOSEN)
    await expect(zoe.getByText(passwords.changed(1))).toBeVisible()
    await expect(zoe.getByLabel(passwords.current)).toHaveValue('')
    await isSignedOut(elsewhere)
    await zoe.reload()
    await expect(
      zoe.getByRole('heading', { name: words.workspace.sections.password }).first(),
    ).toBeVisible()
  })
}
