import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { startServer, type TestServer } from '../../tests/support/server.ts'
import { markRead, notify } from './actions.ts'
import { changesAfter, standingOf } from './queries.ts'
import { viewNotification } from './view.ts'

const PAGE = 3

type Deed = { does: 'tell'; about: number } | { does: 'read'; about: number } | { does: 'readAll' }

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ does: fc.constant('tell' as const), about: fc.nat(2) }) },
  fc.record({ does: fc.constant('read' as const), about: fc.nat(2) }),
  fc.record({ does: fc.constant('readAll' as const) }),
)

onBothDatabases('whatever is told and read', (create) => {
  let on: TestDatabase
  let server: TestServer
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  it('a window that catches up from any number ends up with what is stored, and with the same count', async () => {
    const things = [0, 1, 2].map(() => crypto.randomUUID())
    const subject = (about: number) =>
      ({
        kind: 'message',
        cause: crypto.randomUUID(),
        about: 'conversation',
        aboutId: things[about] ?? null,
        ticketNumber: null,
        who: 'Mai',
        excerpt: 'hello',
      }) as const
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 14 }), fc.nat(14), async (deeds, looksAt) => {
        const { id: agentId } = await server.signIn('agent')
        const { sql } = server.database
        const known = new Map<string, unknown>()
        let cursor = 0
        const catchUp = async () => {
          for (;;) {
            const rows = await changesAfter(sql, agentId, cursor, PAGE)
            for (const row of rows) known.set(row.id, viewNotification(row))
            cursor = rows.at(-1)?.seq ?? cursor
            if (rows.length < PAGE) return
          }
        }
        for (const [index, each] of deeds.entries()) {
          if (index === looksAt) await catchUp()
          await server.database.transaction(async (tx) => {
            if (each.does === 'tell') await notify(tx, [{ agentId, subject: subject(each.about) }])
            else {
              const aboutId = each.does === 'read' ? things[each.about] : undefined
              await markRead(tx, { agentId, ...(aboutId !== undefined && { aboutId }) })
            }
          })
        }
        await catchUp()
        const stored = await sql
          .selectFrom('notifications')
          .selectAll()
          .where('agentId', '=', agentId)
          .execute()
        expect(known).toEqual(new Map(stored.map((row) => [row.id, viewNotification(row)])))
        const unread = stored.filter(({ readAt }) => readAt === null).length
        const standing = await standingOf(sql, agentId)
        expect(standing.unread).toBe(unread)
        expect(standing.head).toBeGreaterThanOrEqual(Math.max(0, ...stored.map(({ seq }) => seq)))
      }),
      { numRuns: 25 },
    )
  }, 60_000)
})
