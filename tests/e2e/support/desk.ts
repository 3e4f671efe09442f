import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, expect, type Page, test as base } from '@playwright/test'
import { type ServerProcess, startProcess } from '../../support/process.ts'

export const ADMIN = {
  name: 'Nguyễn Thùy Linh',
  email: 'linh@desk.test',
  password: 'a long password',
}

/** A server of its own, as its users run it, that can be killed and started again on the same data and address. */
export interface Desk {
  url: string
  kill(): Promise<void>
  restart(): Promise<void>
}

interface Fixtures {
  leftOpen: void
  /** What the server of `desk` has in its environment beside its first admin. */
  deskEnvironment: Record<string, string>
  /** Without any account yet. */
  emptyDesk: Desk
  /** With its first admin. */
  desk: Desk
  /** An agent's window, signed in. */
  console: Page
  /** A customer's window on the chat page. */
  customer: Page
}

async function openDesk(
  environment: Record<string, string>,
  provide: (desk: Desk) => Promise<void>,
): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'frontdesk-e2e-'))
  const start = (port: string) => startProcess({ DATA_DIR: directory, PORT: port, ...environment })
  let server: ServerProcess = await start('0')
  const { url } = server
  await provide({
    url,
    kill: async () => void (await server.end('SIGKILL')),
    async restart() {
      server = await start(new URL(url).port)
    },
  })
  if (server.child.exitCode === null && server.child.signalCode === null)
    await server.end('SIGTERM')
  rmSync(directory, { recursive: true, force: true })
}

/** A window of its own: nothing is shared with another one. */
export async function openWindow(
  browser: Browser,
  url: string,
  options: object = {},
): Promise<Page> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  await page.goto(url)
  return page
}

/** Signs an account in on the console's first screen. */
export async function signIn(
  page: Page,
  account: { email: string; password: string } = ADMIN,
): Promise<void> {
  await page.getByLabel('Email').fill(account.email)
  await page.getByLabel('Password').fill(account.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { name: 'Inbox' })).toBeVisible()
}

/** The messages of the conversation an agent has open. */
export const thread = (page: Page) => page.getByRole('region', { name: 'Messages' })

/** Starts a chat on the customer's page. */
export async function startChat(page: Page, name: string, email: string): Promise<void> {
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Email').fill(email)
  await page.getByRole('button', { name: 'Start chat' }).click()
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeVisible()
}

/** Writes in the chat's composer and sends by Enter. */
export async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Message' }).fill(text)
  await page.keyboard.press('Enter')
}

/** A customer's window: Ruth Patel has started a chat and asked something. */
export async function openRuth(
  browser: Browser,
  { url }: Desk,
  question = 'Is anybody there?',
): Promise<Page> {
  const page = await openWindow(browser, `${url}/chat`)
  await startChat(page, 'Ruth Patel', 'ruth@customer.test')
  await say(page, question)
  return page
}

export const test = base.extend<Fixtures>({
  // What a story leaves open would go on beside all that follow: a browser of a hundred windows has time for none.
  leftOpen: [
    async ({ browser }, provide) => {
      await provide()
      await Promise.all(browser.contexts().map((context) => context.close()))
    },
    { auto: true },
  ],
  emptyDesk: async ({}, provide) => openDesk({}, provide),
  deskEnvironment: [{}, { option: true }],
  desk: async ({ deskEnvironment }, provide) =>
    openDesk(
      { ADMIN_EMAIL: ADMIN.email, ADMIN_PASSWORD: ADMIN.password, ...deskEnvironment },
      provide,
    ),
  console: async ({ browser, desk }, provide) => {
    const page = await openWindow(browser, desk.url)
    await signIn(page)
    await provide(page)
    await page.context().close()
  },
  customer: async ({ browser, desk }, provide) => {
    const page = await openWindow(browser, `${desk.url}/chat`)
    await provide(page)
    await page.context().close()
  },
})

export { expect } from '@playwright/test'
