import type { Browser, Page } from '@playwright/test'
import { SETTINGS_SECTIONS } from '../../renderer/console/shell/route.ts'
import { asAdmin } from './support/agents.ts'
import {
  type Desk,
  expect,
  openWindow,
  say,
  signIn,
  startChat,
  test,
  thread,
} from './support/desk.ts'

test.slow()

const LONG = 'Nguyễn Hoàng Phương Thảo Maximiliane von Hohenlohe-Öhringen'

const BROWSER_SECTIONS = SETTINGS_SECTIONS.filter((section) => section !== 'thisApp')

/** A screen, by its address, and what must be there before it is looked at. */
const SCREENS = [
  ['/inbox/unassigned', 'link', /Nguyễn Hoàng/],
  ['/inbox/closed', 'heading', 'Inbox'],
  ['/tickets', 'link', /A very long subject/],
  ['/tasks/all', 'link', /An unbreakable task/],
  ['/deals', 'link', /An unbreakable deal/],
  ['/customers', 'link', /Nguyễn Hoàng/],
  ['/companies', 'link', /Hohenlohe/],
  ['/notifications', 'heading', 'Notifications'],
  ['/reports/overview', 'heading', 'Reports'],
  ['/reports/busiest', 'heading', 'Reports'],
  ['/team', 'heading', 'Team'],
  ['/settings', 'heading', 'Workspace settings'],
  ...BROWSER_SECTIONS.map((section) => [`/settings/${section}`, 'heading', /./] as const),
] as const

/** Controls that stick out at a side; what can be scrolled to in a row of its own does not. */
const CUT = `(() => {
  const scrolls = (element) => {
    for (let above = element.parentElement; above && above !== document.body; above = above.parentElement)
      if (/auto|scroll/.test(getComputedStyle(above).overflowX) && above.scrollWidth > above.clientWidth) return true
    return false
  }
  const controls = document.querySelectorAll('button, a[href], input, textarea, [role=tab], [role=combobox]')
  return [...controls]
    .filter((control) => control.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .filter((control) => !control.closest('.sr-only') && !control.closest('[data-base-ui-inert]'))
    .filter((control) => {
      const { left, right, width, height } = control.getBoundingClientRect()
      return width > 2 && height > 2 && (left < -1 || right > innerWidth + 1) && !scrolls(control)
    })
    .map((control) => control.getAttribute('aria-label') ?? control.textContent)
})()`

async function expectFits(page: Page, screen: string): Promise<void> {
  const overflow = await page.evaluate(
    'Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - innerWidth',
  )
  expect(overflow, `${screen} scrolls sideways`).toBeLessThanOrEqual(0)
  expect(await page.evaluate(CUT), `${screen} has cut controls`).toEqual([])
}

/** A conversation that became a ticket, another that is open, both with what is long. */
async function fill(browser: Browser, desk: Desk, agent: Page): Promise<void> {
  const domains = [`${'unbreakable'.repeat(5)}.test`]
  await asAdmin(desk, 'POST', '/api/companies', { name: `${LONG} AG`, domains })
  for (const email of ['thao@customer.test', 'thao.two@customer.test']) {
    const customer = await openWindow(browser, `${desk.url}/chat`)
    await startChat(customer, LONG, email)
    await say(customer, `A long word: ${'unbreakable'.repeat(30)}`)
    await expect(customer.getByText(/· (?:Sent|Delivered|Read)$/)).toBeVisible()
  }
  await agent
    .getByRole('link', { name: /Nguyễn Hoàng/ })
    .first()
    .click()
  await agent.getByRole('button', { name: 'Convert to ticket' }).click()
  await agent.getByLabel('Subject').fill('A very long subject '.repeat(9).trim())
  await agent.keyboard.press('Enter')
  await expect(agent.getByRole('link', { name: 'Open ticket' }).first()).toBeVisible()
  const panel = agent.getByRole('complementary', { name: 'Customer' })
  const task = `An unbreakable task: ${'unbreakable'.repeat(12)}`
  await panel.getByRole('textbox', { name: 'What is to be done' }).fill(task)
  await panel.getByRole('button', { name: 'Add task', exact: true }).click()
  await expect(panel.getByText(task, { exact: true })).toBeVisible()
  await panel.getByRole('button', { name: 'Add a deal' }).click()
  const adding = agent.getByRole('dialog', { name: 'New deal' })
  const deal = `An unbreakable deal: ${'unbreakable'.repeat(12)}`
  await adding.getByRole('textbox', { name: 'What it is about' }).fill(deal)
  await adding.getByRole('textbox', { name: 'Amount' }).fill('90,071,992,547,409.91')
  await adding.getByRole('button', { name: 'Add deal' }).click()
  await expect(panel.getByText(deal, { exact: true })).toBeVisible()
}

const SIZES = [
  ['on a phone', { width: 390, height: 844 }],
  ['at 200 % on a small laptop', { width: 640, height: 400 }],
] as const

for (const [where, viewport] of SIZES)
  test(`every screen fits ${where}`, async ({ browser, desk, console: agent }) => {
    await fill(browser, desk, agent)
    const page = await openWindow(browser, desk.url, { viewport })
    await signIn(page)
    for (const [path, role, name] of SCREENS) {
      await page.goto(desk.url + path)
      await expect(page.getByRole(role, { name }).first()).toBeVisible()
      await expectFits(page, path)
    }
    for (const [path, open] of [
      ['/inbox/unassigned', /Nguyễn Hoàng/],
      ['/tickets', /A very long subject/],
      ['/tasks/all', /An unbreakable task/],
      ['/deals', /An unbreakable deal/],
      ['/customers', /Nguyễn Hoàng/],
      ['/companies', /Hohenlohe/],
    ] as const) {
      await page.goto(desk.url + path)
      await page.getByRole('link', { name: open }).first().click()
      await expect(page.getByRole('heading', { level: 2 }).last()).toBeVisible()
      await expectFits(page, `${path}, one open`)
    }
    await page.goto(`${desk.url}/inbox/unassigned`)
    await page
      .getByRole('link', { name: /Nguyễn Hoàng/ })
      .first()
      .click()
    await expect(thread(page).getByText(/unbreakable/)).toBeVisible()
    await page.getByRole('button', { name: 'Show customer' }).click()
    await expectFits(page, 'the customer beside a conversation')
    await page.getByRole('button', { name: 'Hide customer' }).click()
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('combobox', { name: 'Search and commands' })).toBeVisible()
    await expectFits(page, 'the palette')
  })
