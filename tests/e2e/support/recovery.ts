import type { Page } from '@playwright/test'
import type { Desk } from './desk.ts'

/** Both ends of one chat, in windows of their own, and the server between them. */
export interface BothEnds {
  desk: Desk
  agent: Page
  customer: Page
}

// What is awaited may take long on a busy machine; how long it took is what is measured.
const PATIENCE = { timeout: 60_000 }

const write = async (page: Page, field: string, text: string) => {
  await page.getByRole('textbox', { name: field }).fill(text)
  await page.keyboard.press('Enter')
}

/**
 * Kills the server, has both write meanwhile, and starts it again; answers the milliseconds from its ready line until
 * each shows what the other wrote.
 */
export async function recover({ desk, agent, customer }: BothEnds, round: number): Promise<number> {
  const [question, answer] = [`Question ${round}?`, `Answer ${round}.`]
  await desk.kill()
  await agent.getByRole('button', { name: /^Offline since/ }).waitFor(PATIENCE)
  await write(customer, 'Message', question)
  await write(agent, 'Write a message', answer)
  await desk.restart()
  const begun = performance.now()
  const messages = agent.getByRole('region', { name: 'Messages' })
  await Promise.all([
    messages.getByText(question, { exact: true }).waitFor(PATIENCE),
    customer.getByRole('log').getByText(answer, { exact: true }).waitFor(PATIENCE),
    agent.getByRole('button', { name: /^In sync/ }).waitFor(PATIENCE),
  ])
  return performance.now() - begun
}
