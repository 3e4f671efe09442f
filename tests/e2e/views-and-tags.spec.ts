import { asAdmin, openColleague } from './support/agents.ts'
import { expect, openWindow, say, startChat, test } from './support/desk.ts'

test('a view is saved, changed and shared, and a colleague sees each of it happen', async ({
  browser,
  desk,
  console: linh,
  customer,
}) => {
  const zoe = await openColleague(browser, desk)
  await startChat(customer, 'Ruth Patel', 'ruth@customer.test')
  const mine = linh.getByRole('region', { name: 'Saved views' })
  const theirs = zoe.getByRole('region', { name: 'Saved views' })
  const edit = async () => {
    await mine.getByRole('button', { name: /^More for/ }).click()
    await linh.getByRole('menuitem', { name: 'Edit' }).click()
  }
  const dialog = linh.getByRole('dialog')
  const save = () => dialog.getByRole('button', { name: 'Save', exact: true }).click()

  await mine.getByRole('button', { name: 'New view' }).click()
  await dialog.getByLabel('Name of the view').fill('Ruth')
  await dialog.getByRole('searchbox', { name: 'Name, email, phone or company' }).fill('ruth')
  await save()
  await expect(mine.getByRole('link', { name: /^Ruth.*1/ })).toBeVisible()
  await expect(theirs.getByRole('link')).toHaveCount(0)

  await edit()
  await dialog.getByLabel('Name of the view').fill('Waiting for us')
  await dialog.getByRole('searchbox', { name: 'Name, email, phone or company' }).fill('')
  await dialog.getByRole('combobox', { name: 'Assigned to' }).click()
  await linh.getByRole('option', { name: 'Nobody' }).click()
  await dialog.getByRole('switch', { name: 'Share with everybody' }).click()
  await save()
  const shared = theirs.getByRole('link', { name: /Waiting for us/ })
  await expect(shared).toContainText('1')
  await shared.click()
  await expect(zoe.getByRole('link', { name: /Ruth Patel/ })).toBeVisible()
  // It is everybody's, and an agent's to use only.
  await expect(theirs.getByRole('button', { name: /^More for/ })).toHaveCount(0)

  await edit()
  await dialog.getByRole('switch', { name: 'Share with everybody' }).click()
  await save()
  await expect(shared).toHaveCount(0)
  await expect(zoe.getByText('This view does not exist, or is no longer here.')).toBeVisible()
  await expect(mine.getByRole('link', { name: /Waiting for us/ })).toBeVisible()
})

test('in Vietnamese: two tags become one, on every conversation and in every view', async ({
  browser,
  desk,
  customer,
}) => {
  for (const name of ['hoàn tiền', 'trả tiền']) await asAdmin(desk, 'POST', '/api/tags', { name })
  const linh = await openWindow(browser, desk.url, { locale: 'vi-VN' })
  await linh.getByLabel('Email').fill('linh@desk.test')
  await linh.getByLabel('Mật khẩu').fill('a long password')
  await linh.getByRole('button', { name: 'Đăng nhập' }).click()
  await startChat(customer, 'Mai Phương', 'mai@khach.test')
  await say(customer, 'Chào shop')
  const row = linh.getByRole('link', { name: /Mai Phương/ })
  await row.click()
  await linh.keyboard.press('l')
  await linh.getByRole('combobox', { name: 'Tìm nhãn' }).fill('tra')
  await linh.getByRole('option', { name: 'trả tiền' }).click()
  await expect(row).toContainText('trả tiền')
  await linh.keyboard.press('Escape')

  await linh.goto(`${desk.url}/settings/tags`)
  await linh.getByRole('button', { name: 'Sửa nhãn trả tiền' }).click()
  await linh.getByRole('combobox', { name: 'Gộp vào' }).click()
  await linh.getByRole('option', { name: 'hoàn tiền' }).click()
  await linh.getByRole('button', { name: 'Gộp', exact: true }).click()
  await expect(linh.getByText('trả tiền nay là hoàn tiền')).toBeVisible()
  await expect(linh.getByRole('button', { name: /^Sửa nhãn/ })).toHaveCount(1)
  await linh.getByRole('link', { name: 'Hộp thư' }).first().click()
  await expect(row).toContainText('hoàn tiền')
  await expect(row).not.toContainText('trả tiền')
})
