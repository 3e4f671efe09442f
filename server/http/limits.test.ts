import { expect, it } from 'vitest'
import { onPostgres } from '../../tests/support/databases.ts'
import { onRedis } from '../../tests/support/on-redis.ts'
import { startRedis } from '../../tests/support/redis.ts'
import { ADMIN, startServer, type TestServer } from '../../tests/support/server.ts'

const guess = async ({ anonymous }: TestServer, email = ADMIN.email) =>
  (await anonymous.post('/api/auth/login', { email, password: 'a wrong password' })).status

const guesses = async (...servers: TestServer[]) => {
  const answers: number[] = []
  for (const server of servers) answers.push(await guess(server))
  return answers
}

// Five wrong passwords are allowed in all, not five at each process.
const FIVE_TOGETHER = [401, 401, 401, 401, 401, 429, 429]

onPostgres('limits on sign-ins', (create) => {
  it('count what was tried at every process', async () => {
    const on = await create()
    const environment = { RATE_LIMITS: 'on' }
    const a = await startServer(on, { environment })
    const b = await startServer(on, { environment })
    expect(await guesses(a, b, a, b, a, b, a)).toEqual(FIVE_TOGETHER)
    await a.stop()
    await b.stop()
    await on.drop()
  })
})

const byRedis = 'limits on sign-ins counted by Redis'
onRedis(byRedis, (path) =>
  onPostgres(byRedis, (create) => {
    it('count what was tried at every process, and go on at each while Redis is away', async () => {
      const on = await create()
      const redis = await startRedis(path)
      const environment = { RATE_LIMITS: 'on', REDIS_URL: redis.url }
      const a = await startServer(on, { environment })
      const b = await startServer(on, { environment })
      expect(await guesses(a, b, a, b, a, b, a)).toEqual(FIVE_TOGETHER)
      expect(
        (await a.anonymous.get('/api/health')).headers.get('ratelimit-remaining'),
      ).not.toBeNull()
      await redis.kill()
      const away = () => a.anonymous.get('/readyz').then(({ body }) => body.checks.redis)
      await expect.poll(away, { timeout: 10_000 }).toBe(false)
      const alone = []
      for (let tries = 0; tries < 6; tries++) alone.push(await guess(a, 'mai@frontdesk.test'))
      expect(alone).toEqual([401, 401, 401, 401, 401, 429])
      await a.stop()
      await b.stop()
      await on.drop()
    }, 30_000)
  }),
)
