import type { Browser, Page } from '@playwright/test'
import { openControl } from '../../support/crisp-emulator/control/control.ts'
import { type CrispEmulator, startCrispEmulator } from '../../support/crisp-emulator/emulator.ts'
import { test as deskTest } from './desk.ts'

const TOKEN = 'the token of this run'

/** An emulated Crisp, and the page where both of its sides are played. */
export interface EmulatedCrisp {
  emulator: CrispEmulator
  openPage(browser: Browser): Promise<Page>
}

async function withCrisp(provide: (crisp: EmulatedCrisp) => Promise<void>): Promise<void> {
  const emulator = await startCrispEmulator()
  const control = await openControl(emulator, { token: TOKEN })
  await provide({
    emulator,
    async openPage(browser) {
      const page = await (await browser.newContext()).newPage()
      await page.goto(`${control.url}/?token=${TOKEN}`)
      return page
    },
  })
  await Promise.all([control.close(), emulator.stop()])
}

/** The desk is connected to an emulated Crisp. */
export const test = deskTest.extend<{ crisp: EmulatedCrisp }>({
  crisp: async ({}, provide) => withCrisp(provide),
  deskEnvironment: async ({ crisp }, provide) => provide(crisp.emulator.environment()),
})

/** One of the two sides that the page plays. */
export const sideOf = (page: Page, side: 'visitor' | 'operator') => ({
  thread: page.getByRole('list', { name: `What the ${side} sees` }),
  composer: page.getByRole('textbox', { name: `Message as the ${side}` }),
  region: page.getByRole('region', { name: side === 'visitor' ? 'Visitor' : 'Operator' }),
})

/** Has somebody new open the chat box of the website. */
export async function arrive(page: Page, name: string, email: string): Promise<void> {
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('button', { name: 'New visitor' }).click()
  await page.getByRole('button', { name: `${name} · pending` }).waitFor()
}
