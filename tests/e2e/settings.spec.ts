import { asAdmin } from './support/agents.ts'
import { expect, openWindow, signIn, test, thread } from './support/desk.ts'

test('an admin changes the looks with a live preview, and the next visitor sees them', async ({
  console: admin,
  browser,
  desk,
}) => {
  await admin.goto(`${desk.url}/settings/appearance`)
  const preview = admin.frameLocator('iframe')
  await expect(preview.getByRole('textbox', { name: 'Message' })).toBeVisible()
  const title = admin.getByLabel('Title of the chat, English')
  await title.click()
  // Key by key: the preview, drawn anew each time, must not take the keyboard away.
  await admin.keyboard.type('Ask the bakers')
  await expect(title).toHaveValue('Ask the bakers')
  await admin.getByLabel('Preview').getByRole('combobox').click()
  await admin.getByRole('option', { name: 'Start form' }).click()
  await expect(preview.getByText('Ask the bakers')).toBeVisible()
  await admin.getByRole('button', { name: 'Save' }).click()
  await expect(admin.getByText('There are changes that are not saved.')).toBeHidden()
  const visitor = await openWindow(browser, `${desk.url}/chat`)
  await expect(visitor.getByText('Ask the bakers')).toBeVisible()
})

test('a question that must be answered is asked, and the answer stands beside the chat', async ({
  console: admin,
  browser,
  desk,
}) => {
  await admin.goto(`${desk.url}/settings/form`)
  await admin.getByRole('button', { name: 'Add a question' }).click()
  await admin.getByLabel('What is asked, English').fill('Order number')
  await admin.getByLabel('What is asked, Tiếng Việt').fill('Mã đơn hàng')
  await admin.getByRole('switch', { name: 'Must be answered' }).click()
  await admin.getByRole('button', { name: 'Save' }).click()
  await expect(admin.getByText('There are changes that are not saved.')).toBeHidden()

  const visitor = await openWindow(browser, `${desk.url}/chat`)
  await visitor.getByLabel('Name').fill('Ruth Patel')
  await visitor.getByLabel('Email').fill('ruth@customer.test')
  await visitor.getByRole('button', { name: 'Start chat' }).click()
  // Refused here or by the server, the visitor is told beside the question, and nothing typed is lost.
  await expect(visitor.getByLabel('Order number')).toHaveAttribute('aria-invalid', 'true')
  await visitor.getByLabel('Order number').fill('A-4711')
  await visitor.getByRole('button', { name: 'Start chat' }).click()
  await expect(visitor.getByRole('textbox', { name: 'Message' })).toBeVisible()

  await admin.goto(`${desk.url}/inbox/all`)
  await admin.getByRole('link', { name: /Ruth Patel/ }).click()
  const card = admin.getByRole('region', { name: 'Visitor' })
  await expect(card.getByText('A-4711')).toBeVisible()
})

test('a page of settings that is refused goes to what is wrong in it', async ({
  console: admin,
  desk,
}) => {
  await admin.setViewportSize({ width: 1280, height: 500 })
  await admin.goto(`${desk.url}/settings/form`)
  const questions = admin.getByLabel('What is asked, English')
  for (const [place, asked] of ['Order number', '', 'Shop'].entries()) {
    await admin.getByRole('button', { name: 'Add a question' }).click()
    await questions.nth(place).fill(asked)
  }
  await admin.getByRole('button', { name: 'Save' }).click()
  await expect(questions.nth(1)).toBeFocused()
  await expect(questions.nth(1)).toBeInViewport()
  await expect(questions.nth(1)).toHaveAccessibleDescription('is needed in one language at least')
  await expect(questions.nth(0)).not.toHaveAttribute('aria-invalid')
})

test('an answer is kept with the customer, in the field an admin has chosen for it', async ({
  console: admin,
  browser,
  desk,
}) => {
  const seats = { key: 'seats', label: 'Seats', type: 'number' }
  await asAdmin(desk, 'POST', '/api/customer-fields', seats)
  await asAdmin(desk, 'POST', '/api/customer-fields', { key: 'vip', label: 'VIP', type: 'boolean' })
  await admin.goto(`${desk.url}/settings/form`)
  await admin.getByRole('button', { name: 'Add a question' }).click()
  await admin.getByLabel('What is asked, English').fill('How many are you?')
  await admin.getByRole('combobox', { name: 'Customer field of question 1' }).click()
  await expect(admin.getByRole('option')).toHaveText(['None', 'Seats'])
  await admin.getByRole('option', { name: 'Seats' }).click()
  await admin.getByRole('button', { name: 'Save' }).click()
  await expect(admin.getByText('There are changes that are not saved.')).toBeHidden()
  await admin.reload()
  await expect(admin.getByRole('combobox', { name: 'Customer field of question 1' })).toHaveText(
    'Seats',
  )

  const visitor = await openWindow(browser, `${desk.url}/chat`)
  await visitor.getByLabel('Name').fill('Ruth Patel')
  await visitor.getByLabel('Email').fill('ruth@customer.test')
  const answer = visitor.getByLabel('How many are you?')
  await answer.fill('a dozen')
  await visitor.getByRole('button', { name: 'Start chat' }).click()
  await expect(answer).toHaveAttribute('aria-invalid', 'true')
  await expect(visitor.getByText('is not a number')).toBeVisible()
  await answer.fill('12')
  await visitor.getByRole('button', { name: 'Start chat' }).click()
  await expect(visitor.getByRole('textbox', { name: 'Message' })).toBeVisible()

  await admin.goto(`${desk.url}/customers`)
  await admin.getByRole('link', { name: /Ruth Patel/ }).click()
  await expect(admin.getByText('Seats: – → 12')).toBeVisible()
})

test('an admin sets opening hours with a break, past midnight and with a holiday, and visitors are told when', async ({
  console: admin,
  browser,
  desk,
}) => {
  await admin.goto(`${desk.url}/settings/hours`)
  await admin.getByRole('switch', { name: 'Use opening hours' }).click()
  await admin.getByLabel('Time zone').fill('UTC')
  const monday = admin.getByRole('group', { name: 'Monday' })
  await monday.getByRole('button', { name: 'Add hours on Monday' }).click()
  await monday.getByLabel('From, Monday').last().fill('20:00')
  await monday.getByLabel('To, Monday').last().fill('02:00')
  await expect(monday.getByText('until the next day')).toBeVisible()
  await admin.getByRole('button', { name: 'Add a holiday' }).click()
  await admin.getByLabel('Date of the holiday').fill(new Date().toISOString().slice(0, 10))
  await admin.getByLabel('Name of the holiday').fill('Founding day')
  await admin.getByRole('button', { name: 'Save' }).click()
  await expect(admin.getByText('There are changes that are not saved.')).toBeHidden()

  await admin.reload()
  await expect(monday.getByLabel('To, Monday')).toHaveCount(2)
  await expect(monday.getByLabel('To, Monday').last()).toHaveValue('02:00')
  await expect(admin.getByLabel('Name of the holiday')).toHaveValue('Founding day')
  // Closed today, whatever day it is, and open again on a weekday at nine.
  const timezoneId = 'Asia/Ho_Chi_Minh'
  const visitor = await openWindow(browser, `${desk.url}/chat`, { timezoneId })
  await expect(visitor.getByText(/We answer again .* at 04:00 PM \(your time\)/)).toBeVisible()
  await expect(visitor.getByLabel('Your message')).toBeVisible()
})

test('an admin gives a team hours of its own, colleagues see it at once, and its visitors are told when', async ({
  console: admin,
  browser,
  desk,
}) => {
  const other = await openWindow(browser, desk.url)
  await signIn(other)
  await other.goto(`${desk.url}/team`)
  await admin.goto(`${desk.url}/team`)
  await admin.getByRole('button', { name: 'Add team' }).click()
  await admin.getByLabel('Name of the team').fill('Repairs')
  await admin.getByRole('button', { name: 'Save' }).click()
  await expect(other.getByText('Repairs')).toBeVisible()
  await admin.getByRole('button', { name: 'Edit Repairs' }).click()
  const kind = admin.getByRole('combobox', { name: 'Opening hours' })
  await expect(kind).toHaveText('As the workspace')
  await kind.click()
  await admin.getByRole('option', { name: 'Hours of its own' }).click()
  await admin.getByLabel('Time zone').fill('Mars/Olympus')
  await admin.getByRole('button', { name: 'Add a holiday' }).click()
  await admin.getByLabel('Date of the holiday').fill(new Date().toISOString().slice(0, 10))
  await admin.getByLabel('Name of the holiday').fill('Inventory')
  await admin.getByRole('button', { name: 'Save' }).click()
  await expect(admin.getByLabel('Time zone')).toHaveAttribute('aria-invalid', 'true')
  await admin.getByLabel('Time zone').fill('UTC')
  await admin.getByRole('button', { name: 'Save' }).click()
  await expect(admin.getByRole('dialog', { name: 'Edit Repairs' })).toBeHidden()
  await expect(other.getByText('own opening hours')).toBeVisible()

  await admin.goto(`${desk.url}/settings/routing`)
  await admin.getByRole('combobox', { name: 'Team for new web chats' }).click()
  await admin.getByRole('option', { name: 'Repairs' }).click()
  await admin.getByRole('button', { name: 'Save' }).click()
  await expect(admin.getByText('There are changes that are not saved.')).toBeHidden()
  // The workspace is always open; the team is closed today, and open again on a weekday at nine.
  const timezoneId = 'Asia/Ho_Chi_Minh'
  const visitor = await openWindow(browser, `${desk.url}/chat`, { timezoneId })
  await expect(visitor.getByText(/We answer again .* at 04:00 PM \(your time\)/)).toBeVisible()

  await other.getByRole('button', { name: 'Edit Repairs' }).click()
  await expect(other.getByLabel('Name of the holiday')).toHaveValue('Inventory')
  await other.getByRole('combobox', { name: 'Opening hours' }).click()
  await other.getByRole('option', { name: 'As the workspace' }).click()
  await other.getByRole('button', { name: 'Save' }).click()
  await expect(other.getByText('own opening hours')).toBeHidden()
  const next = await openWindow(browser, `${desk.url}/chat`, { timezoneId })
  await expect(next.getByRole('button', { name: 'Start chat' })).toBeVisible()
})

test('a visitor who is blocked is told so, and is let in again when the block is lifted', async ({
  console: admin,
  customer,
  desk,
}) => {
  const start = async () => {
    await customer.getByLabel('Name').fill('Rude Person')
    await customer.getByLabel('Email').fill('rude@customer.test')
    await customer.getByRole('button', { name: 'Start chat' }).click()
  }
  await start()
  await expect(customer.getByRole('textbox', { name: 'Message' })).toBeVisible()
  await admin.getByRole('link', { name: /Rude Person/ }).click()
  await expect(thread(admin)).toBeVisible()
  await admin.getByRole('button', { name: 'Block visitor' }).click()
  await admin.getByRole('dialog').getByRole('button', { name: 'Block visitor' }).click()
  await expect(admin.getByText('Blocked: may not chat')).toBeVisible()
  await customer.getByRole('button', { name: /new chat/i }).click()
  await start()
  await expect(customer.getByRole('alert')).not.toBeEmpty()
  await expect(customer.getByRole('textbox', { name: 'Message' })).toBeHidden()

  await admin.goto(`${desk.url}/settings/blocks`)
  const lift = admin.getByRole('button', { name: /^Unblock/ })
  await expect(lift).toHaveCount(1)
  for (let left = await lift.count(); left > 0; left--) {
    await lift.first().click()
    await expect(lift).toHaveCount(left - 1)
  }
  await expect(admin.getByText('Nobody is blocked')).toBeVisible()
  await customer.reload()
  await start()
  await expect(customer.getByRole('textbox', { name: 'Message' })).toBeVisible()
})

test('an admin takes holidays from a calendar file, is told what was passed over, and saves', async ({
  console: admin,
  desk,
}) => {
  const year = new Date().getFullYear()
  const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']
  const calendar = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...event(
      'UID:1',
      `DTSTART;VALUE=DATE:${year + 1}0101`,
      'RRULE:FREQ=YEARLY',
      'SUMMARY:New Year',
    ),
    ...event(
      'UID:2',
      `DTSTART;VALUE=DATE:${year + 1}0206`,
      `DTEND;VALUE=DATE:${year + 1}0208`,
      'SUMMARY:Tết Nguyên',
      '  Đán',
    ),
    ...event('UID:3', `DTSTART:${year + 1}0301T090000Z`, 'SUMMARY:Meeting'),
    ...event('UID:4', `DTSTART;VALUE=DATE:${year - 1}0430`, 'SUMMARY:Long ago'),
    'END:VCALENDAR',
  ].join('\r\n')
  await admin.goto(`${desk.url}/settings/hours`)
  await admin.getByRole('switch', { name: 'Use opening hours' }).click()
  const file = admin.locator('input[type=file]')
  const choose = (name: string, text: string) =>
    file.setInputFiles({ name, mimeType: 'text/calendar', buffer: Buffer.from(text) })

  await choose('page.ics', '<!doctype html><title>Sign in</title>')
  await expect(admin.getByText('This file cannot be read as a calendar.')).toBeVisible()
  await choose('holidays.ics', calendar)
  await expect(admin.getByText('4 days were added.')).toBeVisible()
  await expect(admin.getByText('This file cannot be read as a calendar.')).toBeHidden()
  const passedOver = '2 events were passed over: 1 has a time of day, 1 is over.'
  await expect(admin.getByText(passedOver)).toBeVisible()
  await choose('holidays.ics', calendar)
  await expect(admin.getByText('4 days were in the list already.')).toBeVisible()
  await admin.getByRole('button', { name: 'Save' }).click()
  await expect(admin.getByText('There are changes that are not saved.')).toBeHidden()

  await admin.reload()
  const dates = admin.getByLabel('Date of the holiday')
  await expect(dates).toHaveCount(4)
  await expect(dates.first()).toHaveValue(`${year + 1}-01-01`)
  await expect(admin.getByLabel('Name of the holiday').nth(1)).toHaveValue('Tết Nguyên Đán')
})
