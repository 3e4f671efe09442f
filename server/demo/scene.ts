import { MINUTE, SECOND } from './calendar.ts'
import { tell, type Telling, type Voice } from './dialogues.ts'
import type { Person } from './people.ts'
import { type Ending, isOpen } from './plan.ts'
import { createRandom, inTurn, type Random } from './random.ts'
import { wordsOf } from './shop.ts'
import type { Staff, Stage } from './stage.ts'

/** A chat as it will go. */
export interface Scene {
  person: Person
  /** What the visitor types as their name. */
  visitorName: string
  agent: Staff
  /** What the dialogue is about. */
  topic: string
  subject: string
  /** What is said, and how long after the chat has begun. */
  lines: Array<{ voice: Voice; text: string; after: number }>
  /** From the beginning to the last line. */
  length: number
}

// People type a few characters a second, after having read and thought.
function pause(random: Random, voice: Voice, before: Voice | undefined, text: string): number {
  const typing = Math.min(text.length * 120, 40 * SECOND)
  if (before === undefined) return random.int(2 * SECOND, 15 * SECOND) + typing
  if (voice === 'C' && before === 'C') return random.int(2 * SECOND, 25 * SECOND) + typing
  return random.int(8 * SECOND, 75 * SECOND) + typing
}

/** How much of a dialogue has been said when a chat stands like this. */
function saidSoFar<T extends { voice: Voice }>(lines: T[], ending: Ending, random: Random): T[] {
  const answered = lines.findIndex(({ voice }) => voice !== 'C')
  const later = lines.map((_, index) => index).filter((index) => index > answered)
  const endsWith = (voice: Voice) => later.filter((index) => lines[index]?.voice === voice)
  switch (ending) {
    case 'waiting':
      return lines.slice(0, answered)
    case 'unread':
      return lines.slice(0, random.pick(endsWith('C')) + 1)
    case 'answered':
      return lines.slice(0, random.pick([answered, ...endsWith('A')]) + 1)
    case 'closed':
    case 'converted':
      return lines
  }
}

/** Writes the scene of the chat with this number, always the same. */
export function writeScene(
  { books, agents }: Pick<Stage, 'books' | 'agents'>,
  { person, ending, index }: { person: Person; ending: Ending; index: number },
): Scene {
  const random = createRandom('scene', index)
  const speakers = agents[person.language]
  // What is open is dealt out in turn, so that nobody has nothing to do.
  const agent = isOpen(ending) ? inTurn(speakers, index) : random.pick(speakers)
  const { chats } = books[person.language]
  const words = wordsOf(random, { person, agent: agent.first })
  const dialogue = random.pick(chats.dialogues)
  const { subject, lines } = tell(chats, dialogue, words, random)
  // The first answer takes until somebody is free.
  const wait = random.chance(0.8) ? random.int(10 * SECOND, 3 * MINUTE) : random.int(0, 10 * MINUTE)
  let after = 0
  let before: Voice | undefined
  let isAnswered = false
  const timed = saidSoFar(lines, ending, random).map(({ voice, text }) => {
    after += pause(random, voice, before, text)
    if (voice !== 'C' && !isAnswered) after += wait
    isAnswered ||= voice !== 'C'
    before = voice
    return { voice, text, after }
  })
  const visitorName = random.chance(0.2) ? person.first : person.name
  const { topic } = dialogue
  return { person, visitorName, agent, topic, subject, lines: timed, length: after }
}

const FOLLOW_UP = 'follow-up'

/** Writes what a ticket that did not come from a chat is about, first its description, and what is said about it. */
export function writeTicket(
  { books, agents }: Pick<Stage, 'books' | 'agents'>,
  { person, random }: { person: Person; random: Random },
): Telling & { agent: Staff } {
  const agent = random.pick(agents[person.language])
  const { tickets } = books[person.language]
  const dialogue = random.pick(tickets.dialogues.filter(({ topic }) => topic !== FOLLOW_UP))
  return {
    agent,
    ...tell(tickets, dialogue, wordsOf(random, { person, agent: agent.first }), random),
  }
}

/** Writes what is said about a ticket that came from a chat. */
export function writeFollowUp(
  { books }: Pick<Stage, 'books'>,
  { person, agent }: Pick<Scene, 'person' | 'agent'>,
  random: Random,
): Telling['lines'] {
  const { tickets } = books[person.language]
  const dialogue = tickets.dialogues.find(({ topic }) => topic === FOLLOW_UP)
  if (!dialogue) throw new Error(`there is no dialogue named ${FOLLOW_UP}`)
  return tell(tickets, dialogue, wordsOf(random, { person, agent: agent.first }), random).lines
}
