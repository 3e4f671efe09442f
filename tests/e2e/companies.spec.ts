import { en } from '../../renderer/words/en.ts'
import { vi } from '../../renderer/words/vi.ts'
import { asAdmin } from './support/agents.ts'
import { expect, test } from './support/desk.ts'

for (const [language, words, sold] of [
  ['en', en, { currency: 'USD', amount: 125_000, shown: '$1,250.00' }],
  ['vi', vi, { currency: 'VND', amount: 1_250_000, shown: '1.250.000 ₫' }],
] as const) {
  const { app, companies, commands, profile } = words

  test(`a company is found, shows who belongs to it as they come, and goes without them, ${language}`, async ({
    desk,
    console: page,
  }) => {
    const person = (email: string, name: string) =>
      asAdmin(desk, 'POST', '/api/customers', { email, name })
    await asAdmin(desk, 'POST', '/api/companies', { name: 'Globex', domains: ['globex.test'] })
    await person('an@lotus.test', 'An Phan')
    await page.evaluate(`localStorage.setItem('frontdesk.language', '${language}')`)
    await page.goto(`${desk.url}/customers`)
    await page.getByRole('link', { name: companies.title, exact: true }).click()

    await page.getByRole('button', { name: companies.create }).click()
    await page.getByLabel(profile.company.name, { exact: true }).fill('Lotus')
    await page.getByLabel(profile.company.domains, { exact: true }).fill('lotus.test')
    await page.getByRole('button', { name: app.save }).click()
    const people = page.getByRole('region', { name: companies.people })
    await expect(people.getByRole('link', { name: /An Phan/ })).toBeVisible()
    await expect(page.getByText(words.people.settling.joined(1))).toBeVisible()
    const list = page.getByRole('list', { name: companies.list })
    await expect(list.getByRole('link', { name: /Lotus/ })).toContainText(companies.count(1))

    await person('binh@lotus.test', 'Bình Võ')
    await expect(people.getByRole('link', { name: /Bình Võ/ })).toBeVisible()
    await expect(list.getByRole('link', { name: /Lotus/ })).toContainText(companies.count(2))

    // What may be sold to its people adds up as it comes.
    const figures = page.getByRole('region', { name: companies.totals })
    const openDeals = figures.getByText(companies.figures.openDeals).locator('..')
    await expect(openDeals.getByRole('definition')).toHaveText('0')
    const href = await people.getByRole('link', { name: /Bình Võ/ }).getAttribute('href')
    const customerId = href?.split('/').at(-1)
    const { currency, amount, shown } = sold
    const deal = { customerId, title: 'Lamps', currency, amount }
    await asAdmin(desk, 'POST', '/api/deals', deal)
    await expect(openDeals.getByRole('definition')).toHaveText(`1 · ${shown}`)

    // By name or domain, in the list and in the palette.
    await page.getByRole('searchbox', { name: companies.search }).fill('globex.te')
    await expect(list.getByRole('link', { name: /Lotus/ })).toBeHidden()
    await expect(list.getByRole('link', { name: /Globex/ })).toBeVisible()
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByRole('combobox', { name: commands.palette }).fill('Globex')
    await page.getByRole('option', { name: /Globex/ }).click()
    await expect(page.getByRole('heading', { name: 'Globex' })).toBeVisible()
    await expect(page.getByText(companies.nobody)).toBeVisible()

    await page.goto(`${desk.url}/customers`)
    await page.getByRole('link', { name: /An Phan/ }).click()
    const card = page.getByRole('region', { name: profile.company.title })
    await expect(card.getByText(profile.company.openDeals(1, shown))).toBeVisible()
    await card.getByRole('link', { name: 'Lotus' }).click()
    await page.getByRole('button', { name: companies.delete }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: companies.delete }).click()
    await expect(list.getByRole('link', { name: /Globex/ })).toBeVisible()
    await expect(list.getByRole('link', { name: /Lotus/ })).toBeHidden()
    await page.getByRole('link', { name: companies.people, exact: true }).click()
    await expect(page.getByRole('link', { name: /Bình Võ/ })).toBeVisible()
  })
}
