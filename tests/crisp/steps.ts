import fc from 'fast-check'
import type { State } from '../support/crisp-emulator/shapes.ts'

/** One thing that happens in a scenario; `who` and `which` are taken round, so that every number means somebody. */
export type Step =
  | { kind: 'visitor writes'; who: number; times: number; isOneMillisecond: boolean }
  | { kind: 'operator writes'; who: number; isNote: boolean }
  | { kind: 'agent writes'; who: number; isNote: boolean }
  | { kind: 'agent closes' | 'agent reopens' | 'agent takes'; who: number }
  | { kind: 'operator edits' | 'operator removes'; who: number; which: number }
  | { kind: 'operator decides'; who: number; state: State }
  | { kind: 'operator blocks'; who: number; isBlocked: boolean }
  | { kind: 'operator takes' | 'operator lets go'; who: number }
  | { kind: 'visitor reads' | 'operator reads'; who: number }
  | { kind: 'visitor says who they are'; who: number; name: number }
  | { kind: 'conversation goes'; who: number }
  | { kind: 'events come'; how: 'once' | 'twice' | 'lost' }
  | { kind: 'events are held' }
  | { kind: 'events are let go'; order: 'in order' | 'backwards' | 'twice' }
  | { kind: 'old events come again'; who: number }
  | {
      kind:
        | 'lines drop'
        | 'sockets are ended'
        | 'RTM goes'
        | 'RTM comes'
        | 'REST goes'
        | 'REST comes'
    }
  | { kind: 'an answer fails'; route: 'POST' | 'PATCH' | 'GET'; how: Failing }
  | { kind: 'echoes come'; how: 'soon' | 'before-answer' | 'never' }
  | { kind: 'Frontdesk restarts' }
  | { kind: 'everything settles' }

export type Failing = 'reset' | 'reset-after' | 'cut' | 'server error' | 'too many' | 'page'

const who = fc.nat(2)
const which = fc.nat(9)
const one = <K extends string>(kind: K) => fc.record({ kind: fc.constant(kind), who })

const writing = fc.oneof(
  fc.record({
    kind: fc.constant('visitor writes' as const),
    who,
    times: fc.integer({ min: 1, max: 4 }),
    isOneMillisecond: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('operator writes' as const), who, isNote: fc.boolean() }),
  fc.record({ kind: fc.constant('agent writes' as const), who, isNote: fc.boolean() }),
)

const changing = fc.oneof(
  one('agent closes'),
  one('agent reopens'),
  one('agent takes'),
  fc.record({ kind: fc.constant('operator edits' as const), who, which }),
  fc.record({ kind: fc.constant('operator removes' as const), who, which }),
  fc.record({
    kind: fc.constant('operator decides' as const),
    who,
    state: fc.constantFrom<State>('pending', 'unresolved', 'resolved'),
  }),
  fc.record({ kind: fc.constant('operator blocks' as const), who, isBlocked: fc.boolean() }),
  one('operator takes'),
  one('operator lets go'),
  one('visitor reads'),
  one('operator reads'),
  fc.record({
    kind: fc.constant('visitor says who they are' as const),
    who,
    name: fc.nat(3),
  }),
)

const failing = fc.oneof(
  fc.record({
    kind: fc.constant('events come' as const),
    how: fc.constantFrom('once' as const, 'twice' as const, 'lost' as const),
  }),
  fc.constant({ kind: 'events are held' as const }),
  fc.record({
    kind: fc.constant('events are let go' as const),
    order: fc.constantFrom('in order' as const, 'backwards' as const, 'twice' as const),
  }),
  one('old events come again'),
  fc.record({
    kind: fc.constantFrom(
      'lines drop' as const,
      'sockets are ended' as const,
      'RTM goes' as const,
      'RTM comes' as const,
      'REST goes' as const,
      'REST comes' as const,
    ),
  }),
  fc.record({
    kind: fc.constant('an answer fails' as const),
    route: fc.constantFrom('POST' as const, 'PATCH' as const, 'GET' as const),
    how: fc.constantFrom<Failing>(
      'reset',
      'reset-after',
      'cut',
      'server error',
      'too many',
      'page',
    ),
  }),
  fc.record({
    kind: fc.constant('echoes come' as const),
    how: fc.constantFrom('soon' as const, 'before-answer' as const, 'never' as const),
  }),
)

/** A scenario: what happens, in that order, to three conversations at most. */
export const scenario: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 10, arbitrary: writing },
    { weight: 7, arbitrary: changing },
    { weight: 6, arbitrary: failing },
    { weight: 1, arbitrary: one('conversation goes') },
    { weight: 1, arbitrary: fc.constant({ kind: 'Frontdesk restarts' as const }) },
    { weight: 2, arbitrary: fc.constant({ kind: 'everything settles' as const }) },
  ),
  { minLength: 4, maxLength: 24 },
)
