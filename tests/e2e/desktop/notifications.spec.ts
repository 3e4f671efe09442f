import { openRuth, say, thread } from '../support/desk.ts'
import { expect, test } from './driver/test.ts'

for (const away of ['minimize', 'hide'] as const) {
  test(`a click on a notification leads to its conversation when the window is away (${away})`, async ({
    browser,
    desk,
    desktop,
  }) => {
    const { app, page } = await desktop.startSignedIn({ server: desk.url })
    await app.window(away)
    await expect.poll(() => app.windowState()).toMatchObject({ isVisible: false, isFocused: false })

    const customer = await openRuth(browser, desk)
    await app.clickNotification('Ruth Patel')

    await expect
      .poll(() => app.windowState())
      .toEqual({ isVisible: true, isMinimized: false, isFocused: true })
    await expect(thread(page).getByText('Is anybody there?')).toBeVisible()
    // Read now, so it is taken back.
    await expect.poll(() => app.notifications()).toEqual([])
    await customer.context().close()
  })
}

test('a click on a notification leads from another screen to its conversation, in the window where it stands', async ({
  browser,
  desk,
  desktop,
}) => {
  const { app, page } = await desktop.startSignedIn({ server: desk.url })
  await page.getByRole('link', { name: 'Customers' }).click()
  await expect(page.getByRole('heading', { name: 'Customers' })).toBeVisible()
  const place = { x: 140, y: 120, width: 1100, height: 760 }
  await app.running.evaluate(({ BrowserWindow }, bounds) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(bounds)
  }, place)
  await app.lookAway()

  const customer = await openRuth(browser, desk)
  await app.clickNotification('Ruth Patel')
  await expect(thread(page).getByText('Is anybody there?')).toBeVisible()
  await expect.poll(() => app.windowState()).toMatchObject({ isVisible: true, isFocused: true })
  const bounds = await app.running.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds(),
    undefined,
  )
  expect(bounds).toEqual(place)
  await customer.context().close()
})

test('the badge counts what waits for this agent, and follows what they read in a browser', async ({
  browser,
  console: other,
  desk,
  desktop,
}) => {
  const { app, page } = await desktop.startSignedIn({ server: desk.url })
  const customer = await openRuth(browser, desk)
  await page.getByRole('link', { name: /Ruth Patel/ }).click()
  await page.getByRole('button', { name: 'Take', exact: true }).click()
  await expect(customer.getByText('Admin joined the chat')).toBeVisible()

  await app.window('minimize')
  await say(customer, 'It is about my order')
  await app.notification('It is about my order')
  await expect.poll(() => app.badge()).toBe(1)

  await other.goto(`${desk.url}/inbox/mine`)
  await other.getByRole('link', { name: /Ruth Patel/ }).click()
  await expect(thread(other).getByText('It is about my order')).toBeVisible()
  await expect.poll(() => app.badge()).toBe(0)
  await expect.poll(() => app.notifications()).toEqual([])
  await customer.context().close()
})
