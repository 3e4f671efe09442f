import { en } from '../../renderer/words/en.ts'
import { vi } from '../../renderer/words/vi.ts'
import { asAdmin } from './support/agents.ts'
import { type Desk, expect, test } from './support/desk.ts'

const EMAIL = 'lan@lotus.test'

async function knowLan(desk: Desk) {
  await asAdmin(desk, 'POST', '/api/companies', { name: 'Lotus', domains: ['lotus.test'] })
  await asAdmin(desk, 'POST', '/api/tags', { name: 'vip' })
  const choices = ['silver', 'gold']
  const plan = { key: 'plan', label: 'Plan', type: 'choice', choices }
  await asAdmin(desk, 'POST', '/api/customer-fields', plan)
  await asAdmin(desk, 'POST', '/api/customers', { email: EMAIL, name: 'Lan Phan' })
}

for (const [language, words] of [
  ['en', en],
  ['vi', vi],
] as const) {
  const { profile, customer, app } = words

  test(`what is known of a customer is filled in, and all of it stands on the timeline, ${language}`, async ({
    desk,
    console: page,
  }) => {
    await knowLan(desk)
    await page.evaluate(`localStorage.setItem('frontdesk.language', '${language}')`)
    await page.goto(`${desk.url}/customers`)
    await page.getByRole('link', { name: /Lan Phan/ }).click()
    const who = page.getByRole('region', { name: customer.profile })
    await expect(who.getByText('Lotus', { exact: true })).toBeVisible()

    const company = page.getByRole('region', { name: profile.company.title })
    await expect(company.getByText(profile.company.people(1))).toBeVisible()
    await company.getByRole('button', { name: profile.company.edit }).click()
    const domains = page.getByRole('textbox', { name: profile.company.domains })
    await domains.fill('lotus.test, gmail.com')
    await domains.press('Enter')
    await expect(page.getByText(/gmail\.com/)).toBeVisible()
    await domains.fill('lotus.test, lotus.example')
    await domains.press('Enter')
    await expect(company.getByText('lotus.example, lotus.test')).toBeVisible()

    await page.getByRole('combobox', { name: 'Plan' }).click()
    await page.getByRole('option', { name: 'gold' }).click()
    const timeline = page.getByRole('region', { name: words.timeline.title })
    await expect(timeline.getByText('Plan: – → gold')).toBeVisible()

    await page.getByRole('button', { name: profile.tags.edit }).click()
    await page.getByRole('option', { name: 'vip' }).click()
    await page.keyboard.press('Escape')
    await expect(timeline.getByText(profile.timeline.tagsAdded('vip'))).toBeVisible()

    const notes = page.getByRole('region', { name: profile.notes.title })
    await notes.getByRole('textbox', { name: profile.notes.add }).fill('Gọi sau 5 giờ')
    await notes.getByRole('button', { name: profile.notes.submit }).click()
    await expect(timeline.getByText('Gọi sau 5 giờ')).toBeVisible()
    await notes.getByRole('button', { name: profile.notes.edit }).click()
    await page.keyboard.press('Escape')
    await expect(notes.getByText('Gọi sau 5 giờ')).toBeVisible()

    const known = page.getByRole('region', { name: profile.identities.title })
    await known.getByRole('button', { name: profile.identities.add }).click()
    await page.getByRole('textbox', { name: profile.identities.value }).fill('phan@post.test')
    await page.getByRole('button', { name: profile.identities.submit, exact: true }).click()
    await expect(known.getByText('phan@post.test')).toBeVisible()

    // What another program tells appears where it belongs, without asking.
    await timeline.getByRole('combobox', { name: profile.timeline.show }).click()
    await page.getByRole('option', { name: profile.timeline.groups.events }).click()
    await expect(timeline.getByText(profile.timeline.nothing)).toBeVisible()
    const order = { name: 'Order 7', properties: { paid: true }, customer: { email: EMAIL } }
    await asAdmin(desk, 'POST', '/api/customers/events', order)
    await expect(timeline.getByText(profile.timeline.event('Order 7'))).toBeVisible()
    await expect(timeline.getByText(`paid: ${profile.fields.yes}`)).toBeVisible()
    await expect(page.getByRole('region', { name: profile.year.title })).toBeVisible()
  })

  test(`an admin says which fields there are, ${language}`, async ({ desk, console: page }) => {
    await page.evaluate(`localStorage.setItem('frontdesk.language', '${language}')`)
    await page.goto(`${desk.url}/settings/customerFields`)
    await expect(page.getByText(profile.settings.none)).toBeVisible()
    await page.getByRole('button', { name: profile.settings.add }).click()
    await page.getByLabel(profile.settings.label, { exact: true }).fill('Ngày gia hạn')
    await page.getByLabel(profile.settings.key).fill('renewal_date')
    await page.getByRole('combobox', { name: profile.settings.type }).click()
    await page.getByRole('option', { name: profile.settings.types.date, exact: true }).click()
    await page.getByRole('button', { name: app.save }).click()
    const list = page.getByRole('list', { name: profile.settings.list })
    await expect(list.getByText('renewal_date')).toBeVisible()
    await list.getByRole('button', { name: profile.settings.edit('Ngày gia hạn') }).click()
    await page.getByRole('button', { name: profile.settings.archive }).click()
    await expect(list.getByText(profile.settings.archived)).toBeVisible()
  })
}
