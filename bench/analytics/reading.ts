import { setTimeout as pause } from 'node:timers/promises'
import { compareChats, openChats, type Place } from '../chatting.ts'
import { type Figure, p95 } from '../console/figure.ts'
import { cpuOf, cpuOfFamily } from '../process-cost.ts'

const TIMES = 20
const MOST_MS = 500
const LIVE_MS = 200
const BETWEEN_MS = 250
const DAY_MS = 86_400_000
const DAYS = { year: 365, 'five years': 1_826 }

const dateOf = (at: number) => new Date(at).toISOString().slice(0, 'yyyy-mm-dd'.length)

/** Whole days up to yesterday, in a zone whose days are not those of UTC. */
function range(span: keyof typeof DAYS, before = 0): string {
  const last = Date.now() - (1 + before) * DAY_MS
  return `from=${dateOf(last - (DAYS[span] - 1) * DAY_MS)}&to=${dateOf(last)}&zone=Asia/Ho_Chi_Minh`
}

/** What is asked, by what makes it dear. */
const QUESTIONS = {
  'every measure, a year beside the year before': `summary?${range('year')}`,
  'every measure, a year of one channel': `summary?${range('year')}&channel=webchat`,
  'by agent, a year': `groups?${range('year')}&by=agent`,
  'by team, a year': `groups?${range('year')}&by=team`,
  'by channel, a year': `groups?${range('year')}&by=channel`,
  'by tag, a year': `groups?${range('year')}&by=tag`,
  'by agent, a year of opening hours': `groups?${range('year')}&by=agent&time=business`,
  'new over a year': `series?${range('year')}&measure=begun`,
  'waiting over a year': `series?${range('year')}&measure=waiting`,
  'backlog over a year': `series?${range('year')}&measure=backlog`,
  'waiting over a year, day by day': `series?${range('year')}&measure=waiting&by=day`,
  'busiest hours of a year': `busiest?${range('year')}`,
  'busiest hours of five years': `busiest?${range('five years')}`,
  'rows of a year': `rows?${range('year')}&measure=received`,
  'rows of an hour of the week': `rows?${range('year')}&measure=received&weekday=1&hour=10`,
  'rows of what is open': `rows?${range('year')}&measure=backlog`,
  'rows of what was open a year ago': `rows?${range('year', DAYS.year)}&measure=backlog`,
}

async function ask({ url, agentToken }: Place, path: string): Promise<number> {
  const begun = performance.now()
  const answer = await fetch(`${url}/api/analytics/${path}`, {
    headers: { authorization: `Bearer ${agentToken}` },
  })
  await answer.arrayBuffer()
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
  return performance.now() - begun
}

/** What everything but the bench itself has computed so far: the server, and Postgres where it was started here. */
const cpuBeside = () => cpuOfFamily(process.pid) - cpuOf(process.pid)

/** How long each report takes, one at a time, and how much of it is computing: what a busy machine moves least. */
export async function measureReports(place: Place): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const [what, path] of Object.entries({ ...QUESTIONS, 'the live board': 'live' })) {
    const times: number[] = []
    await ask(place, path)
    const before = cpuBeside()
    for (let time = 0; time < TIMES; time++) times.push(await ask(place, path))
    const figure = p95(what, times, path === 'live' ? LIVE_MS : MOST_MS)
    const cpu = (cpuBeside() - before) / TIMES
    figures.push({ ...figure, details: { ...figure.details, cpu } })
  }
  return figures
}

/** What chats take alone, and while a supervisor opens one report of a year after the other. */
export async function measureBeside(place: Place, seconds: number): Promise<Figure[]> {
  const chats = await openChats(place)
  try {
    const until = (signal: AbortSignal) => readUntil(place, signal)
    return await compareChats(chats, { what: 'one reading reports', until }, seconds)
  } finally {
    for (const each of chats) each.close()
  }
}

async function readUntil(place: Place, signal: AbortSignal): Promise<number[]> {
  const all = Object.values(QUESTIONS)
  const times: number[] = []
  for (let turn = 0; !signal.aborted; turn++) {
    times.push(await ask(place, all[turn % all.length] ?? ''))
    await pause(BETWEEN_MS)
  }
  return times
}
