import type { CustomerRow } from '../customers/index.ts'
import { transcript } from '../tickets/transcript.ts'
import { MINUTE, SECOND } from './calendar.ts'
import { arrivalOf, browse, comeFrom } from './browsing.ts'
import type { Person } from './people.ts'
import { type Ending, isOpen } from './plan.ts'
import { createRandom, type Random } from './random.ts'
import { remember } from './remembering.ts'
import { type Scene, writeFollowUp, writeScene } from './scene.ts'
import type { Story } from './schedule.ts'
import type { Stage } from './stage.ts'
import {
  actor,
  assign,
  close,
  join,
  keep,
  leaveLine,
  note,
  open,
  publicMessages,
  rate,
  read,
  say,
  tag,
  type Thread,
} from './thread.ts'
import { openTicket, type TicketWork } from './ticket.ts'
import { drawPriority, workOn } from './ticket-story.ts'

const HANDED_OVER = 0.05
const LEFT_BY_CUSTOMER = 0.1
const RATED = 0.3
const TAGGED = 0.8
// As often as they are given.
const SCORES = [1, 2, 3, 4, 4, 4, 5, 5, 5, 5, 5]
const COMMENTED = 0.4
const OPINIONS = {
  en: {
    bad: ['It took far too long.', 'My question was not answered.'],
    good: ['Quick and friendly, thank you!', 'Exactly the help I needed.', 'Lovely people.'],
  },
  vi: {
    bad: ['Chờ lâu quá.', 'Chưa giải đáp được thắc mắc của tôi.'],
    good: ['Nhanh và nhiệt tình, cảm ơn shop!', 'Tư vấn rất kỹ.', 'Rất hài lòng.'],
  },
} as const
// Others come by a chat that tells nothing of where they are.
const BROWSING = 0.5
const LOOKING_AROUND = 0.5

/** A chat under way. */
export interface Chat {
  stage: Stage
  scene: Scene
  random: Random
  customer: CustomerRow
  visitor: { type: 'customer'; id: string; name: string }
  thread: Thread
}

/** Somebody starts a chat. */
export function begin(stage: Stage, scene: Scene, random: Random): Chat {
  const { ledger } = stage
  const customer = stage.customer(scene.person)
  const { language } = scene.person
  // Own chance, so that what is said stays the same.
  const browsing = createRandom('browsing', customer.id, ledger.now())
  const context = browsing.chance(BROWSING)
    ? arrivalOf(browsing, language, ledger.now())
    : undefined
  const name = scene.visitorName
  const thread = open(ledger, { channel: 'webchat', customer, name, context })
  comeFrom(ledger, thread)
  note(ledger, {
    customerId: customer.id,
    type: 'chat',
    description: 'Chat started',
    metadata: { sessionId: thread.row.id },
  })
  const visitor = { type: 'customer' as const, id: customer.id, name: scene.visitorName }
  return { stage, scene, random, customer, visitor, thread }
}

/** An agent joins a moment before the first answer; now and then somebody has sent them. */
function* arrive(chat: Chat, answer: number): Story {
  const { stage, scene, random, thread } = chat
  const { ledger, supervisor } = stage
  const agent = scene.agent.user
  const at = answer - random.int(4 * SECOND, 8 * SECOND)
  if (random.chance(HANDED_OVER)) {
    yield at - random.int(SECOND, 3 * SECOND)
    assign(ledger, thread, agent, actor(supervisor.user))
  }
  yield at
  join(ledger, thread, agent)
  yield at + random.int(SECOND / 5, SECOND)
  read(ledger, thread, 'agent')
  yield* mark(chat)
}

/** Most of what is about something with a tag gets it. */
function* mark({ stage, scene, random, thread }: Chat): Story {
  const tagId = stage.tags.get(scene.topic)
  if (tagId === undefined || !random.chance(TAGGED)) return
  yield Date.parse(stage.ledger.now()) + SECOND
  tag(stage.ledger, thread, tagId, actor(scene.agent.user))
}

/** What is said, in its time; somebody joins before the first answer. */
export function* talk(chat: Chat): Story {
  const { scene, thread, visitor } = chat
  const { ledger } = chat.stage
  const start = Date.parse(ledger.now())
  const agent = scene.agent.user
  yield* lookAround(chat)
  for (const { voice, text, after } of scene.lines) {
    if (voice !== 'C' && thread.row.assigneeId === null) yield* arrive(chat, start + after)
    yield start + after
    if (voice === 'C') say(ledger, thread, { author: visitor, content: text })
    else if (voice === 'A') say(ledger, thread, { author: actor(agent), content: text })
    else {
      const inside = { kind: 'note', visibility: 'internal' } as const
      say(ledger, thread, { author: actor(agent), content: text, ...inside })
    }
  }
}

/** Some go to another page while they write. */
function* lookAround({ stage: { ledger }, scene, thread }: Chat): Story {
  const random = createRandom('looking', thread.row.id, ledger.now())
  if (thread.row.data === null || !random.chance(LOOKING_AROUND)) return
  yield Date.parse(ledger.now()) + SECOND
  browse(ledger, thread, { random, language: scene.person.language })
}

/** The chat is over: an agent or the customer closes it, or it becomes a ticket. */
function* end(chat: Chat, ending: Ending): Generator<number, TicketWork | undefined, void> {
  const { scene, random, thread, visitor } = chat
  const { ledger } = chat.stage
  const last = Date.parse(ledger.now())
  const agent = actor(scene.agent.user)
  yield last + random.int(SECOND, 2 * SECOND)
  read(ledger, thread, 'agent')
  if (random.chance(0.85)) {
    yield last + random.int(3 * SECOND, 20 * SECOND)
    read(ledger, thread, 'customer')
  }
  yield last + random.int(MINUTE / 2, 15 * MINUTE)
  const work = ending === 'converted' ? convert(chat) : undefined
  const isLeft = !work && random.chance(LEFT_BY_CUSTOMER)
  close(ledger, thread, isLeft ? visitor : agent)
  if (work) leaveLine(ledger, thread, `converted ${work.ticketNumber}`, agent)
  return work
}

/** The customer says what they thought of it. */
function* giveRating({ stage, scene, random, thread }: Chat): Story {
  yield Date.parse(stage.ledger.now()) + random.int(5 * SECOND, 20 * MINUTE)
  const score = random.pick(SCORES)
  const { bad, good } = OPINIONS[scene.person.language]
  const said = createRandom('opinion', thread.row.id)
  rate(stage.ledger, thread, {
    score,
    comment: said.chance(COMMENTED) ? said.pick(score < 3 ? bad : good) : null,
  })
}

function convert({ stage, scene, random, thread, customer }: Chat): TicketWork {
  const agent = scene.agent.user
  return openTicket(stage.ledger, {
    customer,
    chat: thread.row,
    subject: scene.subject.slice(0, 200),
    description: transcript(publicMessages(thread), thread.row.headSeq),
    priority: drawPriority(random),
    assignee: agent,
    by: agent,
  })
}

/** A chat from its first word to its last, and the ticket it becomes. */
export function* chatStory(
  stage: Stage,
  { person, ending, index }: { person: Person; ending: Ending; index: number },
): Story {
  const scene = writeScene(stage, { person, ending, index })
  const random = createRandom('chat story', index)
  const chat = begin(stage, scene, random)
  let work: TicketWork | undefined
  try {
    yield* talk(chat)
    if (!isOpen(ending)) work = yield* end(chat, ending)
  } finally {
    // Also when the story is cut off, because its next step lies after the end of the history.
    keep(stage.ledger, chat.thread)
  }
  if (isOpen(ending)) return
  if (work) {
    const lines = writeFollowUp(stage, scene, random)
    yield* workOn(stage.ledger, work, { agent: scene.agent.user, lines, random })
  } else if (random.chance(RATED)) yield* giveRating(chat)
  yield* remember(chat, index)
}
