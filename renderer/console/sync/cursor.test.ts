import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { StreamEvent } from '../../../server/contract/events.ts'
import { applyAll } from './apply.ts'
import { type Batch, Cursor } from './cursor.ts'
import { closed, said, started } from './facts.fixture.ts'
import { emptyWorld, type World } from './world.ts'

/** A workspace's stream: conversations that start, are talked in, and close. */
const stream: fc.Arbitrary<StreamEvent[]> = fc
  .array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.boolean()), { minLength: 1, maxLength: 40 })
  .map((steps) => {
    const heads = new Map<string, number>()
    return steps.map(([id, closes], index) => {
      const head = heads.get(id)
      heads.set(id, (head ?? -1) + 1)
      if (head === undefined) return started(index + 1, id)
      return closes ? closed(index + 1, id) : said(index + 1, id, head + 1)
    })
  })

/** A server that answers at most three events at a time, and the client under test. */
function desk(events: StreamEvent[]) {
  let world: World = emptyWorld(0)
  const states: boolean[] = []
  let head = 0
  const cursor = new Cursor({
    apply: (some) => {
      world = applyAll(world, some)
    },
    catchUp: async (after): Promise<Batch> => ({
      events: events.slice(after, after + 3).filter((event) => event.seq <= head),
      head,
      tooOld: false,
    }),
    restart: (from) => {
      world = emptyWorld(from)
    },
    isBehind: (behind) => states.push(behind),
    failed: (error) => {
      throw error
    },
  })
  return { cursor, world: () => world, states, serverAt: (seq: number) => (head = seq) }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

test('events that come twice, out of order or not at all end as if they had come in order', async () => {
  const deliveries = stream.chain((events) =>
    fc.tuple(fc.constant(events), fc.array(fc.nat(events.length - 1), { maxLength: 80 })),
  )
  await fc.assert(
    fc.asyncProperty(deliveries, async ([events, order]) => {
      const { cursor, world, states, serverAt } = desk(events)
      cursor.hello(0)
      serverAt(events.length)
      for (const index of order) {
        const event = events[index]
        if (event) cursor.receive(event)
        if (index % 3 === 0) await settled()
      }
      cursor.hello(events.length)
      await settled()
      expect(world()).toEqual(applyAll(emptyWorld(0), events))
      expect(states.at(-1)).toBe(false)
    }),
    { numRuns: 200 },
  )
})

test('nothing after a hole is applied before the hole is filled', async () => {
  const events = [started(1, 'a'), said(2, 'a', 1), said(3, 'a', 2)]
  const { cursor, world, serverAt, states } = desk(events)
  cursor.hello(0)
  cursor.receive(started(1, 'a'))
  serverAt(3)
  cursor.receive(said(3, 'a', 2))
  expect(world().seq).toBe(1)
  expect(states.at(-1)).toBe(true)
  await settled()
  expect(world().threads['a']?.messages.map(({ seq }) => seq)).toEqual([1, 2])
  expect(states.at(-1)).toBe(false)
})

test('a cursor that is too old begins anew at the head', async () => {
  let world = emptyWorld(0)
  const cursor = new Cursor({
    apply: (some) => {
      world = applyAll(world, some)
    },
    catchUp: async () => ({ events: [], head: 900, tooOld: true }),
    restart: (head) => {
      world = emptyWorld(head)
    },
    isBehind: () => undefined,
    failed: () => undefined,
  })
  cursor.hello(10)
  cursor.receive(started(11, 'a'))
  cursor.hello(900)
  await settled()
  expect(world).toEqual(emptyWorld(900))
})

test('a server whose history is shorter than ours makes us begin anew', async () => {
  const { cursor, world, serverAt } = desk([])
  cursor.hello(50)
  cursor.receive(started(51, 'a'))
  serverAt(7)
  cursor.hello(7)
  await settled()
  expect(world()).toEqual(emptyWorld(7))
})

test('a catch-up that fails says so and can be made good', async () => {
  const events = [started(1, 'a'), said(2, 'a', 1)]
  const answers: (() => Promise<Batch>)[] = [
    () => Promise.reject(new Error('timeout')),
    async () => ({ events, head: 2, tooOld: false }),
  ]
  let world = emptyWorld(0)
  let failures = 0
  const cursor = new Cursor({
    apply: (some) => {
      world = applyAll(world, some)
    },
    catchUp: () => answers.shift()!(),
    restart: () => undefined,
    isBehind: () => undefined,
    failed: () => failures++,
  })
  cursor.hello(0)
  cursor.hello(2)
  await settled()
  expect(failures).toBe(1)
  await cursor.check()
  expect(world.seq).toBe(2)
})

test('an announcement that was lost, with nothing after it, is found by the next check', async () => {
  const events = [started(1, 'a'), said(2, 'a', 1)]
  const { cursor, world, serverAt } = desk(events)
  cursor.hello(0)
  cursor.receive(started(1, 'a'))
  serverAt(2)
  await cursor.check()
  expect(world().seq).toBe(2)
})
