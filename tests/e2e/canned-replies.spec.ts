import type { Page } from '@playwright/test'
import { composer } from './support/agents.ts'
import { expect, openWindow, say, signIn, startChat, test } from './support/desk.ts'

interface Said {
  account: string
  title: string
  create: string
  shortcut: string
  name: string
  text: string
  preview: string
  save: string
  list: string
  write: string
  asks: string
  fillIn: string
  messages: string
}

const SAID: Record<'en' | 'vi', Said> = {
  en: {
    account: 'Account and settings',
    title: 'Canned replies',
    create: 'New canned reply',
    shortcut: 'Shortcut',
    name: 'Title',
    text: 'Text',
    preview: 'Preview',
    save: 'Save',
    list: 'Canned replies',
    write: 'Write a message',
    asks: 'Not everything is filled in',
    fillIn: 'Fill in',
    messages: 'Messages',
  },
  vi: {
    account: 'Tài khoản và cài đặt',
    title: 'Câu trả lời mẫu',
    create: 'Thêm câu trả lời mẫu',
    shortcut: 'Lối tắt',
    name: 'Tiêu đề',
    text: 'Nội dung',
    preview: 'Xem trước',
    save: 'Lưu',
    list: 'Câu trả lời mẫu',
    write: 'Soạn tin nhắn',
    asks: 'Vẫn còn chỗ chưa điền',
    fillIn: 'Điền vào',
    messages: 'Tin nhắn',
  },
}

/** Writes a canned reply on the page where they are kept. */
async function keep(page: Page, words: Said, [shortcut, name, text]: readonly string[]) {
  await page.getByRole('button', { name: words.create }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(words.shortcut).fill(shortcut ?? '')
  await dialog.getByLabel(words.name).fill(name ?? '')
  await dialog.getByLabel(words.text, { exact: true }).fill(text ?? '')
  return dialog
}

for (const language of ['en', 'vi'] as const) {
  const words = SAID[language]
  test(`a canned reply is written, found by / and sent with what it is about filled in, ${language}`, async ({
    console,
    customer,
  }) => {
    await startChat(customer, 'Trần Văn Bình', 'binh@customer.test')
    await say(customer, 'Chào shop')
    await console.evaluate(`localStorage.setItem('frontdesk.language', '${language}')`)
    await console.reload()
    await console.getByRole('button', { name: words.account }).click()
    await console.getByRole('menuitem', { name: words.title }).click()
    const text =
      'Chào **{{customer.firstName|bạn}}**, đơn {{ticket.number}} của {{customer.phone|anh/chị}}:'
    const dialog = await keep(console, words, ['Hoàn-Tiền', 'Refund begun', text])
    const preview = dialog.getByRole('region', { name: words.preview })
    await expect(preview.locator('strong')).toHaveText(/Ruth|Bình/)
    await dialog.getByRole('button', { name: words.save }).click()
    await expect(dialog).toHaveCount(0)
    await expect(console.getByText('/hoàn-tiền')).toBeVisible()
    // The same shortcut a second time is refused beside nothing lost.
    await keep(console, words, ['hoàn-tiền', 'Another', 'text'])
    await dialog.getByRole('button', { name: words.save }).click()
    await expect(dialog.getByRole('alert')).toBeVisible()
    await console.keyboard.press('Escape')

    await console.goBack()
    await console.getByRole('link', { name: /Trần Văn Bình/ }).click()
    const field = console.getByRole('textbox', { name: words.write })
    await field.click()
    await field.pressSequentially('/hoan')
    const list = console.getByRole('listbox', { name: words.list })
    await expect(list.getByRole('option')).toHaveCount(1)
    await console.keyboard.press('Enter')
    await expect(field).toHaveValue('Chào **Bình**, đơn {{ticket.number}} của anh/chị:')

    // What nobody knows is seen, and asked about before it goes out.
    await field.press('End')
    await field.press('Enter')
    const asks = console.getByRole('dialog', { name: words.asks })
    await expect(asks.getByText('{{ticket.number}}')).toBeVisible()
    await asks.getByRole('button', { name: words.fillIn }).click()
    await console.keyboard.type('TK-7')
    await expect(field).toHaveValue('Chào **Bình**, đơn TK-7 của anh/chị:')
    await console.keyboard.press('Enter')
    await expect(customer.getByText('Chào Bình, đơn TK-7 của anh/chị:')).toBeVisible()
    await expect(
      console.getByRole('region', { name: words.messages }).locator('strong'),
    ).toHaveText('Bình')
  })
}

test('a shared reply that a colleague adds is found at once where an agent is writing', async ({
  browser,
  console,
  customer,
  desk,
}) => {
  await startChat(customer, 'Ruth Patel', 'ruth@customer.test')
  await say(customer, 'hello')
  await console.getByRole('link', { name: /Ruth Patel/ }).click()
  await composer(console).click()
  await console.keyboard.type('/parcel')
  const list = console.getByRole('listbox', { name: 'Canned replies' })
  await expect(list).toHaveCount(0)

  const colleague = await openWindow(browser, desk.url)
  await signIn(colleague)
  await colleague.goto(`${desk.url}/canned-replies`)
  const dialog = await keep(colleague, SAID.en, ['parcel', 'Parcel', 'It is on its way.'])
  await dialog.getByRole('switch', { name: 'Share with the team' }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()

  await expect(list.getByRole('option', { name: /Parcel/ })).toBeVisible()
  await console.keyboard.press('Enter')
  await expect(composer(console)).toHaveValue('It is on its way.')
})

test('emoji by name, marks by keys, a look at it first, and Ctrl and Enter where an agent wants it', async ({
  console,
  customer,
}) => {
  await startChat(customer, 'Ruth Patel', 'ruth@customer.test')
  await say(customer, 'hello')
  await console.getByRole('link', { name: /Ruth Patel/ }).click()
  await composer(console).click()
  await console.keyboard.type('thanks :giao_h')
  await expect(console.getByRole('listbox', { name: 'Emoji' })).toBeVisible()
  await console.keyboard.press('Tab')
  await expect(composer(console)).toHaveValue('thanks 🚚 ')
  // The browser's own undo takes it back, as what was typed.
  await console.keyboard.press('ControlOrMeta+z')
  await expect(composer(console)).toHaveValue('thanks :giao_h')
  await composer(console).fill('now')
  await console.keyboard.press('ControlOrMeta+a')
  await console.keyboard.press('ControlOrMeta+b')
  await expect(composer(console)).toHaveValue('**now**')
  await console.getByRole('button', { name: 'Show how it will look' }).click()
  const look = console.getByRole('region', { name: 'How it will look' })
  await expect(look.locator('strong')).toHaveText('now')

  await console.getByRole('button', { name: 'Account and settings' }).click()
  await console.getByRole('menuitemradio', { name: /(Ctrl|⌘) \+ Enter/ }).click()
  await composer(console).press('End')
  await composer(console).press('Enter')
  await console.keyboard.type('second line')
  await expect(composer(console)).toHaveValue('**now**\nsecond line')
  await composer(console).press('ControlOrMeta+Enter')
  await expect(customer.locator('.message:not(.own) .bubble')).toHaveText('now\nsecond line')
})
