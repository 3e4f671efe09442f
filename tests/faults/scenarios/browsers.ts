import { chromium, type Page } from '@playwright/test'
import { buildWhenStale } from '../../../scripts/clients.ts'
import { type BothEnds, recover } from '../../e2e/support/recovery.ts'
import { findChromium } from '../../support/chromium.ts'
import { lastingPort } from '../../support/places.ts'
import type { Finding, Scenario, Stage } from '../scenario.ts'
import { ADMIN, serverAt } from '../server.ts'
import { Verdict } from '../verdict.ts'

// From the ready line of the server until both ends show what was written meanwhile.
const IN_SYNC_MS = 5_000

/** The server is killed under our own clients, the web chat and the console in a browser; both write meanwhile. */
export const browsers: Scenario = {
  name: 'browsers',
  databases: ['sqlite'],
  rounds: 5,
  run: recovering,
}

async function recovering(stage: Stage): Promise<Finding> {
  buildWhenStale()
  await using cleanup = new AsyncDisposableStack()
  const place = await stage.place()
  cleanup.defer(place.drop)
  const PORT = String(await lastingPort())
  let server = await serverAt(place, { PORT })
  cleanup.defer(async () => void (await server.end('SIGKILL')))
  const { url } = server
  const browser = await chromium.launch(await findChromium())
  cleanup.defer(() => browser.close())
  const open = async (path: string): Promise<Page> => {
    const page = await (await browser.newContext({ locale: 'en-US' })).newPage()
    await page.goto(url + path)
    return page
  }
  const [customer, agent] = [await open('/chat'), await open('/')]
  await meet({ customer, agent })
  const desk = {
    url,
    kill: async () => void (await server.end('SIGKILL')),
    async restart() {
      server = await serverAt(place, { PORT })
    },
  }
  const verdict = new Verdict()
  const times: number[] = []
  for (let round = 1; round <= stage.rounds; round++) {
    const tookMs = Math.round(await recover({ desk, agent, customer }, round))
    times.push(tookMs)
    if (tookMs > IN_SYNC_MS * stage.leniency) verdict.add('late to be in sync', `${tookMs} ms`)
    stage.say(`${round}/${stage.rounds}: both ends in sync in ${tookMs} ms`)
  }
  return { verdict, figures: { rounds: stage.rounds, 'in sync, ms': times.join(' ') } }
}

/** A customer starts a chat, which an agent who signs in opens. */
async function meet({ customer, agent }: Omit<BothEnds, 'desk'>): Promise<void> {
  await customer.getByLabel('Name').fill('Ruth')
  await customer.getByLabel('Email').fill('ruth@faults.test')
  await customer.getByRole('button', { name: 'Start chat' }).click()
  await customer.getByRole('textbox', { name: 'Message' }).fill('Hello')
  await customer.keyboard.press('Enter')
  await agent.getByLabel('Email').fill(ADMIN.email)
  await agent.getByLabel('Password').fill(ADMIN.password)
  await agent.getByRole('button', { name: 'Sign in' }).click()
  await agent.getByRole('link', { name: /Ruth/ }).click()
  await agent.getByRole('region', { name: 'Messages' }).getByText('Hello').waitFor()
}
