import { afterEach, expect, test, vi } from 'vitest'
import { apply, applyAll } from './apply.ts'
import { learnConversations } from './apply-conversation.ts'
import { conversation, said } from './facts.fixture.ts'
import { watchMissing } from './missing.ts'
import { change, world } from './store.ts'
import { emptyWorld } from './world.ts'

const UNTIL = { timeout: 10_000 }
const idOf = (index: number) => `c${index}`
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index)

/** A server that knows some conversations, and what it was asked. */
function createServer() {
  const questions: (readonly string[])[] = []
  let open = 0
  let most = 0
  return {
    questions,
    mostAtOnce: () => most,
    fetch: async (ids: readonly string[]) => {
      questions.push(ids)
      most = Math.max(most, ++open)
      await Promise.resolve()
      open -= 1
      change((now) =>
        learnConversations(
          now,
          ids.map((id) => conversation(id)),
          now.seq,
        ),
      )
    },
  }
}

let end = () => {}
afterEach(() => end())

test('what a long absence brought up is asked for in few questions, the newest first', async () => {
  const server = createServer()
  change(() => emptyWorld(0))
  end = watchMissing(server.fetch)
  const events = numbers(230).map((index) => said(index + 1, idOf(index), 1))
  change((now) => applyAll(now, events))
  await vi.waitFor(() => expect(world().missing).toEqual([]), UNTIL)
  expect(Object.keys(world().conversations)).toHaveLength(230)
  expect(server.questions.map((ids) => ids.length)).toEqual([50, 50, 50, 50, 30])
  expect(server.questions[0]?.[0]).toBe(idOf(229))
  expect(server.mostAtOnce()).toBe(2)
})

test('what comes up while questions are out waits for them, and is asked for once', async () => {
  const server = createServer()
  change(() => emptyWorld(0))
  end = watchMissing(server.fetch)
  for (const index of numbers(40)) change((now) => apply(now, said(index + 1, idOf(index), 1)))
  await vi.waitFor(() => expect(world().missing).toEqual([]), UNTIL)
  expect(server.questions.flat().toSorted()).toEqual(numbers(40).map(idOf).toSorted())
  expect(server.questions.length).toBeLessThan(40)
  expect(server.mostAtOnce()).toBe(2)
})
