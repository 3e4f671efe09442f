import type { LoggedRequest } from '../support/crisp-emulator/requests.ts'
import { websiteOf } from '../support/crisp-emulator/store.ts'
import { type CrispEmulator, startCrispEmulator } from '../support/crisp-emulator/emulator.ts'

const DAY_MS = 86_400_000
const WORDS = 'hello order kettle delivery refund thanks hôm nay đơn hàng cảm ơn shop ạ'.split(' ')

interface Size {
  conversations: number
  messages: number
}

/** A Crisp with a past, and what bringing it in costs. */
export interface Past {
  crisp: CrispEmulator
  /** The fewest requests that bring it in: pages of fifty, and batches as the emulator gives them. */
  fewest: number
  /** The requests that a backfill made: pages of everything, and batches of messages that are not new. */
  requests(): number
}

/** A Crisp with a past of this many conversations, none of it recent; every tenth of them is longer than a batch. */
export async function startWithPast({ conversations, messages }: Size): Promise<Past> {
  let at = Date.now() - 90 * DAY_MS
  // What is said and done looks at the clock a few times each.
  const stepMs = Math.floor((60 * DAY_MS) / (4 * messages + 12 * conversations))
  let isPast = true
  const emulator = await startCrispEmulator({
    now: () => (isPast ? (at += stepMs) : Date.now()),
  })
  fill(emulator, { conversations, messages })
  emulator.feed.sent.length = 0
  isPast = false
  return pastOf(emulator)
}

function fill({ acts, websiteId }: CrispEmulator, { conversations, messages }: Size): void {
  const short = Math.max(1, Math.floor((messages * 0.8) / (conversations * 0.9)))
  const longOnes = Math.floor(conversations / 10)
  const long = Math.floor((messages - short * (conversations - longOnes)) / Math.max(1, longOnes))
  for (let index = 0; index < conversations; index++) {
    const nickname = `Visitor ${index}`
    const email = index % 3 === 0 ? `visitor-${index}@past.test` : ''
    const session = acts.visitorArrives(websiteId, { nickname, email })
    const length = index % 10 === 9 ? long : short
    for (let said = 0; said < length; said++) {
      const text = `${WORDS[(index + said) % WORDS.length]} ${index}.${said}`
      if (said % 3 === 2) acts.operatorSays(session, text)
      else acts.visitorSays(session, text)
    }
    if (index % 4 !== 0) acts.setState(session, 'resolved')
  }
}

function pastOf(crisp: CrispEmulator): Past {
  const all = websiteOf(crisp.store, crisp.websiteId).conversations
  const sessions = new Set(all.keys())
  const batches = [...all.values()].map(({ messages }) =>
    Math.max(1, Math.ceil(messages.length / crisp.behaviour.messageBatch)),
  )
  const isBackfills = ({ route, path }: LoggedRequest) =>
    route.endsWith('/messages')
      ? sessions.has(/session_[\w-]+/.exec(path)?.[0] ?? '')
      : route.endsWith('/conversations/:page') && !path.includes('filter_date_start')
  return {
    crisp,
    fewest: Math.ceil(all.size / 50) + batches.reduce((sum, each) => sum + each, 0),
    requests: () => crisp.requests.all.filter(isBackfills).length,
  }
}
