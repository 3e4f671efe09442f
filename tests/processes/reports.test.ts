import { expect, it } from 'vitest'
import { createApi } from '../support/api.ts'
import { onPostgres } from '../support/databases.ts'
import { openDesk, say, startChat } from './desk.ts'

const SOON = { timeout: 60_000 }
const EACH = 12
const DAY_MS = 86_400_000

const dateOf = (days: number) =>
  new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 'yyyy-mm-dd'.length)

onPostgres('two processes that count for reports', (create) => {
  it('count each message once between them, also when one is killed meanwhile', async () => {
    const on = await create()
    const desk = await openDesk(on)
    const sent = async (process: typeof desk.a, from: number) => {
      const customer = await desk.chat(process)
      const { sessionId } = await startChat(customer)
      for (let index = from; index < from + EACH; index++)
        expect(await say(customer, sessionId, `message ${index}`)).toMatchObject({ success: true })
    }
    await Promise.all([sent(desk.a, 0), sent(desk.b, 100)])
    await desk.b.end('SIGKILL')
    await sent(desk.a, 200)
    const path = `/api/analytics/summary?from=${dateOf(-1)}&to=${dateOf(1)}&zone=UTC`
    await expect
      .poll(async () => {
        const { body } = await createApi(desk.a.url, desk.token).get(path)
        const { basis, figures } = body.data
        return [basis.behind, figures.begun.count, figures.received.count]
      }, SOON)
      .toEqual([0, 3, 3 * EACH])
    await desk.a.end('SIGTERM')
    await on.drop()
  }, 120_000)
})
