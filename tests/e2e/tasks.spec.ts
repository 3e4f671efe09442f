import { en } from '../../renderer/words/en.ts'
import { vi } from '../../renderer/words/vi.ts'
import { openColleague } from './support/agents.ts'
import { expect, say, startChat, test } from './support/desk.ts'

test.slow()

for (const [language, words] of [
  ['en', en],
  ['vi', vi],
] as const) {
  const { tasks, timeline, customer: profile } = words

  test(`a task is added in one line, told of, done and found on the timeline, ${language}`, async ({
    browser,
    desk,
    console: page,
    customer,
  }) => {
    const zoe = await openColleague(browser, desk)
    await startChat(customer, 'Mai Võ', 'mai@lotus.test')
    await say(customer, 'Đèn bàn không sáng')
    for (const each of [page, zoe])
      await each.evaluate(`localStorage.setItem('frontdesk.language', '${language}')`)
    await zoe.goto(`${desk.url}/tasks`)
    await expect(zoe.getByText(tasks.empty.open)).toBeVisible()

    // In the panel beside the conversation, due by a time of one's own choice.
    await page.goto(`${desk.url}/inbox/all`)
    await page.getByRole('link', { name: /Mai Võ/ }).click()
    const panel = page.getByRole('complementary', { name: profile.panel })
    const section = panel.getByRole('region', { name: tasks.title, exact: true })
    await section.getByRole('textbox', { name: tasks.name }).fill('Gọi lại cho chị Mai')
    await section.getByRole('button', { name: tasks.setDue }).click()
    await page.getByLabel(tasks.dueDay).fill('2098-03-04')
    await page.getByLabel(tasks.dueTime).fill('09:30')
    const times = page.getByRole('dialog', { name: tasks.setDue })
    await times.getByRole('button', { name: words.app.save }).click()
    await section.getByRole('button', { name: tasks.submit }).click()
    await expect(section.getByRole('listitem')).toContainText('Gọi lại cho chị Mai')
    await expect(section.getByRole('listitem').getByText(/2098/)).toBeVisible()

    // Given to a colleague, who is told at once; the notification opens the customer at the task.
    await section.getByRole('button', { name: tasks.edit('Gọi lại cho chị Mai') }).click()
    const dialog = page.getByRole('dialog', { name: tasks.editTitle })
    await dialog.getByRole('combobox', { name: tasks.assignee }).click()
    await page.getByRole('option', { name: /Zoe Park/ }).click()
    await dialog.getByRole('textbox', { name: tasks.note }).fill('Buổi sáng')
    await dialog.getByRole('button', { name: words.app.save }).click()
    await expect(dialog).toBeHidden()
    const title = words.notifications.titles.taskAssigned('Gọi lại cho chị Mai')
    const told = zoe.getByRole('dialog').filter({ hasText: title })
    await told.getByRole('button', { name: words.notifications.open }).click()
    const there = zoe.getByRole('region', { name: 'Mai Võ' })
    const line = there.getByRole('listitem').filter({ hasText: 'Buổi sáng' })
    await expect(line).toBeVisible()
    await expect(zoe.getByRole('link', { name: /Gọi lại cho chị Mai/ }).first()).toBeVisible()

    // What one does is seen by the other without anybody loading anything.
    await line.getByRole('checkbox', { name: tasks.done('Gọi lại cho chị Mai') }).click()
    await expect(section.getByRole('listitem')).toHaveCount(0)
    await zoe.getByRole('button', { name: words.commands.undo }).click()
    await expect(section.getByRole('listitem')).toHaveCount(1)
    await section.getByRole('checkbox').click()
    await expect(section.getByText(tasks.none)).toBeVisible()
    const story = there.getByRole('region', { name: timeline.title })
    await story.getByRole('combobox', { name: words.profile.timeline.show }).click()
    await zoe.getByRole('option', { name: words.profile.timeline.groups.tasks }).click()
    const done = story.getByText(tasks.timeline.done('Gọi lại cho chị Mai'))
    await expect(done).toHaveCount(2)
    await expect(story.getByText(`${words.tickets.assignee}: Admin → Zoe Park`)).toBeVisible()
  })

  test(`a task comes from a conversation and leads back to it, and is deleted, ${language}`, async ({
    desk,
    console: page,
    customer,
  }) => {
    await startChat(customer, 'Mai Võ', 'mai@lotus.test')
    await say(customer, 'Đèn bàn không sáng')
    await page.evaluate(`localStorage.setItem('frontdesk.language', '${language}')`)
    await page.goto(`${desk.url}/inbox/all`)
    await page.getByRole('link', { name: /Mai Võ/ }).click()
    await page.getByRole('button', { name: words.actions.more }).click()
    await page.getByRole('menuitem', { name: tasks.add }).click()
    const dialog = page.getByRole('dialog', { name: tasks.addFor('Mai Võ') })
    await dialog.getByRole('textbox', { name: tasks.name }).fill('Gửi đèn mới')
    await dialog.getByRole('button', { name: tasks.setDue }).click()
    await page.getByRole('button', { name: tasks.tomorrow }).click()
    await dialog.getByRole('button', { name: tasks.submit }).click()
    await expect(dialog).toBeHidden()

    // By the keys alone: to the list, to the task, and back to what it came from.
    await page.getByRole('heading', { name: 'Mai Võ' }).click()
    await page.keyboard.press('g')
    await page.keyboard.press('k')
    await expect(page.getByRole('heading', { name: tasks.title, level: 2 })).toBeVisible()
    await expect(page.getByRole('link', { name: /Gửi đèn mới/ })).toBeVisible()
    await page.keyboard.press('j')
    const open = page.getByRole('region', { name: 'Mai Võ' })
    await open.getByRole('link', { name: tasks.fromConversation }).click()
    await expect(page.getByRole('heading', { name: 'Mai Võ' }).first()).toBeVisible()
    await expect(page).toHaveURL(/\/inbox\//)
    await page.goBack()

    await open.getByRole('button', { name: tasks.delete('Gửi đèn mới') }).click()
    await page.getByRole('button', { name: tasks.deleteSubmit }).click()
    await expect(page.getByText(tasks.gone)).toBeVisible()
    await expect(page.getByText(tasks.empty.open)).toBeVisible()
  })
}
