import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test'
import { DEMO_PASSWORD } from '../../server/demo/seed.ts'
import { findChromium } from '../../tests/support/chromium.ts'
import { PROBE, type Probe, probeOf } from './probe.ts'

const AGENT = { email: 'admin@demo.frontdesk', password: DEMO_PASSWORD }
const WINDOW = { width: 1440, height: 900 }

/** An agent's window on the console, and what can be asked of it. */
export interface Desk extends AsyncDisposable {
  page: Page
  probe: Probe
  url: string
  /** The requests to the API since the last `forget`. */
  asked: { paths: string[]; forget(): void }
  /** The page's own memory in MB, after a collection, and how many nodes its document has. */
  memory(): Promise<{ heapMb: number; nodes: number }>
  /** The addresses of the rows that are in the page, from the top down. */
  rowLinks(): Promise<string[]>
  /** Shows a view of the inbox, and waits for its rows. */
  show(view: string): Promise<void>
}

/** Signs an agent in and shows the inbox. */
export async function openDesk(url: string): Promise<Desk> {
  const { executablePath, args } = await findChromium()
  const browser = await chromium.launch({ executablePath, args })
  const context = await browser.newContext({ locale: 'en-US', viewport: WINDOW })
  await context.addInitScript({ path: PROBE })
  const page = await context.newPage()
  const paths = followRequests(page)
  await page.goto(url)
  await page.getByLabel('Email').fill(AGENT.email)
  await page.getByLabel('Password').fill(AGENT.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await list(page).getByRole('link').first().waitFor()
  return deskOf({ browser, page, url, paths }, await context.newCDPSession(page))
}

const list = (page: Page) => page.getByRole('list', { name: 'Conversations' })

interface Opened {
  browser: Browser
  page: Page
  url: string
  paths: string[]
}

function deskOf({ browser, page, url, paths }: Opened, devtools: CDPSession): Desk {
  return {
    page,
    probe: probeOf(page),
    url,
    asked: { paths, forget: () => void paths.splice(0) },
    async memory() {
      await devtools.send('HeapProfiler.collectGarbage')
      const { usedSize } = await devtools.send('Runtime.getHeapUsage')
      const { nodes } = await devtools.send('Memory.getDOMCounters')
      return { heapMb: usedSize / 2 ** 20, nodes }
    },
    rowLinks: () =>
      list(page)
        .getByRole('link')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? '')),
    async show(view) {
      await page.locator(`nav a[href="/inbox/${view}"]`).click()
      await list(page).getByRole('link').first().waitFor()
    },
    [Symbol.asyncDispose]: () => browser.close(),
  }
}

function followRequests(page: Page): string[] {
  const paths: string[] = []
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url())
    if (pathname.startsWith('/api/')) paths.push(`${request.method()} ${pathname}${search}`)
  })
  return paths
}

/** Where the list of conversations scrolls, for mouse and keyboard. */
export async function listBox(page: Page) {
  const scroller = list(page).locator('xpath=..')
  const box = await scroller.boundingBox()
  if (!box) throw new Error('there is no list')
  return { scroller, x: box.x + box.width / 2, y: box.y + box.height / 2 }
}
