import { expect, it } from 'vitest'
import { createApi } from '../support/api.ts'
import { onPostgres } from '../support/databases.ts'
import { onRedis } from '../support/on-redis.ts'
import { startRedis } from '../support/redis.ts'
import type { TestSocket } from '../support/sockets.ts'
import { layWire } from '../support/wire.ts'
import { type Desk, isGapless, numbersAt, openDesk, say, startChat } from './desk.ts'

const LONG = 120_000
const SOON = { timeout: 30_000 }

/** A customer on the first process, and the console of an agent on the second. */
async function atBoth(desk: Desk) {
  const agent = await desk.console(desk.b)
  const customer = await desk.chat(desk.a)
  const { sessionId } = await startChat(customer)
  const send = async (from: number, count: number) => {
    for (let index = from; index < from + count; index++)
      expect(await say(customer, sessionId, `message ${index}`)).toMatchObject({ success: true })
  }
  return { agent, customer, sessionId, send }
}

/** What is not stored crosses again too. */
const untilTypingCrosses = (customer: TestSocket, agent: TestSocket, sessionId: string) => {
  const before = agent.received('typing').length
  return expect
    .poll(async () => {
      await customer.ask('typing', { sessionId, isTyping: true })
      return agent.received('typing').length
    }, SOON)
    .toBeGreaterThan(before)
}

const contentsAt = (agent: TestSocket): string[] =>
  agent
    .received('event')
    .filter(({ kind }) => kind === 'message.added')
    .map(({ body }) => body.message.content)

const messages = (count: number) => Array.from({ length: count }, (_, index) => `message ${index}`)

onPostgres('a process that loses its lines to the database', (create) => {
  it(
    'goes on, and tells its clients what the other committed meanwhile',
    async () => {
      const on = await create()
      const wire = await layWire(on.environment['DATABASE_URL'] ?? '')
      const desk = await openDesk(on, {}, { DATABASE_URL: wire.url })
      const { agent, customer, sessionId, send } = await atBoth(desk)
      await send(0, 5)
      await wire.cut()
      await send(5, 20)
      await wire.mend()
      await send(25, 5)
      await expect.poll(() => contentsAt(agent), SOON).toEqual(messages(30))
      expect(numbersAt(agent)).toSatisfy(isGapless)
      // A frozen line looks alive: nothing is heard on it, and nothing is refused.
      wire.freeze()
      await send(30, 10)
      wire.thaw()
      await expect.poll(() => contentsAt(agent), SOON).toEqual(messages(40))
      expect(numbersAt(agent)).toSatisfy(isGapless)
      await untilTypingCrosses(customer, agent, sessionId)
      expect(desk.b.child.exitCode).toBeNull()
      await desk.close()
      await wire.close()
    },
    LONG,
  )
})

const withoutRedis = 'two processes whose Redis is killed and comes back'
onRedis(withoutRedis, (path) =>
  onPostgres(withoutRedis, (create) => {
    it(
      'lose nothing without it, say so, and use it again',
      async () => {
        const redis = await startRedis(path)
        const desk = await openDesk(await create(), { REDIS_URL: redis.url })
        const readiness = async () => (await createApi(desk.b.url).get('/readyz')).body
        const { agent, customer, sessionId, send } = await atBoth(desk)
        await send(0, 5)
        await redis.kill()
        await send(5, 20)
        await expect.poll(() => contentsAt(agent), SOON).toEqual(messages(25))
        await expect
          .poll(readiness, SOON)
          .toEqual({ status: 'ready', checks: { database: true, redis: false } })
        await redis.start()
        await expect.poll(async () => (await readiness()).checks.redis, SOON).toBe(true)
        await send(25, 5)
        await expect.poll(() => contentsAt(agent), SOON).toEqual(messages(30))
        expect(numbersAt(agent)).toSatisfy(isGapless)
        await untilTypingCrosses(customer, agent, sessionId)
        for (const { child, stderr } of [desk.a, desk.b]) {
          expect(child.exitCode).toBeNull()
          expect(stderr()).not.toContain('"level":50')
        }
        await desk.close()
        await redis.kill()
      },
      LONG,
    )

    it(
      'start without it',
      async () => {
        const redis = await startRedis(path)
        await redis.kill()
        const desk = await openDesk(await create(), { REDIS_URL: redis.url })
        const { agent, send } = await atBoth(desk)
        await send(0, 5)
        await expect.poll(() => contentsAt(agent), SOON).toEqual(messages(5))
        await desk.close()
      },
      LONG,
    )
  }),
)
