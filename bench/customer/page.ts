import { type Figure, p95 } from '../console/figure.ts'
import type { Site } from '../console/site.ts'

const ENTRIES = 10_000
const NOTES = 300
const AT_ONCE = 16
const ROUNDS = 100
const YEAR_MS = 365 * 86_400_000
const FIRST_PAGE_MS = 150

interface Answer<T> {
  data: T
  meta: { next: string | null }
}

async function ask<T>({ url, agentToken }: Site, path: string, body?: object): Promise<Answer<T>> {
  const answer = await fetch(`${url}/api${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${agentToken}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as Answer<T>
}

/** Does as many things as there are numbers, some at once. */
async function forEach(count: number, work: (index: number) => Promise<unknown>): Promise<void> {
  let next = 0
  const lane = async () => {
    while (next < count) await work(next++)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
}

/** Somebody with whom ten thousand things happened within a year, most of them told by another program. */
async function becomeBusy(site: Site): Promise<string> {
  const email = `${crypto.randomUUID()}@bench.test`
  const { data } = await ask<{ id: string }>(site, '/customers', { name: 'Busy', email })
  await forEach(NOTES, (index) =>
    ask(site, `/customers/${data.id}/notes`, { content: `Note ${index}` }),
  )
  // Being made is the entry that is neither.
  await forEach(ENTRIES - NOTES - 1, (index) =>
    ask(site, `/customers/${data.id}/events`, {
      name: 'Order placed',
      time: new Date(Date.now() - (index / ENTRIES) * YEAR_MS).toISOString(),
      properties: { order: index, total: 20 * index, currency: 'USD' },
      id: `order ${index}`,
    }),
  )
  return data.id
}

async function times(work: () => Promise<unknown>): Promise<number[]> {
  const all: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now()
    await work()
    all.push(performance.now() - began)
  }
  return all
}

async function middleOf(site: Site, path: string): Promise<string> {
  let cursor = ''
  for (let seen = 0; seen < ENTRIES / 2; seen += 100) {
    const { meta } = await ask(site, `${path}?limit=100&cursor=${encodeURIComponent(cursor)}`)
    cursor = meta.next ?? cursor
  }
  return encodeURIComponent(cursor)
}

/** What the page of a customer with ten thousand entries asks for, each by itself. */
export async function measureCustomer(site: Site): Promise<Figure[]> {
  const id = await becomeBusy(site)
  const timeline = `/timeline/customer/${id}`
  const { data } = await ask<{ totalActivities: number }>(site, `${timeline}/stats`)
  if (data.totalActivities !== ENTRIES) throw new Error(`there are ${data.totalActivities} entries`)
  const deep = await middleOf(site, timeline)
  const reads: Array<[what: string, path: string, target?: number]> = [
    ['timeline, first page', `${timeline}?limit=30`, FIRST_PAGE_MS],
    ['timeline, a page in the middle', `${timeline}?limit=30&cursor=${deep}`],
    ['timeline, notes among the rest', `${timeline}?limit=30&group=notes`],
    ['timeline, a filter nothing passes', `${timeline}?limit=30&group=visits`],
    ['days of a year', `${timeline}/days?zone=Asia/Ho_Chi_Minh`],
    ['figures of twelve months', `${timeline}/months?zone=Asia/Ho_Chi_Minh`],
    ['counts', `${timeline}/stats`],
    ['who it is', `/customers/${id}`],
    ['notes', `/customers/${id}/notes`],
    ['what is open', `/inbox?customerId=${id}&only=open&limit=100`],
  ]
  const figures: Figure[] = []
  for (const [what, path, target] of reads)
    figures.push(p95(what, await times(() => ask(site, path)), target))
  return figures
}
