import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Difference, ReconciliationDetail } from '../../contract/crisp-reconciliation.ts'
import {
  type CrispEmulator,
  startCrispEmulator,
} from '../../../tests/support/crisp-emulator/emulator.ts'
import { expectLive, mirrorOf, startOn, truthOf } from '../../../tests/support/crisp-mirror.ts'
import { onBothDatabases, type TestDatabase } from '../../../tests/support/databases.ts'
import type { TestServer } from '../../../tests/support/server.ts'
import { wantBackfill } from '../past/backfill.ts'
import { dayOf } from './differences.ts'

const DAY_MS = 86_400_000

onBothDatabases('comparing a website of Crisp with what is here', (create) => {
  let on: TestDatabase
  let crisp: CrispEmulator
  let server: TestServer
  let sessions: string[]
  let clock: { at: number }
  beforeEach(async () => {
    on = await create()
    clock = { at: Date.now() - 3 * DAY_MS }
    crisp = await startCrispEmulator({ now: () => (clock.at += 1_000) })
    sessions = Array.from({ length: 5 }, (_, index) => talk(`Visitor ${index}`))
    server = await startOn(crisp, on)
    await expectLive(crisp)
    await wantBackfill(server.database, crisp.websiteId)
    await broughtIn()
  })
  afterEach(async () => {
    await server.stop()
    await crisp.stop()
    await on.drop()
  })

  function talk(nickname: string): string {
    const session = crisp.acts.visitorArrives(crisp.websiteId, { nickname })
    crisp.acts.visitorSays(session, 'Is it in stock?')
    crisp.acts.operatorSays(session, 'It is.')
    crisp.acts.operatorNotes(session, 'Asked twice already.')
    return session
  }
  const backfillState = async () =>
    (
      await server.database.sql
        .selectFrom('crispWebsites')
        .select('backfill')
        .executeTakeFirstOrThrow()
    ).backfill

  const broughtIn = () => expect.poll(backfillState, { timeout: 20_000 }).toBe('done')

  const from = dayOf(Date.now() - 4 * DAY_MS)
  const to = dayOf(Date.now())
  const ofWebsite = () => `/api/crisp/websites/${crisp.websiteId}/reconciliations`
  async function ask(days: object = { from, to }): Promise<string> {
    const { status, body } = await server.admin.post(ofWebsite(), days)
    expect(status).toBe(201)
    return body.data.id
  }
  const report = async (id: string): Promise<ReconciliationDetail> =>
    (await server.admin.get(`/api/crisp/reconciliations/${id}`)).body.data
  async function done(id: string): Promise<ReconciliationDetail> {
    await expect.poll(async () => (await report(id)).state, { timeout: 20_000 }).toBe('done')
    return report(id)
  }
  async function differences(id: string): Promise<Difference[]> {
    const all: Difference[] = []
    for (let next: string | null = ''; next !== null;) {
      const path = `/api/crisp/reconciliations/${id}/differences`
      const { body } = await server.admin.get(`${path}?limit=2&cursor=${encodeURIComponent(next)}`)
      all.push(...body.data)
      next = body.meta.next
    }
    return all
  }

  /** On another day, things happen of which nothing arrives; answers what they should be called. */
  function missMuch(): Array<Pick<Difference, 'kind' | 'sessionId' | 'fingerprint'>> {
    const { acts, feed } = crisp
    const [added = '', edited = '', cut = '', gone = ''] = sessions
    const messagesOf = (session: string) =>
      crisp.truth().find(({ session_id }) => session_id === session)?.messages ?? []
    const firstOf = (session: string) => messagesOf(session)[0]?.fingerprint ?? 0
    feed.delivery = 'lost'
    clock.at += DAY_MS
    const before = messagesOf(gone)
    const more = acts.visitorSays(added, 'And in blue?')
    acts.edit(edited, firstOf(edited), 'Is it still in stock?')
    const removed = firstOf(cut)
    acts.remove(cut, removed)
    acts.removeConversation(gone)
    const fresh = talk('Somebody new')
    feed.delivery = 'once'
    const named = (
      kind: Difference['kind'],
      sessionId: string,
      fingerprint: number | null = null,
    ) => ({ kind, sessionId, fingerprint: fingerprint === null ? null : String(fingerprint) })
    return [
      named('missing_message', added, more.fingerprint),
      named('different_message', edited, firstOf(edited)),
      named('surplus_message', cut, removed),
      named('surplus_conversation', gone),
      ...before.map(({ fingerprint }) => named('surplus_message', gone, fingerprint)),
      named('missing_conversation', fresh),
      ...messagesOf(fresh).map(({ fingerprint }) => named('missing_message', fresh, fingerprint)),
    ]
  }
  const inOrder = <T extends { sessionId: string; fingerprint: string | null }>(list: T[]) =>
    list.toSorted((a, b) =>
      `${a.sessionId} ${a.fingerprint}`.localeCompare(`${b.sessionId} ${b.fingerprint}`),
    )

  it('finds nothing where both sides have the same, and counts it', async () => {
    const { days, ...found } = await done(await ask())
    expect(found).toMatchObject({ differences: 0, repaired: 0, compared: 5, lastError: null })
    const counted = { conversations: 5, messages: 15 }
    expect(days).toEqual([
      { day: dayOf(clock.at), crisp: counted, here: counted, differences: 0, repaired: 0 },
    ])
  })

  it('names every difference, and a repair ends them all without telling anybody', async () => {
    const wanted = missMuch()
    const id = await ask()
    const found = await done(id)
    const listed = await differences(id)
    const named = listed.map(({ kind, sessionId, fingerprint }) => ({
      kind,
      sessionId,
      fingerprint,
    }))
    expect(inOrder(named)).toEqual(inOrder(wanted))
    expect(found).toMatchObject({ differences: wanted.length, repaired: 0 })
    expect(found.days.map(({ differences: many }) => many).reduce((a, b) => a + b)).toBe(
      wanted.length,
    )

    const agent = await server.signIn('agent')
    const { status } = await server.admin.post(`/api/crisp/reconciliations/${id}/repair`)
    expect(status).toBe(200)
    expect(await done(id)).toMatchObject({ isRepairing: true, repaired: wanted.length })
    expect(await mirrorOf(server, crisp.websiteId)).toEqual(truthOf(crisp))
    expect((await agent.api.get('/api/notifications')).body.data).toEqual([])
    expect(await done(await ask())).toMatchObject({ differences: 0 })
  })

  it('goes on after a restart, and the same days asked for meanwhile are the same comparison', async () => {
    const wanted = missMuch()
    await crisp.rest.close()
    const id = await ask()
    expect(await ask()).toBe(id)
    const early = await server.admin.post(`/api/crisp/reconciliations/${id}/repair`)
    expect(early).toMatchObject({ status: 409, body: { code: 'reconciliation_not_done' } })
    await server.stop()
    await crisp.rest.open()
    server = await startOn(crisp, on)
    expect(await done(id)).toMatchObject({ differences: wanted.length })
  })

  describe('refuses', () => {
    it('days in the wrong order, too many days, and what is no day', async () => {
      const bad = [
        { from: '2026-10-02', to: '2026-10-01' },
        { from: '2026-01-01', to: '2026-10-01' },
        { from: 'yesterday', to: 'today' },
        {},
      ]
      for (const body of bad) {
        const { status, body: answer } = await server.admin.post(ofWebsite(), body)
        expect({ status, code: answer.code }).toEqual({ status: 400, code: 'validation_failed' })
      }
    })

    it('a website and a comparison that are not there', async () => {
      const elsewhere = await server.admin.post('/api/crisp/websites/none/reconciliations', {
        from,
        to,
      })
      expect(elsewhere).toMatchObject({ status: 404, body: { code: 'crisp_website_not_found' } })
      const unknown = await server.admin.get(`/api/crisp/reconciliations/${crypto.randomUUID()}`)
      expect(unknown).toMatchObject({ status: 404, body: { code: 'reconciliation_not_found' } })
    })
  })
})
