import { expect, openWindow, test } from './support/desk.ts'
import { serveSite, staffOf } from './support/webchat.ts'

const framing = (deskUrl: string) => () =>
  `<!doctype html><title>A site</title><iframe src="${deskUrl}/chat?frame" width="400" height="600"></iframe>`

test('a site the workspace has not named cannot show the chat, nor start one through its frame', async ({
  browser,
  desk,
}) => {
  const staff = await staffOf(desk.url)
  await serveSite(framing(desk.url), (named) =>
    serveSite(framing(desk.url), async (other) => {
      await staff.put('/api/settings', { chatOrigins: [named] })
      const welcome = await openWindow(browser, named)
      await expect(welcome.frameLocator('iframe').getByLabel('Email')).toBeVisible()
      const refusals: string[] = []
      const intruder = await openWindow(browser, 'about:blank')
      intruder.on('console', (line) => refusals.push(line.text()))
      await intruder.goto(other)
      await expect.poll(() => refusals.join('\n')).toContain('frame-ancestors')
      await expect(intruder.frameLocator('iframe').getByLabel('Email')).toHaveCount(0)
      expect(await staff.get('/api/chat/sessions/active')).toEqual([])
    }),
  )
})

const embedding = (deskUrl: string) => () =>
  `<!doctype html><title>A site</title><h1>A site</h1><script async src="${deskUrl}/widget.js"></script>`

test('where the chat does not come, its window can be closed again, on a phone too', async ({
  browser,
  desk,
}) => {
  const staff = await staffOf(desk.url)
  await staff.put('/api/settings', { chatOrigins: ['https://shop.example'] })
  await serveSite(embedding(desk.url), async (url) => {
    const phone = await openWindow(browser, url, { viewport: { width: 390, height: 844 } })
    await phone.getByRole('button', { name: 'Open chat' }).click()
    await expect(phone.getByRole('dialog')).toBeVisible()
    await phone.getByRole('button', { name: 'Close chat' }).click()
    await expect(phone.getByRole('dialog')).toBeHidden()
  })
})
