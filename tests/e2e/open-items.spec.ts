import { en } from '../../renderer/words/en.ts'
import { vi } from '../../renderer/words/vi.ts'
import { expect, say, startChat, test } from './support/desk.ts'

for (const [language, words] of [
  ['en', en],
  ['vi', vi],
] as const) {
  const { profile, timeline } = words

  test(`what is open with a customer stands first, a day leads to what was then, begun notes wait, ${language}`, async ({
    desk,
    console: page,
    customer,
  }) => {
    await startChat(customer, 'Mai Võ', 'mai@lotus.test')
    await say(customer, 'Đèn bàn không sáng')
    await page.evaluate(`localStorage.setItem('frontdesk.language', '${language}')`)
    await page.goto(`${desk.url}/customers`)
    await page.getByRole('link', { name: /Mai Võ/ }).click()
    const open = page.getByRole('region', { name: profile.open.title })
    await expect(open.getByRole('link', { name: /Đèn bàn không sáng/ })).toBeVisible()

    // The year is one stop for Tab: the arrow keys go through its days.
    const story = page.getByRole('region', { name: timeline.title })
    const days = page.getByRole('group', { name: profile.year.days })
    const today = days.getByRole('button').last()
    await expect(today).toHaveAccessibleName(/: [1-9]/)
    await today.focus()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Enter')
    await expect(story.getByText(profile.timeline.nothing)).toBeVisible()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await expect(story.getByText(timeline.chat)).toBeVisible()
    await expect(story.getByText(profile.timeline.visits(1))).toBeVisible()

    const note = page.getByRole('textbox', { name: profile.notes.add })
    await note.fill('Ưu tiên vì')
    await page.getByRole('link', { name: words.rail.tickets, exact: true }).click()
    await expect(page.getByRole('heading', { name: words.tickets.title })).toBeVisible()
    await page.goto(`${desk.url}/inbox/all`)
    await page.getByRole('link', { name: /Mai Võ/ }).click()
    const panel = page.getByRole('complementary', { name: words.customer.panel })
    await expect(panel.getByRole('textbox', { name: profile.notes.add })).toHaveValue('Ưu tiên vì')
    await expect(panel.getByRole('group', { name: profile.year.days })).toBeVisible()
    await panel.getByRole('textbox', { name: profile.notes.add }).fill('Ưu tiên vì đơn lớn')
    await panel.getByRole('button', { name: profile.notes.submit }).click()
    await expect(panel.getByRole('textbox', { name: profile.notes.add })).toHaveValue('')
    await panel.getByRole('button', { name: words.customer.openPage }).click()
    await expect(story.getByText('Ưu tiên vì đơn lớn')).toBeVisible()
    await expect(note).toHaveValue('')

    // So does a change of a note that stands.
    const edited = page.getByRole('textbox', { name: profile.notes.edit })
    await page.getByRole('button', { name: profile.notes.edit }).click()
    await edited.fill('Ưu tiên vì đơn rất lớn')
    await page.getByRole('link', { name: words.rail.tickets, exact: true }).click()
    await expect(page.getByRole('heading', { name: words.tickets.title })).toBeVisible()
    await page.goBack()
    await expect(edited).toHaveValue('Ưu tiên vì đơn rất lớn')
    await page.getByRole('button', { name: words.app.save }).click()
    await expect(story.getByText('Ưu tiên vì đơn rất lớn')).toBeVisible()
    await expect(edited).toBeHidden()
  })
}
