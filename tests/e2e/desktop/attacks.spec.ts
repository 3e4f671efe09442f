import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { openWindow, say, startChat, thread } from '../support/desk.ts'
import { backend, expect, test } from './driver/test.ts'

/** What the page gets when it asks the shell, or the first line of the refusal. */
const ask = (page: Page, call: string) =>
  page.evaluate<string>(
    `(async () => { try { return JSON.stringify(await frontdeskDesktop.${call}) } catch (error) { return error.message } })()`,
  )

test('a bridge call that is malformed, oversized or unknown is refused, and the shell goes on', async ({
  desk,
  desktop,
}) => {
  const app = await desktop.start({ server: desk.url })
  const page = await app.page()
  await expect(page.getByRole('heading', { name: 'Sign in to Frontdesk' })).toBeVisible()

  for (const call of [
    'badge.set({ count: -1 })',
    'badge.set({ count: NaN })',
    'badge.set({ count: 1, app: "other" })',
    'badge.set()',
    'badge.set({ count: "x".repeat(20_000_000) })',
    'secret.read({ name: "__proto__" })',
    'secret.write({ name: "refreshToken", value: "x".repeat(16_385) })',
    `notification.show({ id: "1", title: "t", body: "x".repeat(5_000_000), route: { view: "inbox" } })`,
    `notification.show({ id: "1", title: "t", body: "b", route: { view: "../settings" } })`,
    'profile.add({ place: "server", address: "https://" + "a".repeat(3000) })',
    'profile.use({ id: "../../etc" })',
  ]) {
    expect.soft(await ask(page, call), call).toMatch(/invalid_input/)
  }
  expect(await ask(page, 'badge.set({ count: 1n })')).toMatch(/invalid_input|cloned/)
  expect(await ask(page, 'badge.set({ count: () => 1 })')).toMatch(/invalid_input|cloned/)
  expect(await ask(page, 'badge.set({ count: 3 })')).toMatch(/shown/)
  expect(await app.badge()).toBe(3)

  // The page can neither change the bridge nor find what is underneath it.
  const found = await page.evaluate<object>(`(() => {
    try { frontdeskDesktop.badge.set = () => 'mine' } catch {}
    try { window.frontdeskDesktop = 'mine' } catch {}
    return {
      isFrozen: Object.isFrozen(frontdeskDesktop) && Object.isFrozen(frontdeskDesktop.badge),
      replaced: frontdeskDesktop === 'mine',
      node: [typeof require, typeof process, typeof module, typeof Buffer],
      electron: Object.getOwnPropertyNames(window).filter((name) => /electron|ipc|^send|double/i.test(name)),
    }
  })()`)
  const none = ['undefined', 'undefined', 'undefined', 'undefined']
  expect(found).toEqual({ isFrozen: true, replaced: false, node: none, electron: [] })
})

test('a sub-frame gets no bridge, and what comes from one is refused', async ({
  desk,
  desktop,
}) => {
  const app = await desktop.start({ server: desk.url })
  const page = await app.page()
  await expect(page.getByRole('heading', { name: 'Sign in to Frontdesk' })).toBeVisible()
  const inFrame = await page.evaluate<string>(`new Promise((resolve) => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    resolve(typeof frame.contentWindow.frontdeskDesktop)
  })`)
  expect(inFrame).toBe('undefined')

  // Whatever a frame might send all the same: the shell looks at where it comes from.
  const answers = await app.running.evaluate(async ({ ipcMain }) => {
    const main = { url: 'frontdesk-app://console/', parent: null }
    const senders = [
      { url: 'frontdesk-app://console/', parent: main },
      { url: 'https://evil.example/', parent: null },
      { url: 'frontdesk-app://console.evil.example/', parent: null },
      null,
    ]
    // Electron keeps its handlers in a map of this name; the double does too.
    const { _invokeHandlers: handlers } = ipcMain as unknown as {
      _invokeHandlers: Map<string, (event: object, ...args: unknown[]) => Promise<unknown>>
    }
    const [handle] = handlers.values()
    return Promise.all(
      senders.map(async (senderFrame) =>
        handle?.({ senderFrame }, 'secret.read', { name: 'refreshToken' }),
      ),
    )
  }, undefined)
  expect(answers).toEqual(
    Array.from({ length: 4 }, () => expect.objectContaining({ ok: false, code: 'not_allowed' })),
  )
})

test('the scheme gives nothing but the console', async ({ desk, desktop }) => {
  const app = await desktop.start({ server: desk.url })
  const page = await app.page()
  await expect(page.getByRole('heading', { name: 'Sign in to Frontdesk' })).toBeVisible()
  writeFileSync(join(desktop.userData, 'secret.txt'), 'a secret')
  const asked = await page.evaluate<Array<[string, number]>>(
    `Promise.all(${JSON.stringify([
      '/../package.json',
      '/%2e%2e/%2e%2e/package.json',
      '/..%2f..%2fpackage.json',
      '/..%5c..%5cpackage.json',
      '/%2e%2e%2felectron%2fmain.js',
      `/..%2f..%2f..%2f..%2f..${encodeURIComponent(join(desktop.userData, 'secret.txt'))}`,
      '/%00/index.html',
      '/C%3a/Windows/win.ini',
      '/assets/%',
    ])}.map(async (path) => {
      const answer = await fetch(path)
      const text = await answer.text()
      return [path, answer.status, /secret|"frontdesk"|electron/.test(text)]
    }))`,
  )
  for (const [path, status, isLeak] of asked as unknown as Array<[string, number, boolean]>) {
    // The browser itself takes the dots out of some: those are views, which are the console's own page.
    expect.soft([path, isLeak], path).toEqual([path, false])
    expect.soft([200, 404], path).toContain(status)
  }
  expect(
    await page.evaluate<number>(`fetch('/', { method: 'POST' }).then(({ status }) => status)`),
  ).toBe(405)
})

test('no window opens, no frame leaves, and only addresses of the web reach the system', async ({
  desk,
  desktop,
}) => {
  const app = await desktop.start({ server: desk.url })
  const page = await app.page()
  await expect(page.getByRole('heading', { name: 'Sign in to Frontdesk' })).toBeVisible()
  const here = page.url()
  for (const address of [
    'file:///etc/passwd',
    'javascript:alert(1)',
    'frontdesk://inbox',
    'data:text/html,<script>opener.x=1</script>',
    'ms-msdt:/id',
    'https://example.com/a b',
  ]) {
    await page.evaluate(`void window.open(${JSON.stringify(address)})`)
  }
  await expect.poll(() => app.opened()).toEqual(['https://example.com/a%20b'])

  for (const address of ['https://evil.example/', 'file:///etc/passwd', desk.url]) {
    await page.evaluate(`void (location.href = ${JSON.stringify(address)})`).catch(() => undefined)
    // It is where it was, and still answers.
    await expect(page.getByRole('heading', { name: 'Sign in to Frontdesk' })).toBeVisible()
    expect(page.url()).toBe(here)
  }
  const framed = await page.evaluate<string>(`new Promise((resolve) => {
    document.addEventListener('securitypolicyviolation', (event) => resolve(event.violatedDirective))
    const frame = document.createElement('iframe')
    frame.src = 'https://evil.example/'
    document.body.append(frame)
  })`)
  expect(framed).toMatch(/frame-src|default-src/)
  await expect.poll(() => app.running.windows().length).toBe(1)
})

test('a page may reach its one server and no other, and gets no permission beyond the short list', async ({
  desk,
  desktop,
}) => {
  const foreign = createServer((_request, response) => {
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end('reached')
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => foreign.once('listening', resolve))
  const elsewhere = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}/`
  const app = await desktop.start({ server: desk.url })
  const page = await app.page()
  await expect(page.getByRole('heading', { name: 'Sign in to Frontdesk' })).toBeVisible()
  const outcome = (address: string) =>
    page.evaluate<string>(
      `fetch(${JSON.stringify(address)}).then(({ status }) => String(status), () => 'refused')`,
    )
  expect(await outcome(`${desk.url}/api/health`)).toBe('200')
  expect(await outcome(elsewhere)).toBe('refused')
  expect(
    await page.evaluate<string>(`new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.violatedDirective))
      const script = document.createElement('script')
      script.textContent = 'window.evil = 1'
      document.body.append(script)
    })`),
  ).toMatch(/script-src/)
  expect(await page.evaluate<string>('typeof window.evil')).toBe('undefined')
  for (const name of ['geolocation', 'camera', 'microphone', 'clipboard-read']) {
    const state = await page.evaluate<string>(
      `navigator.permissions.query({ name: '${name}' }).then(({ state }) => state)`,
    )
    expect.soft(state, name).not.toBe('granted')
  }
  foreign.close()
})

test('a customer’s message is text, whatever it says', async ({ browser, desk, desktop }) => {
  const { app, page } = await desktop.startSignedIn({ server: desk.url })
  const customer = await openWindow(browser, `${desk.url}/chat`)
  await startChat(customer, 'Ruth <img src=x onerror=evil=1>', 'ruth@customer.test')
  const attack =
    '<img src=x onerror="frontdeskDesktop.secret.read({name:\'refreshToken\'})"> <script>evil=1</script> javascript:evil=1 file:///etc/passwd https://ok.example/'
  await say(customer, attack)
  await app.lookAway()
  await page.getByRole('link', { name: /Ruth/ }).click()
  await expect(thread(page).getByText('<script>evil=1</script>')).toBeVisible()
  expect(await page.evaluate<string>('typeof window.evil')).toBe('undefined')
  await expect(thread(page).locator('img, script, iframe')).toHaveCount(0)
  await expect(thread(page).getByRole('link')).toHaveCount(1)
  await thread(page).getByRole('link').click()
  await expect.poll(() => app.opened()).toEqual(['https://ok.example/'])
  await customer.context().close()
})

test('a server that answers with hostile things gets nothing of the shell', async ({ desktop }) => {
  const evil = '<script>parent.evil=1;evil=1</script><img src=x onerror=evil=1>'
  const hostile = createServer((request, response) => {
    const headers = {
      'access-control-allow-origin': request.headers.origin ?? '*',
      'access-control-allow-headers': '*',
      'access-control-allow-credentials': 'true',
      'content-type': 'text/html',
      'content-security-policy': "default-src * 'unsafe-inline'",
      location: 'file:///etc/passwd',
    }
    const isMoved = request.url?.includes('/moved') === true
    response
      .writeHead(isMoved ? 302 : 200, headers)
      .end(JSON.stringify({ data: evil, error: { message: evil } }))
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => hostile.once('listening', resolve))
  const url = `http://127.0.0.1:${(hostile.address() as AddressInfo).port}`
  const app = await desktop.start({ server: url })
  const page = await app.page()
  await page.getByLabel('Email').fill('linh@desk.test')
  await page.getByLabel('Password').fill('a long password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert').first()).toBeVisible()
  expect(await page.evaluate<string>('typeof window.evil')).toBe('undefined')
  expect(
    await page.evaluate<string>(`fetch('${url}/moved').then(() => 'followed', () => 'refused')`),
  ).toBe('refused')
  await page.evaluate(`void (location.href = '${url}/moved')`)
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
  expect(await app.opened()).toEqual([])
  expect(backend === 'electron' || page.url().startsWith('https://console.frontdesk-app.')).toBe(
    true,
  )
  hostile.close()
  hostile.closeAllConnections()
})
