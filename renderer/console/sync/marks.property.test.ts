import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Conversation } from '../../../server/contract/conversations.ts'
import type { StreamEvent } from '../../../server/contract/events.ts'
import { apply } from './apply.ts'
import { learnConversations } from './apply-conversation.ts'
import { conversation, placed, stateAt } from './facts.fixture.ts'
import { emptyWorld, type World } from './world.ts'

const MARKS = [
  'headSeq',
  'agentReadSeq',
  'customerReadSeq',
  'agentGotSeq',
  'customerGotSeq',
] as const

type Grown = Pick<Conversation, (typeof MARKS)[number]>

/** The server's history of one conversation: what each event says of its marks, which only grow. */
const history: fc.Arbitrary<Grown[]> = fc
  .array(fc.tuple(fc.constantFrom(...MARKS), fc.integer({ min: 1, max: 3 })), { maxLength: 30 })
  .map((steps) => {
    let now: Grown = stateAt(0)
    return steps.map(([mark, by]) => (now = { ...now, [mark]: now[mark] + by }))
  })

const told = (seq: number, marks: Grown): StreamEvent =>
  placed(seq, {
    kind: 'conversation.delivered',
    body: { conversation: { id: 'c1', ...stateAt(seq, marks) }, by: 'customer', seq: 1 },
  })

/** Answers of the server: each says how the conversation stood at some time after it was asked for. */
const answers = fc.array(fc.tuple(fc.nat(30), fc.nat(30), fc.nat(30)), { maxLength: 20 })

test('no mark ever goes back, whatever answer arrives between the events and however late', () => {
  fc.assert(
    fc.property(history, answers, (states, late) => {
      const at = (seq: number) => conversation('c1', states[seq - 1] ?? stateAt(0))
      let world: World = learnConversations(emptyWorld(0), [at(0)], 0)
      let before: Grown = at(0)
      function look(next: World) {
        world = next
        const now = world.conversations['c1']?.value
        expect(now).toBeTruthy()
        for (const mark of MARKS) expect(now?.[mark]).toBeGreaterThanOrEqual(before[mark])
        if (now) before = now
      }
      states.forEach((marks, index) => {
        const seq = index + 1
        look(apply(world, told(seq, marks)))
        for (const [arrives, asked, waited] of late) {
          if (arrives !== seq) continue
          const askedAt = Math.min(asked, seq)
          const answeredAt = Math.min(askedAt + waited, states.length)
          look(learnConversations(world, [at(answeredAt)], askedAt))
        }
      })
    }),
  )
})
