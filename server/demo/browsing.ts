import type { Language } from '../contract/identity.ts'
import type { Page, VisitorContext } from '../contract/visitors.ts'
import { type Visited, visitedAlso, visitsKey } from '../webchat/page-visits.ts'
import { onPage, readContext } from '../webchat/visitor.ts'
import type { Ledger } from './ledger.ts'
import type { Random } from './random.ts'
import { type Entry, refsOf, tellEntry, type Thread } from './thread.ts'

const SITE = 'https://phin-and-kettle.example'
const PAGES: Record<Language, ReadonlyArray<[path: string, title: string]>> = {
  en: [
    ['/', 'Phin & Kettle: coffee and tea'],
    ['/brewers', 'Brewers'],
    ['/grinders', 'Grinders'],
    ['/teaware', 'Teaware'],
    ['/basket', 'Your basket'],
    ['/delivery', 'Delivery and returns'],
    ['/workshops', 'Workshops'],
  ],
  vi: [
    ['/vi', 'Phin & Kettle: cà phê và trà'],
    ['/vi/dung-cu-pha', 'Dụng cụ pha'],
    ['/vi/may-xay', 'Máy xay'],
    ['/vi/am-chen', 'Ấm chén'],
    ['/vi/gio-hang', 'Giỏ hàng của bạn'],
    ['/vi/giao-hang', 'Giao hàng và đổi trả'],
    ['/vi/lop-hoc', 'Lớp học pha chế'],
  ],
}
const ZONES: Record<Language, readonly string[]> = {
  en: ['Europe/London', 'Europe/Dublin', 'Australia/Melbourne', 'America/New_York'],
  vi: ['Asia/Ho_Chi_Minh'],
}
const BROWSERS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0',
]

function pageOf(random: Random, language: Language): Page {
  const [path, title] = random.pick(PAGES[language])
  return { url: SITE + path, title }
}

/** Where somebody comes from who opens the chat, and with what. */
export const arrivalOf = (random: Random, language: Language, at: string): VisitorContext => ({
  ...onPage(readContext(null), pageOf(random, language), at),
  zone: random.pick(ZONES[language]),
  language,
  userAgent: random.pick(BROWSERS),
})

/** Notes on the timeline the page that a visitor is on. */
function noteVisit(ledger: Ledger, thread: Thread, { pages: [page], zone }: VisitorContext): void {
  if (!page) return
  const { id, customerId } = thread.row
  const onceKey = visitsKey(id, page.at, zone)
  const known = thread.visits.find((entry) => entry.onceKey === onceKey)
  const metadata = visitedAlso(known?.metadata as Visited | undefined, id, page)
  const told = { customerId, type: 'page_visits', description: 'Pages visited', onceKey } as const
  const entry: Entry = known ?? { ...told, id: ledger.id(), at: ledger.now(), metadata }
  Object.assign(entry, { metadata })
  tellEntry(ledger, entry, known ? 'activity.changed' : 'activity.added')
  if (!known) thread.visits.push(entry)
}

/** The page on which a chat was opened is the first of the day. */
export function comeFrom(ledger: Ledger, thread: Thread): void {
  if (thread.row.data !== null) noteVisit(ledger, thread, readContext(thread.row.data))
}

/** The visitor goes to another page. */
export function browse(
  ledger: Ledger,
  thread: Thread,
  { random, language }: { random: Random; language: Language },
): void {
  const before = readContext(thread.row.data)
  const context = onPage(before, pageOf(random, language), ledger.now())
  if (context.pages[0]?.url === before.pages[0]?.url) return
  thread.row.data = JSON.stringify(context)
  ledger.event({
    kind: 'conversation.visited',
    refs: refsOf(thread),
    body: { id: thread.row.id, visitor: context },
  })
  noteVisit(ledger, thread, context)
}
