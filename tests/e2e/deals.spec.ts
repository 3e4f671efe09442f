import type { Locator, Page, Route } from '@playwright/test'
import { en } from '../../renderer/words/en.ts'
import { moneyText } from '../../renderer/words/money.ts'
import { vi } from '../../renderer/words/vi.ts'
import { asAdmin, openColleague } from './support/agents.ts'
import { expect, say, startChat, test } from './support/desk.ts'

test.slow()

const speak = (page: Page, language: string) =>
  page.evaluate(`localStorage.setItem('frontdesk.language', '${language}')`)

const column = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const card = (where: Page | Locator, title: string) => where.getByRole('link', { name: title })

for (const [language, words, currency, typed, amount] of [
  ['en', en, 'USD', '1,250.50', 125_050],
  ['vi', vi, 'VND', '1.250.000', 1_250_000],
] as const) {
  const { deals } = words
  const { standard } = deals
  const money = (sum: number) => moneyText(language, sum, currency)

  test(`a deal is added beside a chat, goes from stage to stage and is won before everybody’s eyes, ${language}`, async ({
    browser,
    desk,
    console: page,
    customer,
  }) => {
    await asAdmin(desk, 'PUT', '/api/settings', { currency })
    const zoe = await openColleague(browser, desk)
    await startChat(customer, 'Mai Võ', 'mai@lotus.test')
    await say(customer, 'Đèn bàn giá bao nhiêu?')
    for (const each of [page, zoe]) await speak(each, language)
    await zoe.goto(`${desk.url}/deals`)
    await expect(zoe.getByText(deals.empty)).toBeVisible()

    // In the panel beside the conversation, in the workspace's currency; what is no amount is told.
    await page.goto(`${desk.url}/inbox/all`)
    await page.getByRole('link', { name: /Mai Võ/ }).click()
    const panel = page.getByRole('complementary', { name: words.customer.panel })
    const section = panel.getByRole('region', { name: deals.title, exact: true })
    await section.getByRole('button', { name: deals.addHere }).click()
    const adding = page.getByRole('dialog', { name: deals.addTitle })
    await adding.getByRole('textbox', { name: deals.name }).fill('Đèn bàn cho văn phòng')
    await adding.getByRole('textbox', { name: deals.amount }).fill('1.2.3')
    await adding.getByRole('button', { name: deals.submit }).click()
    await expect(adding.getByText(deals.amountWrong)).toBeVisible()
    await adding.getByRole('textbox', { name: deals.amount }).fill(typed)
    await adding.getByLabel(deals.expectedOn).fill('2001-02-03')
    await adding.getByRole('button', { name: deals.submit }).click()
    const line = section.getByRole('listitem').filter({ hasText: 'Đèn bàn cho văn phòng' })
    await expect(line).toContainText(money(amount))
    await expect(line).toContainText(standard.new)

    // The colleague's board has it at once, with what its stage adds up to, and that it is overdue.
    await expect(card(column(zoe, standard.new), 'Đèn bàn cho văn phòng')).toContainText(
      deals.overdue('').trim(),
    )
    await expect(column(zoe, standard.new).getByRole('list', { name: deals.worth })).toHaveText(
      money(amount),
    )
    await zoe.getByRole('button', { name: deals.move('Đèn bàn cho văn phòng') }).click()
    await zoe.getByRole('menuitemradio', { name: standard.proposal }).click()
    await expect(card(column(zoe, standard.proposal), 'Đèn bàn cho văn phòng')).toBeVisible()
    await expect(column(zoe, standard.proposal)).toContainText(money(amount))
    await expect(column(zoe, standard.new)).not.toContainText(money(amount))

    // Beside the chat it has moved, too. By the keys alone it is won.
    await expect(line).toContainText(standard.proposal)
    await page.getByRole('heading', { name: 'Mai Võ' }).first().click()
    await page.keyboard.press('g')
    await page.keyboard.press('p')
    await card(column(page, standard.proposal), 'Đèn bàn cho văn phòng').focus()
    await page.keyboard.press('Shift+ArrowRight')
    await expect(card(column(page, standard.won), 'Đèn bàn cho văn phòng')).toBeFocused()
    await expect(column(zoe, standard.won)).toContainText(money(amount))

    // Opened from the board it tells its way; from there to its customer, whose timeline tells it, too.
    await page.keyboard.press('Enter')
    const open = page.getByRole('dialog', { name: 'Đèn bàn cho văn phòng', exact: true })
    const history = open.getByRole('region', { name: deals.history }).getByRole('listitem')
    await expect(history).toHaveCount(3)
    await expect(history.first()).toContainText(`${standard.proposal} → ${standard.won}`)
    await expect(history.nth(1)).toContainText('Zoe Park')
    await open.getByRole('link', { name: 'Mai Võ' }).click()
    const story = page.getByRole('region', { name: words.timeline.title })
    await story.getByRole('combobox', { name: words.profile.timeline.show }).click()
    await page.getByRole('option', { name: words.profile.timeline.groups.deals }).click()
    await expect(story.getByText(deals.timeline.won('Đèn bàn cho văn phòng'))).toBeVisible()
    await expect(
      story.getByText(`${standard.new} → ${standard.proposal} · ${money(amount)}`),
    ).toBeVisible()
    const theirs = page.getByRole('region', { name: deals.title, exact: true })
    await expect(theirs.getByText(deals.none)).toBeVisible()
    await expect(theirs.getByRole('listitem')).toContainText('Đèn bàn cho văn phòng')
  })
}

test('a deal is dragged, lost with a reason, edited by two at once, and deleted', async ({
  browser,
  desk,
  console: page,
}) => {
  const { deals } = en
  const zoe = await openColleague(browser, desk)
  await asAdmin(desk, 'POST', '/api/customers', { name: 'Ruth Patel', email: 'ruth@customer.test' })
  await page.goto(`${desk.url}/deals`)
  await expect(page.getByText(deals.empty)).toBeVisible()
  await page.keyboard.press('c')
  const adding = page.getByRole('dialog', { name: deals.addTitle })
  await adding.getByRole('button', { name: /Ruth Patel/ }).click()
  await adding.getByRole('textbox', { name: deals.name }).fill('Desk lamps')
  await adding.getByRole('textbox', { name: deals.amount }).fill('99')
  await adding.getByRole('button', { name: deals.submit }).click()
  // What the server will not have goes back to where it was, and is told.
  const refused = (route: Route) =>
    route.request().method() === 'PUT' ? route.abort() : route.continue()
  await page.route('**/api/deals/*', refused)
  await card(column(page, 'New'), 'Desk lamps').press('Shift+ArrowRight')
  const told = page.getByRole('region', { name: en.app.notices })
  await expect(told.getByText(en.problem.unreachable)).toBeVisible()
  await expect(card(column(page, 'New'), 'Desk lamps')).toBeVisible()
  await page.unroute('**/api/deals/*', refused)
  await card(column(page, 'New'), 'Desk lamps').dragTo(column(page, 'Lost'))
  await expect(card(column(page, 'Lost'), 'Desk lamps')).toBeVisible()

  // What was said of the move may lie over it.
  await card(column(page, 'Lost'), 'Desk lamps').press('Enter')
  const open = page.getByRole('dialog', { name: 'Desk lamps', exact: true })
  await open.getByRole('textbox', { name: deals.lostReason }).fill('Too dear')
  // Meanwhile somebody else is quicker.
  await zoe.goto(page.url())
  const theirs = zoe.getByRole('dialog', { name: 'Desk lamps', exact: true })
  await theirs.getByRole('textbox', { name: deals.amount }).fill('120')
  await theirs.getByRole('button', { name: en.app.save }).click()
  await expect(theirs).toBeHidden()
  await open.getByRole('button', { name: en.app.save }).click()
  await expect(open.getByText(deals.changed)).toBeVisible()
  await expect(open.getByRole('alert')).toContainText('$120.00')
  await expect(open.getByRole('textbox', { name: deals.lostReason })).toHaveValue('Too dear')
  await open.getByRole('button', { name: en.app.save }).click()
  await expect(open).toBeHidden()
  await expect(card(column(zoe, 'Lost'), 'Desk lamps')).toContainText('$99.00')

  await page.getByRole('combobox', { name: deals.whose }).click()
  await page.getByRole('option', { name: /Zoe Park/ }).click()
  await expect(card(page, 'Desk lamps')).toHaveCount(0)
  await page.getByRole('combobox', { name: deals.whose }).click()
  await page.getByRole('option', { name: deals.mine }).click()
  await card(page, 'Desk lamps').press('Enter')
  await open.getByRole('button', { name: deals.delete }).click()
  const sure = page.getByRole('dialog', { name: deals.deleteTitle('Desk lamps') })
  await sure.getByRole('button', { name: deals.delete }).click()
  await expect(card(page, 'Desk lamps')).toHaveCount(0)
  await expect(zoe.getByText(deals.empty)).toBeVisible()
})

test('an admin names the stages, orders them, and removes one with its deals', async ({
  browser,
  desk,
  console: page,
}) => {
  const { deals } = vi
  const { settings: words, standard } = deals
  const zoe = await openColleague(browser, desk)
  await asAdmin(desk, 'POST', '/api/customers', { name: 'Mai Võ', email: 'mai@lotus.test' })
  await speak(page, 'vi')
  await page.goto(`${desk.url}/settings/deals`)
  await page.getByRole('combobox', { name: deals.currency }).fill('VND')
  await page.getByRole('option', { name: /VND/ }).click()
  await expect(page.getByText(words.currencySaved)).toBeVisible()

  await zoe.goto(`${desk.url}/deals`)
  await zoe.getByRole('button', { name: en.deals.addHere }).click()
  const adding = zoe.getByRole('dialog', { name: en.deals.addTitle })
  await adding.getByRole('button', { name: /Mai Võ/ }).click()
  await adding.getByRole('textbox', { name: en.deals.name }).fill('Sách')
  await adding.getByRole('textbox', { name: en.deals.amount }).fill('500.000')
  await adding.getByRole('button', { name: en.deals.submit }).click()
  await expect(card(column(zoe, 'New'), 'Sách')).toContainText('₫500,000')

  const stages = page.getByRole('list', { name: words.list }).getByRole('listitem')
  await page.getByRole('button', { name: words.rename(standard.qualified) }).click()
  await page.getByRole('textbox', { name: words.name }).fill('Đã gọi')
  await page.getByRole('button', { name: vi.app.save }).click()
  await page.getByRole('button', { name: words.add }).click()
  await page.getByRole('textbox', { name: words.name }).fill('Dùng thử')
  await page.getByRole('button', { name: vi.app.save }).click()
  await expect(stages.last()).toContainText('Dùng thử')
  await page.getByRole('button', { name: words.up('Đã gọi') }).click()
  await expect(stages.first()).toContainText('Đã gọi')
  const headings = zoe.getByRole('heading', { level: 3 })
  await expect(headings).toHaveText(['Đã gọi', 'New', 'Proposal', 'Won', 'Lost', 'Dùng thử'])

  await page.getByRole('button', { name: words.remove(standard.new) }).click()
  await page.getByRole('combobox', { name: words.moveTo }).click()
  await page.getByRole('option', { name: 'Dùng thử' }).click()
  await page.getByRole('button', { name: words.removeSubmit }).click()
  await expect(stages).toHaveCount(5)
  await expect(card(column(zoe, 'Dùng thử'), 'Sách')).toBeVisible()
  await expect(column(zoe, 'New')).toHaveCount(0)
  await page.getByRole('button', { name: words.remove(standard.lost) }).click()
  await expect(page.getByText(words.removeNever)).toBeVisible()
})
