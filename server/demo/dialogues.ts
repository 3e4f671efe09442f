import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '../contract/identity.ts'
import { inTurn, type Random } from './random.ts'

const TEXTS = join(import.meta.dirname, '../../resources/demo')
const PHRASES = /^= (\w+): (.+)$/
const HEAD = /^== ([\w-]+)(?: \| (.+))?$/
const LINE = /^([CAND])(\??) (.+)$/
const LARGEST_CASE = 5

/** Who speaks: a customer, an agent, an agent to the team only, or a ticket's description. */
export type Voice = 'C' | 'A' | 'N' | 'D'

interface Line {
  voice: Voice
  isOptional: boolean
  /** For each case of the dialogue, the ways to say it. */
  cases: string[][]
}

/** A talk as it is written down, with all its ways to go. */
export interface Dialogue {
  topic: string
  /** For each case of the dialogue, the ways to name it. */
  subjects: string[][]
  lines: Line[]
}

/** One file of dialogues: what is said, and the phrases that stand for each other. */
export interface Book {
  phrases: Map<string, string[]>
  dialogues: Dialogue[]
}

/** What was said in one telling of a dialogue. */
export interface Telling {
  subject: string
  lines: Array<{ voice: Voice; text: string }>
}

const casesOf = (text: string) => text.split('||').map(waysOf)
const waysOf = (text: string) => text.split('|').map((way) => way.trim())

/** Reads a book; throws on a line that is none. How it is written stands at the head of `chats.en.txt`. */
export function readBook(text: string): Book {
  const book: Book = { phrases: new Map(), dialogues: [] }
  for (const line of text.split(/\r?\n/)) {
    if (line === '' || line.startsWith('#')) continue
    const [, name, ways = ''] = PHRASES.exec(line) ?? []
    if (name !== undefined) book.phrases.set(name, waysOf(ways))
    else if (line.startsWith('== ')) {
      const [, topic = '', subjects = topic] = HEAD.exec(line) ?? []
      book.dialogues.push({ topic, subjects: casesOf(subjects), lines: [] })
    } else book.dialogues.at(-1)?.lines.push(readLine(line))
  }
  return book
}

function readLine(line: string): Line {
  const [, voice, mark, text = ''] = LINE.exec(line) ?? []
  if (voice === undefined) throw new Error(`not a line of a dialogue: ${line}`)
  return { voice: voice as Voice, isOptional: mark === '?', cases: casesOf(text) }
}

/** The books of a language. */
export const openBooks = (language: Language): { chats: Book; tickets: Book } => ({
  chats: readBook(readFileSync(join(TEXTS, `chats.${language}.txt`), 'utf8')),
  tickets: readBook(readFileSync(join(TEXTS, `tickets.${language}.txt`), 'utf8')),
})

/** Puts words and phrases where the text has braces. */
function fill(text: string, book: Book, words: Record<string, string>, random: Random): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const phrases = book.phrases.get(name)
    if (phrases) return fill(random.pick(phrases), book, words, random)
    const word = words[name]
    if (word === undefined) throw new Error(`nothing stands for {${name}}`)
    return word
  })
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Tells a dialogue once: one of its cases, some of its optional lines, one way to say each. */
export function tell(
  book: Book,
  dialogue: Dialogue,
  words: Record<string, string>,
  random: Random,
): Telling {
  const chosen = random.int(0, LARGEST_CASE)
  const say = (ways: string[]) => capitalised(fill(random.pick(ways), book, words, random))
  return {
    subject: say(inTurn(dialogue.subjects, chosen)),
    lines: dialogue.lines
      .filter(({ isOptional }) => !isOptional || random.chance(0.6))
      .map(({ voice, cases }) => ({ voice, text: say(inTurn(cases, chosen)) })),
  }
}
