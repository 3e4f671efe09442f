import { describe, expect, it } from 'vitest'
import { openBooks, readBook, tell } from './dialogues.ts'
import { customersOf } from './people.ts'
import { createRandom } from './random.ts'
import { wordsOf } from './shop.ts'

const BOOK = `# not told
= hi: Hi | Hello
== tea | About {leaf}
C {hi}, is the {leaf} fresh? || {hi}, is the {leaf} green?
A? One moment.
A Fresh from this week. || Green as grass.
`

describe('a dialogue', () => {
  it('stays the same case in all its lines, and leaves out optional ones now and then', () => {
    const book = readBook(BOOK)
    const [dialogue] = book.dialogues
    const told = Array.from({ length: 60 }, (_, seed) =>
      tell(book, dialogue!, { leaf: 'oolong' }, createRandom(seed)),
    )
    expect(new Set(told.map(({ subject }) => subject))).toEqual(new Set(['About oolong']))
    expect(new Set(told.map(({ lines }) => lines.length))).toEqual(new Set([2, 3]))
    const talks = new Set(told.map(({ lines }) => `${lines[0]?.text} ${lines.at(-1)?.text}`))
    expect(talks).toEqual(
      new Set([
        'Hi, is the oolong fresh? Fresh from this week.',
        'Hello, is the oolong fresh? Fresh from this week.',
        'Hi, is the oolong green? Green as grass.',
        'Hello, is the oolong green? Green as grass.',
      ]),
    )
  })

  it('may hold nothing that is no line, and no word that nothing stands for', () => {
    expect(() => readBook('== tea\nX what?')).toThrow('not a line of a dialogue: X what?')
    const book = readBook('== tea\nC About {nothing}')
    expect(() => tell(book, book.dialogues[0]!, {}, createRandom(1))).toThrow('{nothing}')
  })
})

describe.each(['en', 'vi'] as const)('the books of the demo in %s', (language) => {
  const { chats, tickets } = openBooks(language)
  const person = customersOf(50).find((candidate) => candidate.language === language)!
  const tellings = (book: typeof chats, dialogue: (typeof chats.dialogues)[number]) =>
    Array.from({ length: 40 }, (_, seed) => {
      const random = createRandom(seed)
      return tell(book, dialogue, wordsOf(random, { person, agent: 'Linh' }), random)
    })

  it.each(chats.dialogues)('$topic: a question, an answer, and the customer again', (dialogue) => {
    for (const { subject, lines } of tellings(chats, dialogue)) {
      const voices = lines.map(({ voice }) => voice).join('')
      expect(voices).toMatch(/^C+A.*C/)
      expect(subject.length).toBeGreaterThanOrEqual(5)
      expect(`${subject} ${lines.map(({ text }) => text).join(' ')}`).not.toMatch(/[{}|]|undefined/)
    }
  })

  it.each(tickets.dialogues)('ticket $topic: a description, then comments', (dialogue) => {
    for (const { lines } of tellings(tickets, dialogue)) {
      const voices = lines.map(({ voice }) => voice).join('')
      expect(voices).toMatch(dialogue.topic === 'follow-up' ? /^[AN]+$/ : /^D[AN]+$/)
      expect(lines.map(({ text }) => text).join(' ')).not.toMatch(/[{}|]|undefined/)
    }
  })
})
