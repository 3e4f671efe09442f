import { asAdmin } from './support/agents.ts'
import { ADMIN, expect, openWindow, thread } from './support/desk.ts'
import { arrive, sideOf, test } from './support/crisp.ts'

test('a visitor of Crisp and an agent write to each other, with typing, marks, a file and a resolved end', async ({
  browser,
  crisp,
  console,
}) => {
  const page = await crisp.openPage(browser)
  const visitor = sideOf(page, 'visitor')
  const operator = sideOf(page, 'operator')
  await arrive(page, 'Lena Hart', 'lena@visitor.test')
  await visitor.composer.fill('Is the blue kettle back?')
  await visitor.composer.press('Enter')

  // It comes up in the same inbox as everything else.
  const row = console.getByRole('link', { name: /Lena Hart/ })
  await expect(row).toContainText('Is the blue kettle back?')
  await row.click()
  await expect(thread(console).getByText('Is the blue kettle back?')).toBeVisible()
  await expect(thread(console).getByText('Lena Hart')).toBeVisible()
  // What Crisp knows of the visitor stands beside the thread.
  const session = crisp.emulator.truth()[0]?.session_id ?? ''
  crisp.emulator.acts.setMeta(session, { segments: ['kitchen', 'vip'] })
  crisp.emulator.acts.block(session, true)
  const card = console.getByRole('region', { name: 'Visitor', exact: true })
  await expect(card).toContainText('kitchen, vip', { timeout: 30_000 })
  await expect(card).toContainText('Blocked at Crisp')
  crisp.emulator.acts.block(session, false)
  await visitor.composer.pressSequentially('And')
  await expect(console.getByText('Lena Hart is typing…')).toBeVisible()

  await console.getByRole('button', { name: 'Take', exact: true }).click()
  const composer = console.getByRole('textbox', { name: 'Write a message' })
  await composer.pressSequentially('Yes')
  await expect(visitor.region.getByText('The operator is typing…')).toBeVisible()
  await composer.fill('Yes, since Monday.')
  await composer.press('Enter')
  await expect(visitor.thread.getByText('Yes, since Monday.')).toHaveCount(1)
  await expect(operator.thread.getByText('Yes, since Monday.')).toHaveCount(1)
  // The visitor's message was read in the console, which Crisp is told.
  await expect(operator.thread.getByText('Lena Hart · read')).toBeVisible()

  await visitor.region.getByRole('button', { name: 'Read everything' }).click()
  await expect(thread(console).getByText('Read', { exact: true })).toBeVisible()

  await page
    .getByLabel('Attach as the visitor')
    .setInputFiles({ name: 'my kettle.png', mimeType: 'image/png', buffer: Buffer.from('png') })
  // A card that leads to where Crisp keeps it; nothing is fetched from there by itself.
  const kettle = thread(console).getByRole('link', { name: /^Open my kettle\.png/ })
  await expect(kettle).toHaveAttribute('href', /^http/)
  await expect(kettle).toHaveAttribute('referrerpolicy', 'no-referrer')
  await expect(kettle).toContainText('image/png')

  // What is written at Crisp's own side is there too, as theirs, and a note stays among agents.
  await operator.composer.fill('I can take this one')
  await page.getByLabel('Note').check()
  await operator.composer.press('Enter')
  await expect(thread(console).getByText('I can take this one')).toBeVisible()
  await expect(visitor.thread.getByText('I can take this one')).toHaveCount(0)

  await console.getByRole('button', { name: 'Close', exact: true }).click()
  await expect(operator.region.getByText(/· resolved/)).toBeVisible()
  await visitor.composer.fill('One more thing')
  await visitor.composer.press('Enter')
  await expect(operator.region.getByText(/· unresolved/)).toBeVisible()
  await expect(thread(console).getByText('One more thing')).toBeVisible()
  await expect(composer).toBeVisible()

  await operator.region.getByRole('button', { name: 'Resolve', exact: true }).click()
  await expect(console.getByText('This conversation is closed. Reopen it to reply.')).toBeVisible()
})

test('an agent answers Crisp in Vietnamese; an answer that got lost doubles nothing', async ({
  browser,
  crisp,
  desk,
}) => {
  const page = await crisp.openPage(browser)
  const visitor = sideOf(page, 'visitor')
  const console = await openWindow(browser, desk.url, { locale: 'vi-VN' })
  await console.getByLabel('Email').fill(ADMIN.email)
  await console.getByLabel('Mật khẩu').fill(ADMIN.password)
  await console.getByRole('button', { name: 'Đăng nhập' }).click()

  await arrive(page, 'Lê Minh', '')
  await visitor.composer.fill('Chào shop, máy pha còn hàng không ạ?')
  await visitor.composer.press('Enter')
  await console.getByRole('link', { name: /Lê Minh/ }).click()
  const messages = console.getByRole('region', { name: 'Tin nhắn' })
  await expect(messages.getByText('Chào shop, máy pha còn hàng không ạ?')).toBeVisible()
  await visitor.composer.pressSequentially('Mình')
  await expect(console.getByText('Lê Minh đang nhập…')).toBeVisible()

  // The answer to the first try is lost on the way: it arrives once all the same.
  crisp.emulator.faults.script({ route: 'POST', fault: { kind: 'reset-after' } })
  const composer = console.getByRole('textbox', { name: 'Soạn tin nhắn' })
  await composer.pressSequentially('Dạ')
  await expect(visitor.region.getByText('The operator is typing…')).toBeVisible()
  await composer.fill('Dạ còn ạ, em gửi báo giá nhé.')
  await composer.press('Enter')
  await expect(visitor.thread.getByText('Dạ còn ạ, em gửi báo giá nhé.')).toHaveCount(1)
  await visitor.region.getByRole('button', { name: 'Read everything' }).click()
  await expect(messages.getByText('Đã xem', { exact: true })).toBeVisible()
  await expect(visitor.thread.getByText('Dạ còn ạ, em gửi báo giá nhé.')).toHaveCount(1)

  await console.getByRole('button', { name: 'Đóng', exact: true }).click()
  await expect(sideOf(page, 'operator').region.getByText(/· resolved/)).toBeVisible()
})

test('a comparison says what is wrong with its days before it begins', async ({
  console,
  desk,
}) => {
  await console.goto(`${desk.url}/settings/crisp`)
  const section = console.getByRole('region', { name: 'Connection to Crisp' })
  const from = section.getByLabel('From').first()
  const compare = section.getByRole('button', { name: 'Compare' }).first()
  await from.fill('2019-12-20')
  await expect(section.getByText('At most 92 days are compared at once.')).toBeVisible()
  await expect(compare).toBeDisabled()
  await section.getByLabel('To').first().fill('2019-12-01')
  await expect(section.getByText('This is before the first day.')).toBeVisible()
  await from.fill('2019-11-30')
  await expect(compare).toBeEnabled()
})

test('an admin gives an inbox of Crisp to a team, from the palette', async ({ desk, console }) => {
  await asAdmin(desk, 'POST', '/api/teams', { name: 'Returns', memberIds: [] })
  await console.keyboard.press('Control+k')
  await console.keyboard.type('connection to crisp')
  await console.keyboard.press('Enter')
  await console.getByRole('textbox', { name: 'Id of the Crisp inbox' }).fill('inbox-of-returns')
  await console.getByRole('button', { name: 'Add inbox' }).click()
  const rule = console.getByRole('combobox', { name: 'Team for the inbox inbox-of-returns' })
  await expect(rule).toContainText('Returns')
  await console.reload()
  await expect(rule).toContainText('Returns')
  await console.getByRole('button', { name: 'Remove the inbox inbox-of-returns' }).click()
  await expect(rule).toHaveCount(0)
})
