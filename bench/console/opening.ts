import { type Desk, listBox } from './desk.ts'
import { type Figure, p95 } from './figure.ts'

const PAINT_MS = 1_000
const CACHED_MS = 50
const SERVER_MS = 150
const LOADS = 8
const THREADS = 40
const WHEEL = 400

/** Loads the console anew, some times over: how soon it shows something, and how soon somebody can work. */
export async function measureLoading({ page, url, probe }: Desk): Promise<Figure[]> {
  const paint: number[] = []
  const usable: number[] = []
  for (let load = 0; load < LOADS; load++) {
    await page.goto('about:blank')
    await page.goto(url)
    const loaded = await probe.loaded()
    paint.push(loaded.paint)
    usable.push(loaded.usable)
  }
  return [p95('first paint', paint, PAINT_MS), p95('inbox with rows', usable)]
}

/** Opens many conversations that were never opened, then the same again; a click each, without a glance before. */
export async function measureOpening(desk: Desk): Promise<Figure[]> {
  await desk.show('closed')
  const { page } = desk
  const fresh: number[] = []
  const cached: number[] = []
  while (fresh.length < THREADS) {
    // A neighbour of an open one may have been fetched ahead: every fourth is none.
    const links = (await desk.rowLinks()).filter((_, index) => index % 4 === 0)
    fresh.push(...(await openEach(desk, links)))
    cached.push(...(await openEach(desk, links)))
    const { x, y } = await listBox(page)
    await page.mouse.move(x, y)
    for (let turn = 0; turn < 5; turn++) await page.mouse.wheel(0, WHEEL)
    await page.waitForTimeout(200)
    await page.mouse.move(x + WINDOW_RIGHT, y)
  }
  return [
    p95('open a conversation from cache', cached, CACHED_MS),
    p95('open a conversation from the server', fresh, SERVER_MS),
  ]
}

/** Opens those of some rows that are still in the page: the list goes along with what is open. */
async function openEach(desk: Desk, links: readonly string[]): Promise<number[]> {
  const times: number[] = []
  for (const link of links)
    if ((await desk.rowLinks()).includes(link)) times.push(await desk.probe.open(link))
  return times
}

// Out of the list, so that nothing is fetched because a pointer rests on it.
const WINDOW_RIGHT = 700

/** Opens the conversation with 10,000 messages and reads it upwards. */
export async function measureLongThread(desk: Desk, id: string): Promise<Figure[]> {
  const { page, probe } = desk
  await page.goto(`${desk.url}/inbox/all/${id}`)
  const thread = page.getByRole('region', { name: 'Messages' })
  await thread.locator('li').first().waitFor()
  await thread.hover()
  await probe.reset()
  for (let turn = 0; turn < 300; turn++) await page.mouse.wheel(0, -1_500)
  const { frame } = await probe.longest()
  const { nodes } = await desk.memory()
  return [
    {
      what: 'longest frame, reading a long thread upwards',
      unit: 'ms',
      value: frame,
      target: 50,
      details: { nodes },
    },
  ]
}
