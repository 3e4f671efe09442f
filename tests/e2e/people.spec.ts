import type { Page } from '@playwright/test'
import { asAdmin } from './support/agents.ts'
import { expectAccessible } from './support/accessible.ts'
import { type Desk, expect, say, startChat, test } from './support/desk.ts'

const add = (desk: Desk, body: object) => asAdmin(desk, 'POST', '/api/customers', body)

async function openCustomer(page: Page, desk: Desk, name: string): Promise<void> {
  await page.goto(`${desk.url}/customers`)
  await page.getByRole('link', { name: new RegExp(name) }).click()
}

test('two customers become one, keep what was chosen, and are separated again', async ({
  console: page,
  customer,
  desk,
}) => {
  await add(desk, { name: 'Mai Phan', email: 'mai@khach.test', phone: '0901' })
  await startChat(customer, 'Mai P.', 'mai.work@khach.test')
  await say(customer, 'Hello from work')
  await openCustomer(page, desk, 'Mai Phan')
  await page.getByRole('button', { name: 'More about this customer' }).click()
  await page.getByRole('menuitem', { name: 'Merge with another customer…' }).click()
  await page.getByLabel('Find the other customer').fill('Mai P.')
  await page
    .getByRole('list', { name: 'Customers found' })
    .getByRole('button', { name: /mai\.work/ })
    .click()
  const dialog = page.getByRole('dialog', { name: /Merge another/ })
  await expect(dialog.getByRole('region', { name: 'Moves from Mai P.:' })).toContainText(
    '1 conversation',
  )
  await expectAccessible(page, 'merging customers')
  await dialog.getByRole('radiogroup', { name: /Name/ }).getByText('Mai P.').click()
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Mai P.' }).first()).toBeVisible()
  const merged = page.getByRole('list', { name: 'Merged customers' })
  await expect(merged).toContainText('Mai P. was merged in by')
  await merged.getByRole('button', { name: 'Undo the merge with Mai P.' }).click()
  await expect(
    page
      .getByRole('dialog', { name: /Separate/ })
      .getByRole('region', { name: 'Goes back to Mai P.:' }),
  ).toContainText('1 conversation')
  await page
    .getByRole('dialog', { name: /Separate/ })
    .getByRole('button')
    .filter({ hasText: 'Separate them' })
    .click()
  await expect(page.getByRole('heading', { name: 'Mai Phan' }).first()).toBeVisible()
  await expect(merged).toHaveCount(0)
})

test('in Vietnamese: a person is exported, and erased for good once they are named', async ({
  console: page,
  customer,
  desk,
}) => {
  await startChat(customer, 'Trần Bình', 'binh@khach.test')
  await say(customer, 'Xin chào')
  await page.evaluate(() => localStorage.setItem('frontdesk.language', 'vi'))
  await openCustomer(page, desk, 'Trần Bình')
  const more = page.getByRole('button', { name: 'Thêm về khách hàng này' })
  await more.click()
  const saving = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Xuất toàn bộ dữ liệu của người này' }).click()
  expect((await saving).suggestedFilename()).toMatch(/^customer-.*\.zip$/)
  await more.click()
  await page.getByRole('menuitem', { name: 'Xóa vĩnh viễn người này…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Xóa vĩnh viễn' })
  await expect(dialog).toContainText('1 cuộc trò chuyện')
  const submit = dialog.getByRole('button', { name: 'Xóa vĩnh viễn' })
  await expect(submit).toBeDisabled()
  await dialog.getByLabel('Nhập tên hoặc email của họ để xác nhận').fill('tran binh')
  await submit.click()
  await expect(page.getByText('Đang xóa dữ liệu của người này')).toBeVisible()
  await expect(page.getByRole('link', { name: /Trần Bình/ })).toHaveCount(0)
})

test('customers come from a file, checked before, and what is not taken says why', async ({
  console: page,
  desk,
}) => {
  await add(desk, { name: 'Known', email: 'known@khach.test' })
  await page.goto(`${desk.url}/customers`)
  await page.getByRole('button', { name: 'More about the customers' }).click()
  await page.getByRole('menuitem', { name: 'Import customers from a file…' }).click()
  const rows = [
    'Known now;known@khach.test;;VIP',
    'Bảo Ngô;bao@khach.test;0903;"VIP; Hà Nội"',
    'Nobody;not-mail;;Nobody',
  ]
  await page.getByLabel('Choose a file').setInputFiles({
    name: 'people.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`\ufeffFull name;E-mail;Phone;Tags\n${rows.join('\n')}\n`),
  })
  const dialog = page.getByRole('dialog', { name: 'Import customers' })
  await expect(dialog.getByRole('combobox', { name: 'Where “E-mail” goes' })).toHaveText('Email')
  await expect(dialog.getByRole('combobox', { name: 'Where “Tags” goes' })).toHaveText('Tags')
  await dialog.getByRole('button', { name: 'Check the rows' }).click()
  const would = dialog.getByRole('region', { name: 'What would happen' })
  await expect(would).toContainText('1 new customer')
  await expect(would).toContainText('1 row is not taken')
  await expect(would).toContainText('2 new tags: VIP, Hà Nội')
  await expect(dialog.getByRole('cell', { name: /must be an email address/ })).toBeVisible()
  await expectAccessible(page, 'importing customers')
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(dialog.getByRole('region', { name: 'What happened' })).toContainText(
    '1 customer changed',
  )
  const saving = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Save the rows that were not taken' }).click()
  expect((await saving).suggestedFilename()).toBe('rows-not-imported.csv')
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(page.getByRole('link', { name: /Bảo Ngô/ })).toBeVisible()
  await page.getByRole('link', { name: /Known now/ }).click()
  await expect(page.getByText('VIP', { exact: true }).first()).toBeVisible()
})

test('in Vietnamese: a segment is made, counted, shown and exported', async ({
  console: page,
  customer,
  desk,
}) => {
  await asAdmin(desk, 'POST', '/api/customer-fields', { key: 'goi', label: 'Gói', type: 'text' })
  const plan = { fields: { goi: 'Vàng' } }
  await add(desk, { name: 'Chưa nhắn', email: 'silent@khach.test', ...plan })
  await add(desk, { name: 'Trần Bình', email: 'binh@khach.test', ...plan })
  await startChat(customer, 'Trần Bình', 'binh@khach.test')
  await say(customer, 'Xin chào')
  await page.evaluate(() => localStorage.setItem('frontdesk.language', 'vi'))
  await page.goto(`${desk.url}/customers`)
  await page.getByRole('button', { name: 'Phân khúc mới' }).click()
  const dialog = page.getByRole('dialog', { name: 'Phân khúc mới' })
  await dialog.getByLabel('Tên', { exact: true }).fill('Khách web')
  await dialog.getByRole('combobox', { name: 'Nhắn qua' }).click()
  await page.getByRole('option', { name: 'Chat trên web' }).click()
  await dialog.getByRole('button', { name: 'Thêm điều kiện' }).click()
  await dialog.getByLabel('Giá trị của Gói').fill('vang')
  await dialog.getByRole('button', { name: 'Lưu' }).click()
  await expect(page.getByRole('link', { name: /Trần Bình/ })).toBeVisible()
  await expect(page.getByRole('link', { name: /Chưa nhắn/ })).toHaveCount(0)
  await expect(page.getByRole('combobox', { name: 'Phân khúc' })).toContainText('Khách web')
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Thêm về danh sách khách hàng' }).click()
  await page.getByRole('menuitem', { name: 'Xuất khách hàng ra CSV' }).click()
  expect((await saving).suggestedFilename()).toBe('customers.csv')
})

test('a segment asks for a text, a company and own fields, and is asked otherwise later', async ({
  console: page,
  desk,
}) => {
  const fields = [
    { key: 'plan', label: 'Plan', type: 'choice', choices: ['Free', 'Pro'] },
    { key: 'seats', label: 'Seats', type: 'number' },
  ]
  for (const field of fields) await asAdmin(desk, 'POST', '/api/customer-fields', field)
  const person = (name: string, more: object) =>
    add(desk, { name, email: `${name.toLowerCase()}@lamps.test`, company: 'Lamps', ...more })
  await person('Big', { fields: { plan: 'Pro', seats: 40 } })
  await person('Small', { fields: { plan: 'Pro', seats: 2 } })
  await person('Elsewhere', { company: 'Tables', fields: { plan: 'Pro', seats: 50 } })
  await page.goto(`${desk.url}/customers`)
  await page.getByRole('button', { name: 'New segment' }).click()
  const dialog = page.getByRole('dialog', { name: 'New segment' })
  await dialog.getByLabel('Name', { exact: true }).fill('Large lamps')
  await dialog.getByLabel('Name, email, phone or company').fill('lamps.test')
  await dialog.getByRole('button', { name: 'Choose a company' }).click()
  await page.getByLabel('Name or domain of a company').fill('lam')
  await page.getByRole('option', { name: /Lamps/ }).click()
  await expect(dialog.getByRole('button', { name: 'Remove Lamps' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Add a condition' }).click()
  await dialog.getByRole('combobox', { name: 'Value of Plan' }).click()
  await page.getByRole('option', { name: 'Pro' }).click()
  await dialog.getByRole('button', { name: 'Add a condition' }).click()
  const second = dialog.getByRole('group').nth(1)
  await second.getByRole('combobox', { name: 'Field' }).click()
  await page.getByRole('option', { name: 'Seats' }).click()
  await dialog.getByRole('combobox', { name: 'What is asked of Seats' }).click()
  await page.getByRole('option', { name: 'is at least' }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('group', { name: 'Seats' })).toContainText('Please fill this in.')
  await dialog.getByLabel('Value of Seats').fill('10')
  await expectAccessible(page, 'a segment with conditions')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('link', { name: /Big/ })).toBeVisible()
  await expect(page.getByRole('link', { name: /Small|Elsewhere/ })).toHaveCount(0)
  await page.getByRole('button', { name: 'Change this segment' }).click()
  const change = page.getByRole('dialog', { name: 'Change “Large lamps”' })
  await change.getByRole('button', { name: 'Remove Seats' }).click()
  await expect(change.getByRole('combobox', { name: 'Value of Plan' })).toHaveText('Pro')
  await change.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('link', { name: /Small/ })).toBeVisible()
  await expect(page.getByRole('link', { name: /Elsewhere/ })).toHaveCount(0)
  await person('Later', { fields: { plan: 'Pro' } })
  await expect(page.getByRole('link', { name: /Later/ })).toBeVisible()
})

test('customers who may be one are told with a reason, merged by hand or left as two', async ({
  console: page,
  desk,
}) => {
  await add(desk, { name: 'Mai Phan', email: 'mai@khach.test', phone: '+84 901 234 567' })
  await add(desk, { name: 'Mai P.', email: 'mai.p@khach.test', phone: '0901 234 567' })
  await add(desk, { name: 'Lan', email: 'lan+1@khach.test' })
  await add(desk, { name: 'Lan Anh', email: 'lan@khach.test' })
  await page.goto(`${desk.url}/customers`)
  await page.getByRole('button', { name: 'More about the customers' }).click()
  await page.getByRole('menuitem', { name: 'Customers who may be one…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Customers who may be one' })
  await expect(dialog).toContainText('Same phone number')
  await expectAccessible(page, 'customers who may be one')
  const twoPeople = dialog.getByRole('button', {
    name: 'Lan and Lan Anh are two people',
    exact: true,
  })
  await twoPeople.click()
  await expect(dialog.getByText('Same mailbox')).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Undo that Lan and Lan Anh are two people' }).click()
  await expect(dialog.getByText('Same mailbox')).toBeVisible()
  await twoPeople.click()
  await expect(dialog.getByText('Same mailbox')).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Merge Mai Phan and Mai P.' }).click()
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click()
  await expect(dialog).toContainText('Nobody here looks like somebody else.')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('link', { name: /Mai P/ })).toHaveCount(1)
})
