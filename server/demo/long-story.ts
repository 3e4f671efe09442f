import { type Chat, begin, talk } from './chat-story.ts'
import { DAY, HOUR, MINUTE, whenOpen } from './calendar.ts'
import type { Person } from './people.ts'
import { createRandom, type Random } from './random.ts'
import { type Scene, writeScene, writeTicket } from './scene.ts'
import type { Story } from './schedule.ts'
import type { Stage } from './stage.ts'
import { keep, read } from './thread.ts'
import { comment, keepTicket, openTicket, setStatus } from './ticket.ts'

/** Something that goes on until `end`, with so many messages. */
interface Long {
  person: Person
  index: number
  length: number
  end: number
}

// A talk has about so many lines.
const LINES = 8
const REST = 2 * HOUR

/** A pause that leaves room for as many more as there must be. */
function pauseFor(random: Random, { now, end, left }: { now: number; end: number; left: number }) {
  const room = Math.max(0, end - DAY - now) / (left + 1)
  return Math.floor(room * (0.5 + random.next()))
}

const sceneOf = (stage: Stage, { person, index }: Long, talks: number): Scene =>
  writeScene(stage, { person, ending: 'closed', index: (index + 1) * 10_000_000 + talks })

/** A chat that is never closed: one talk follows another, over the whole history. */
export function* longChatStory(stage: Stage, long: Long): Story {
  const random = createRandom('long chat', long.index)
  const chat = begin(stage, sceneOf(stage, long, 0), random)
  const { row } = chat.thread
  const { ledger } = stage
  try {
    for (let talks = 1; row.headSeq < long.length; talks++) {
      yield* oneTalk(chat, long.length - row.headSeq)
      chat.scene = sceneOf(stage, long, talks)
      const now = Date.parse(ledger.now())
      const left = (long.length - row.headSeq) / LINES
      yield whenOpen(now + MINUTE + pauseFor(random, { now, end: long.end, left }), random)
    }
  } finally {
    keep(ledger, chat.thread)
  }
}

function* oneTalk(chat: Chat, most: number): Story {
  const { stage, thread } = chat
  chat.scene = { ...chat.scene, lines: chat.scene.lines.slice(0, most) }
  yield* talk(chat)
  yield Date.parse(stage.ledger.now()) + MINUTE
  read(stage.ledger, thread, 'agent')
  read(stage.ledger, thread, 'customer')
}

/** A ticket that is worked on over the whole history. */
export function* longTicketStory(stage: Stage, long: Long): Story {
  const random = createRandom('long ticket', long.index)
  const { person, length, end } = long
  const { agent, subject, lines } = writeTicket(stage, { person, random })
  const customer = stage.customer(person)
  const { ledger } = stage
  const by = agent.user
  const description = lines[0]?.text ?? subject
  const wanted = { customer, chat: null, subject, description, priority: 'high' } as const
  const work = openTicket(ledger, { ...wanted, assignee: by, by })
  try {
    yield Date.parse(ledger.now()) + REST
    setStatus(ledger, work, 'in_progress', by)
    for (let done = 0; done < length; done++) {
      const now = Date.parse(ledger.now())
      yield now + MINUTE + pauseFor(random, { now, end, left: length - done })
      const { text, voice } = random.pick(lines.slice(1))
      comment(ledger, work, { content: text, isInternal: voice === 'N', by })
    }
  } finally {
    keepTicket(ledger, work)
  }
}
