import { composer } from './support/agents.ts'
import { expect, say, startChat, test, thread } from './support/desk.ts'

const REPLY = [
  'Chào **chị Ruth**, em gửi _hai_ cách:',
  '- đổi màu ~~xám~~ `#fff`',
  '- [xem hướng dẫn](https://help.example/doi-tra)',
  '> Bao lâu thì có?',
  '<b>2 * 3 * 4</b>',
].join('\n')

test('what an agent marks is shown so to the customer and to the team; what the customer marks stands as written', async ({
  console,
  customer,
}) => {
  await startChat(customer, 'Ruth Patel', 'ruth@customer.test')
  await say(customer, 'I want **my money** back_now_ - https://shop.example/42')
  await console.getByRole('link', { name: /Ruth Patel/ }).click()
  await composer(console).fill(REPLY)
  await composer(console).press('Enter')
  const shown = customer.locator('.message:not(.own) .bubble')
  await expect(shown.locator('strong')).toHaveText('chị Ruth')
  for (const at of [shown, thread(console).locator('li', { hasText: 'chị Ruth' }).first()]) {
    await expect(at.locator('strong')).toHaveText('chị Ruth')
    await expect(at.locator('em')).toHaveText('hai')
    await expect(at.locator('s')).toHaveText('xám')
    await expect(at.locator('code')).toHaveText('#fff')
    await expect(at.locator('ul > li')).toHaveCount(2)
    await expect(at.locator('blockquote')).toHaveText('Bao lâu thì có?')
    const link = at.getByRole('link', { name: 'xem hướng dẫn' })
    await expect(link).toHaveAttribute('href', 'https://help.example/doi-tra')
    await expect(link).toHaveAttribute('rel', /noopener/)
    // Never HTML: it is the text that it is.
    await expect(at.getByText('<b>2 * 3 * 4</b>')).toBeVisible()
    await expect(at.locator('b')).toHaveCount(0)
  }
  const asked = 'I want **my money** back_now_ - https://shop.example/42'
  await expect(thread(console).getByText(asked)).toBeVisible()
  await expect(customer.locator('.own .bubble')).toHaveText(asked)
})
