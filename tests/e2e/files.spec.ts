import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { png } from '../../server/files/files.fixture.ts'
import { expect, say, startChat, test, thread } from './support/desk.ts'

const picture = png(64, 48)
const UPLOADS = '**/api/chat/visitor/files?*'

/** Pastes or drops one file as a browser does it. */
async function hand(
  page: Page,
  how: 'paste' | 'drop',
  file: { name: string; type: string; bytes: Buffer },
): Promise<void> {
  const { name, type, bytes } = file
  // What may be sent has to be known first.
  await expect(page.getByRole('button', { name: 'Attach files' })).toBeVisible()
  const asked = JSON.stringify({ how, name, type, base64: bytes.toString('base64') })
  await page.evaluate(`(() => {
    const { how, name, type, base64 } = ${asked}
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const data = new DataTransfer()
    data.items.add(new File([bytes], name, { type }))
    const common = { bubbles: true, cancelable: true }
    document.querySelector('textarea').dispatchEvent(
      how === 'paste'
        ? new ClipboardEvent('paste', { ...common, clipboardData: data })
        : new DragEvent('drop', { ...common, dataTransfer: data }),
    )
  })()`)
}

const box = (page: Page) => page.getByRole('textbox', { name: 'Message', exact: true })
const widthOf = (image: Locator) =>
  image.evaluate((node: unknown) => (node as { naturalWidth: number }).naturalWidth)
const chosen = (page: Page) => page.getByRole('list', { name: 'Attach files' })
const rightOf = (area: { x: number; width: number } | null) => (area ? area.x + area.width : NaN)

test('a customer pastes a picture and drops a text; the agent sees one, downloads the other and answers with a file', async ({
  customer,
  console,
}) => {
  await startChat(customer, 'Ruth', 'ruth@customer.test')
  await hand(customer, 'paste', { name: 'shot.png', type: 'image/png', bytes: picture })
  const terms = { name: 'điều khoản.txt', type: 'text/plain', bytes: Buffer.from('Xin chào') }
  await hand(customer, 'drop', terms)
  await expect(chosen(customer).getByRole('listitem')).toHaveCount(2)
  await say(customer, 'see these')
  await expect(chosen(customer)).toHaveCount(0)
  const own = customer.getByRole('log').getByRole('img', { name: 'shot.png' })
  await expect.poll(() => widthOf(own)).toBe(64)

  await console.getByRole('link', { name: /Ruth/ }).click()
  await expect.poll(() => widthOf(thread(console).getByRole('img', { name: 'shot.png' }))).toBe(64)
  const [saved] = await Promise.all([
    console.waitForEvent('download'),
    thread(console).getByRole('button', { name: 'Download điều khoản.txt' }).click(),
  ])
  expect(saved.suggestedFilename()).toBe('điều khoản.txt')
  expect(await readFile(await saved.path(), 'utf8')).toBe('Xin chào')

  const answer = { name: 'answer.png', mimeType: 'image/png', buffer: picture }
  await console.locator('input[type=file]').setInputFiles(answer)
  await console.getByRole('button', { name: 'Send', exact: true }).click()
  await expect.poll(() => widthOf(customer.getByRole('img', { name: 'answer.png' }))).toBe(64)
})

test('a file with a long name stays inside the thread', async ({ customer }) => {
  await customer.setViewportSize({ width: 380, height: 640 })
  await startChat(customer, 'Ruth', 'ruth@customer.test')
  const name = `${'hóa đơn số 12345 '.repeat(8)}.txt`
  const input = customer.locator('input[type=file]')
  await input.setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from('Xin chào') })
  await say(customer, 'the invoice')
  const file = customer.getByRole('log').getByRole('button', { name: 'hóa đơn' })
  await expect(file).toBeVisible()
  const [log, own] = [await customer.getByRole('log').boundingBox(), await file.boundingBox()]
  expect(own?.x).toBeGreaterThanOrEqual(log?.x ?? NaN)
  expect(rightOf(own)).toBeLessThanOrEqual(rightOf(log))
})

test('what cannot be sent is told before it is uploaded, and an upload can be cancelled', async ({
  customer,
}) => {
  await startChat(customer, 'Ruth', 'ruth@customer.test')
  const input = customer.locator('input[type=file]')
  let asked = 0
  await customer.route(UPLOADS, () => void asked++)
  await input.setInputFiles({
    name: 'film.mp4',
    mimeType: 'video/mp4',
    buffer: Buffer.alloc(10 * 1_048_576 + 1),
  })
  await expect(customer.getByText('This file is larger than 10 MB.')).toBeVisible()
  await input.setInputFiles({
    name: 'a.exe',
    mimeType: 'application/x-msdownload',
    buffer: picture,
  })
  await expect(customer.getByText('Files of this kind cannot be sent.')).toBeVisible()
  expect(asked).toBe(0)

  await input.setInputFiles({ name: 'slow.png', mimeType: 'image/png', buffer: picture })
  await expect(customer.getByRole('progressbar', { name: 'slow.png' })).toBeVisible()
  for (const name of ['film.mp4', 'a.exe', 'slow.png'])
    await customer.getByRole('button', { name: `Remove ${name}` }).click()
  await expect(chosen(customer)).toHaveCount(0)
  await say(customer, 'no file after all')
  await expect(customer.getByRole('log').getByText('no file after all')).toBeVisible()
  await expect(customer.getByRole('log').getByRole('img')).toHaveCount(0)
})

test('an upload that broke off is tried again, by hand and with its message', async ({
  customer,
  console,
}) => {
  await startChat(customer, 'Ruth', 'ruth@customer.test')
  // What broke off goes on by itself when the connection comes up.
  await expect(customer.getByText('Up to date')).toBeVisible()
  const input = customer.locator('input[type=file]')
  await customer.route(UPLOADS, (route) => route.abort(), { times: 1 })
  await input.setInputFiles({ name: 'again.png', mimeType: 'image/png', buffer: picture })
  await expect(customer.getByText('The connection broke off.')).toBeVisible()
  await customer.getByRole('button', { name: 'Try again' }).click()
  await expect(customer.getByText('1 kB')).toBeVisible()
  await customer.getByRole('button', { name: 'Send', exact: true }).click()

  await console.getByRole('link', { name: /Ruth/ }).click()
  await expect(thread(console).getByRole('img', { name: 'again.png' })).toHaveCount(1)

  await customer.route(UPLOADS, (route) => route.abort(), { times: 1 })
  await input.setInputFiles({ name: 'third.png', mimeType: 'image/png', buffer: picture })
  await expect(customer.getByText('The connection broke off.')).toBeVisible()
  await say(customer, 'now it goes')
  await expect(thread(console).getByText('now it goes')).toBeVisible()
  await expect(thread(console).getByRole('img', { name: 'third.png' })).toHaveCount(1)
})

test('a message stands in the thread while its file is uploaded, and an emoji goes in where the caret is', async ({
  customer,
  console,
}) => {
  await startChat(customer, 'Ruth', 'ruth@customer.test')
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  await customer.route(UPLOADS, async (route) => {
    await held
    await route.continue()
  })
  await box(customer).fill('with  this')
  await customer.keyboard.press('Home')
  for (let index = 0; index < 5; index++) await customer.keyboard.press('ArrowRight')
  await customer.getByRole('button', { name: 'Emoji' }).click()
  await customer.keyboard.press('ArrowRight')
  await customer.keyboard.press('Enter')
  await expect(box(customer)).toHaveValue('with 😃 this')
  await expect(box(customer)).toBeFocused()

  await hand(customer, 'paste', { name: 'late.png', type: 'image/png', bytes: picture })
  await customer.keyboard.press('Enter')
  const log = customer.getByRole('log')
  await expect(log.getByText('with 😃 this')).toBeVisible()
  await expect(log.getByRole('progressbar', { name: 'late.png' })).toBeVisible()
  await expect(log.getByText('Sending…')).toBeVisible()
  await console.getByRole('link', { name: /Ruth/ }).click()
  await expect(thread(console).getByText('with 😃 this')).toHaveCount(0)
  release()
  await expect(thread(console).getByText('with 😃 this')).toBeVisible()
  await expect(thread(console).getByRole('img', { name: 'late.png' })).toBeVisible()
})

test('a file of a note stays with the team', async ({ customer, console }) => {
  await startChat(customer, 'Ruth', 'ruth@customer.test')
  await say(customer, 'hello')
  await console.getByRole('link', { name: /Ruth/ }).click()
  await console.getByRole('button', { name: 'Note', exact: true }).click()
  await console
    .locator('input[type=file]')
    .setInputFiles({ name: 'secret.png', mimeType: 'image/png', buffer: picture })
  const secret = console.getByRole('button', { name: 'Remove secret.png' })
  await expect(secret).toBeVisible()
  // A slip of the kind does not take it along.
  await console.getByRole('button', { name: 'Reply', exact: true }).click()
  await expect(secret).toHaveCount(0)
  await console.getByRole('button', { name: 'Note', exact: true }).click()
  // The customer’s panel has such a button too.
  await console.getByRole('button', { name: 'Add note' }).first().click()
  await expect(thread(console).getByRole('img', { name: 'secret.png' })).toBeVisible()
  await console.getByRole('button', { name: 'Reply', exact: true }).click()
  await console.getByRole('textbox', { name: 'Write a message' }).fill('good morning')
  await console.keyboard.press('Enter')
  await expect(customer.getByText('good morning')).toBeVisible()
  await expect(customer.getByRole('img')).toHaveCount(0)
})
