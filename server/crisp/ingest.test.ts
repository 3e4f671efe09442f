import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { threadBefore } from '../conversations/queries.ts'
import type { Database } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { eventsAfter, headOf } from '../stream/index.ts'
import { conversationOf, messageFact, said, sessionFact, SITE, STARTED } from './crisp.fixture.ts'
import type { CrispFact, Telling } from './facts.ts'
import { factsOf } from './live/events.ts'
import { ingest } from './ingest.ts'

onBothDatabases('what Crisp says', (create) => {
  let on: TestDatabase
  let database: Database
  beforeAll(async () => {
    on = await create()
    database = await on.open()
  })
  afterAll(async () => {
    await database.close()
    await on.drop()
  })

  const newSession = () => `session_${newId()}`
  const tell = (sessionId: string, facts: CrispFact[], more: Partial<Telling> = {}) =>
    ingest(database, { websiteId: SITE, sessionId, facts, isPast: false, ...more })
  const event = (name: string, data: object) => {
    const facts = factsOf(name, { website_id: SITE, ...data })
    if (!facts) throw new Error(`${name} says nothing`)
    return facts
  }
  const conversation = (sessionId: string) =>
    database.sql
      .selectFrom('conversations')
      .innerJoin('customers', 'customers.id', 'conversations.customerId')
      .selectAll('conversations')
      .select(['customers.name as customerName', 'customers.email', 'customers.phone'])
      .where('externalSource', '=', SITE)
      .where('externalId', '=', sessionId)
      .executeTakeFirstOrThrow()
  const thread = async (sessionId: string) => {
    const { id } = await conversation(sessionId)
    return (await threadBefore(database.sql, id, undefined, 500)).toReversed()
  }
  const items = (sessionId: string) =>
    database.sql
      .selectFrom('crispItems')
      .select(['fingerprint', 'type', 'author', 'content', 'sentAt', 'removedAt', 'messageId'])
      .where('sessionId', '=', sessionId)
      .orderBy('fingerprint')
      .execute()

  it('names a visitor as their message does, though nothing told their name before', async () => {
    const sessionId = newSession()
    await tell(sessionId, event('people:bind:session', { people_id: newId() }))
    await tell(sessionId, [messageFact(said(1))])
    expect(await thread(sessionId)).toMatchObject([{ authorName: 'Lena' }])
  })

  it('leaves the same rows in any order and however often it is said', async () => {
    const types = ['text', 'note', 'file'] as const
    const drawn = fc.record({
      minutes: fc.integer({ min: 0, max: 3 }),
      type: fc.constantFrom(...types),
      from: fc.constantFrom('user', 'operator'),
      isRemoved: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(drawn, { minLength: 1, maxLength: 10 }),
        fc.array(fc.nat(), { minLength: 8, maxLength: 30 }),
        async (messages, order) => {
          const sessionId = newSession()
          const facts = messages.flatMap(({ minutes, type, from, isRemoved }, index) => {
            const raw = { type, from, timestamp: STARTED + minutes * 60_000 }
            const fingerprint = index + 1
            return [
              messageFact(said(fingerprint, raw)),
              ...(isRemoved ? event('message:removed', { fingerprint }) : []),
            ]
          })
          const shuffled = facts.map((fact, index) => ({ fact, at: order[index] ?? index }))
          shuffled.sort((left, right) => left.at - right.at)
          for (const { fact } of shuffled) await tell(sessionId, [fact])
          await tell(sessionId, [sessionFact(conversationOf(sessionId)), ...facts])
          await tell(sessionId, facts, { isPast: true })
          const live = messages
            .map((message, index) => ({ ...message, fingerprint: index + 1 }))
            .filter(({ isRemoved }) => !isRemoved)
            .toSorted((a, b) => a.minutes - b.minutes || a.fingerprint - b.fingerprint)
          const rows = (await thread(sessionId)).filter(({ removedAt }) => removedAt === null)
          expect(rows.map(({ content }) => content)).toEqual(
            live.map(({ fingerprint }) => `message ${fingerprint}`),
          )
          const known = await items(sessionId)
          expect(known).toHaveLength(messages.length)
          expect(known.filter(({ removedAt }) => removedAt === null)).toHaveLength(live.length)
        },
      ),
      { numRuns: 15 },
    )
  })

  it('begins a conversation with whichever event comes first, of the visitor by name', async () => {
    const sessionId = newSession()
    await tell(sessionId, event('message:send', said(1)))
    expect(await conversation(sessionId)).toMatchObject({
      channel: 'crisp',
      visitorName: 'Lena',
      headSeq: 1,
      status: 'open',
    })
    const other = newSession()
    expect(await tell(other, event('message:removed', { fingerprint: 1 }))).toMatchObject({
      conversationId: null,
    })
    const initiated = await tell(other, event('session:request:initiated', {}))
    expect(initiated).toMatchObject({ conversationId: expect.any(String), isStale: true })
  })

  it('keeps every type whole and shows it as text', async () => {
    const sessionId = newSession()
    const contents: Array<[string, unknown]> = [
      ['text', 'hello \u0000'],
      ['note', 'for us'],
      ['file', { name: 'label.pdf', url: 'https://files.test/label.pdf', type: 'application/pdf' }],
      ['animation', { url: 'https://files.test/wave.gif', type: 'image/gif' }],
      ['audio', { url: 'https://files.test/a.mp3', type: 'audio/mp3', duration: 3.4 }],
      [
        'picker',
        { id: 'c', text: 'Colour?', choices: [{ value: 'b', label: 'Blue', selected: true }] },
      ],
      ['field', { id: 'f', text: 'Order number', explain: 'On the bill', value: '42' }],
      [
        'carousel',
        { text: 'Look', targets: [{ title: 'Blue one', description: 'New', actions: [] }] },
      ],
      ['event', { namespace: 'state:resolved' }],
      ['hologram', { depth: 3 }],
    ]
    const facts = contents.map(([type, content], index) =>
      messageFact(said(index + 1, { type, content, from: 'operator', extra: { kept: true } })),
    )
    await tell(sessionId, facts)
    expect((await thread(sessionId)).map(({ kind, content }) => [kind, content])).toEqual([
      ['text', 'hello \uFFFD'],
      ['note', 'for us'],
      ['file', '📎 label.pdf\nhttps://files.test/label.pdf'],
      ['file', '🎞\nhttps://files.test/wave.gif'],
      ['file', '🎤 3 s\nhttps://files.test/a.mp3'],
      ['text', 'Colour?\n● Blue'],
      ['text', 'Order number\n→ 42'],
      ['text', 'Look\n▪ Blue one\nNew'],
      ['event', 'state:resolved'],
      ['text', '{"depth":3}'],
    ])
    const { raw } = await database.sql
      .selectFrom('crispItems')
      .select('raw')
      .where('sessionId', '=', sessionId)
      .where('fingerprint', '=', 1)
      .executeTakeFirstOrThrow()
    expect(JSON.parse(raw ?? '')).toMatchObject({ content: 'hello \u0000', extra: { kept: true } })
  })

  it('names a visitor whatever they call themselves', async () => {
    const sessionId = newSession()
    const meta = { nickname: 'Le\u0000na', email: 'a\u0000@b.test', phone: '\u0000' }
    await tell(sessionId, [sessionFact(conversationOf(sessionId, { meta, people_id: '\u0000' }))])
    await tell(sessionId, event('session:set_nickname', { nickname: 'Le\ud800na' }))
    await tell(sessionId, event('session:set_phone', { phone: '1\u0000' }))
    expect(await conversation(sessionId)).toMatchObject({ visitorName: 'Le\uFFFDna' })
  })

  it('is edited, and a read that was cached before the edit does not take it back', async () => {
    const sessionId = newSession()
    await tell(sessionId, event('message:send', said(1)))
    await tell(sessionId, event('message:updated', { fingerprint: 1, content: 'corrected' }))
    await tell(sessionId, [messageFact(said(1))])
    expect(await thread(sessionId)).toMatchObject([
      { content: 'corrected', editedAt: expect.any(String) },
    ])
    await tell(sessionId, [messageFact(said(1, { content: 'again', edited: true }))])
    expect(await thread(sessionId)).toMatchObject([{ content: 'again' }])
    const unknown = await tell(sessionId, event('message:updated', { fingerprint: 9, content: '' }))
    expect(unknown.isStale).toBe(true)
  })

  it('closes and opens the conversation with its state', async () => {
    const sessionId = newSession()
    await tell(sessionId, event('message:send', said(1)))
    await tell(sessionId, event('session:set_state', { state: 'resolved' }))
    await tell(sessionId, event('session:set_state', { state: 'resolved' }))
    expect(await conversation(sessionId)).toMatchObject({ status: 'closed' })
    await tell(sessionId, [
      ...event('message:send', said(2)),
      ...event('session:set_state', { state: 'unresolved' }),
    ])
    expect(await conversation(sessionId)).toMatchObject({ status: 'open', headSeq: 2 })
    expect((await thread(sessionId)).map(({ content }) => content)).toEqual([
      'message 1',
      'closed',
      'message 2',
      'reopened',
    ])
  })

  it('moves marks of both sides forward, in whatever order they are said', async () => {
    const sessionId = newSession()
    const facts = [1, 2, 3].map((fingerprint) =>
      messageFact(said(fingerprint, { from: fingerprint === 1 ? 'user' : 'operator' })),
    )
    await tell(sessionId, facts)
    await tell(sessionId, event('message:acknowledge:read:received', { fingerprints: [3] }))
    await tell(sessionId, event('message:acknowledge:delivered', { fingerprints: [2] }))
    await tell(sessionId, event('message:acknowledge:read:received', { fingerprints: [2] }))
    expect(await conversation(sessionId)).toMatchObject({ customerReadSeq: 3, agentReadSeq: 3 })
  })

  it('is taken back with its conversation; what was known never returns, what is new does', async () => {
    const sessionId = newSession()
    await tell(sessionId, event('message:send', said(1)))
    await tell(sessionId, event('session:removed', {}))
    await tell(sessionId, [sessionFact(conversationOf(sessionId)), messageFact(said(1))])
    expect(await conversation(sessionId)).toMatchObject({ status: 'closed' })
    expect(await thread(sessionId)).toMatchObject([
      { content: '', removedAt: expect.any(String) },
      { content: 'closed' },
    ])
    await tell(sessionId, event('message:send', said(2)))
    expect(await conversation(sessionId)).toMatchObject({ status: 'open' })
    expect((await thread(sessionId)).map(({ content }) => content)).toEqual([
      '',
      'closed',
      'reopened',
      'message 2',
    ])
  })

  it('of the past is told once, and nobody is told that a chat began', async () => {
    const sessionId = newSession()
    const head = await headOf(database.sql)
    const session = conversationOf(sessionId, { state: 'resolved', unread: { operator: 0 } })
    const facts = [sessionFact(session), messageFact(said(2)), messageFact(said(1))]
    await tell(sessionId, facts, { isPast: true, isWhole: true })
    const kinds = (await eventsAfter(database.sql, head)).map(({ kind }) => kind)
    expect(kinds.filter((kind) => !/^(customer|activity)/.test(kind))).toEqual([
      'conversation.rewritten',
    ])
    expect(await conversation(sessionId)).toMatchObject({
      status: 'closed',
      startedAt: new Date(STARTED).toISOString(),
      lastActivityAt: new Date(STARTED + 2).toISOString(),
      headSeq: 2,
    })
  })

  it('is linked to the customer by people id, then by a checked address, never by a typed one', async () => {
    const address = `${newId()}@example.org`
    const person = newId()
    const open = async (more: object) => {
      const sessionId = newSession()
      await tell(sessionId, [sessionFact(conversationOf(sessionId, more)), messageFact(said(1))])
      return conversation(sessionId)
    }
    const meta = { nickname: 'Lena', email: address.toUpperCase() }
    const first = await open({ people_id: person, meta })
    expect(first).toMatchObject({ email: address, isVerified: 0 })
    expect((await open({ people_id: person, meta: {} })).customerId).toBe(first.customerId)
    const typed = await open({ meta })
    expect(typed.customerId).not.toBe(first.customerId)
    expect(typed.email).toBeNull()
    const checked = { is_verified: true, verifications: [{ identity: 'email', method: 'link' }] }
    expect(await open({ meta, ...checked })).toMatchObject({
      customerId: first.customerId,
      isVerified: 1,
    })
  })

  it('moves to the customer it turns out to be of, with what it left on the timeline', async () => {
    const person = newId()
    const known = newSession()
    await tell(known, [sessionFact(conversationOf(known, { people_id: person, meta: {} }))])
    const sessionId = newSession()
    await tell(sessionId, event('message:send', said(1)))
    const before = await conversation(sessionId)
    await tell(sessionId, event('people:bind:session', { people_id: person }))
    const after = await conversation(sessionId)
    expect(after.customerId).toBe((await conversation(known)).customerId)
    const left = await database.sql
      .selectFrom('customers')
      .select('id')
      .where('id', '=', before.customerId)
      .execute()
    expect(left).toEqual([])
    const activities = await database.sql
      .selectFrom('activities')
      .select('type')
      .where('customerId', '=', after.customerId)
      .where('type', '=', 'chat')
      .execute()
    expect(activities).toHaveLength(2)
  })
})
