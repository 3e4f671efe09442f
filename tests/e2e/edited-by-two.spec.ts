import type { Page } from '@playwright/test'
import { en } from '../../renderer/words/en.ts'
import { vi } from '../../renderer/words/vi.ts'
import { asAdmin, openColleague } from './support/agents.ts'
import { type Desk, expect, test } from './support/desk.ts'

async function knowMai(desk: Desk) {
  await asAdmin(desk, 'POST', '/api/companies', { name: 'Lotus', domains: ['lotus.test'] })
  const spent = { key: 'spent', label: 'Spent', type: 'number' }
  await asAdmin(desk, 'POST', '/api/customer-fields', spent)
  await asAdmin(desk, 'POST', '/api/customers', { email: 'mai@lotus.test', name: 'Mai Vo' })
}

async function openMai(page: Page, desk: Desk, language: string) {
  await page.evaluate(`localStorage.setItem('frontdesk.language', '${language}')`)
  await page.goto(`${desk.url}/customers`)
  await page.getByRole('link', { name: /Mai Vo/ }).click()
}

for (const [language, { customer, profile }] of [
  ['en', en],
  ['vi', vi],
] as const) {
  test(`two edit one customer, and neither writes over the other unseen, ${language}`, async ({
    browser,
    desk,
    console: page,
  }) => {
    await knowMai(desk)
    const other = await openColleague(browser, desk)
    await openMai(page, desk, language)
    await openMai(other, desk, language)
    const phone = (at: Page) => at.getByRole('textbox', { name: customer.phone })
    const edit = (at: Page) => at.getByRole('button', { name: customer.add(customer.phone) })
    await edit(page).click()
    await edit(other).click()
    await phone(other).fill('+84 900 000 002')
    await phone(other).press('Enter')
    await expect(phone(other)).toBeHidden()

    await phone(page).fill('+84 900 000 001')
    await phone(page).press('Enter')
    const question = page.getByRole('group', { name: profile.conflict.title })
    await expect(question.getByText('+84 900 000 002')).toBeVisible()
    await expect(question.getByText('+84 900 000 001')).toBeVisible()
    await question.getByRole('button', { name: profile.conflict.keepMine }).click()
    await expect(phone(page)).toBeHidden()
    await expect(other.getByRole('button', { name: /\+84 900 000 001/ })).toBeVisible()

    // What the other changed elsewhere in them is no conflict, and stays.
    await page.getByRole('button', { name: customer.add('Spent') }).click()
    await other.getByRole('button', { name: /\+84 900 000 001/ }).click()
    await phone(other).fill('+84 900 000 003')
    await phone(other).press('Enter')
    await expect(phone(other)).toBeHidden()
    const spent = page.getByRole('spinbutton', { name: 'Spent' })
    await spent.pressSequentially('1e')
    await spent.press('Enter')
    await expect(page.getByText(profile.fields.notNumber)).toBeVisible()
    await spent.fill('12')
    await spent.press('Enter')
    await expect(other.getByRole('button', { name: /^12 .*spent/i })).toBeVisible()
    await expect(page.getByRole('button', { name: /\+84 900 000 003/ })).toBeVisible()
    await other.context().close()
  })

  test(`two edit one company, and the second is asked which it shall be, ${language}`, async ({
    browser,
    desk,
    console: page,
  }) => {
    await knowMai(desk)
    const other = await openColleague(browser, desk)
    for (const one of [page, other]) {
      await openMai(one, desk, language)
      await one.getByRole('button', { name: profile.company.edit }).click()
    }
    const domains = (at: Page) => at.getByRole('textbox', { name: profile.company.domains })
    await domains(other).fill('lotus.test, theirs.test')
    await domains(other).press('Enter')
    await expect(domains(other)).toBeHidden()
    await domains(page).fill('lotus.test, mine.test')
    await domains(page).press('Enter')
    const question = page.getByRole('group', { name: profile.conflict.title })
    await expect(question.getByText('Lotus, lotus.test, theirs.test')).toBeVisible()
    await question.getByRole('button', { name: profile.conflict.takeTheirs }).click()
    await expect(question).toBeHidden()
    const company = page.getByRole('region', { name: profile.company.title })
    await expect(company.getByText('lotus.test, theirs.test')).toBeVisible()
    await other.context().close()
  })
}
