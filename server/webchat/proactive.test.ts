import { SignJWT } from 'jose'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'
import { eraseAndWait } from '../../tests/support/traces.ts'
import { unzipped } from '../privacy/zip.fixture.ts'
import { countShown, forgetOldShown } from './shown.ts'

const SHOP = 'https://shop.test'
const DAY_MS = 86_400_000

onBothDatabases('what the chat says by itself', (create) => {
  let on: TestDatabase
  let server: TestServer
  let agent: Account
  let secret: string
  let now = new Date('2026-11-23T12:00:00Z')
  beforeAll(async () => {
    on = await create()
    server = await startServer(on, { clock: { now: () => now } })
    agent = await server.signIn('agent', 'Linh')
    secret = (await server.admin.post('/api/settings/webchat/identity-secret')).body.data.secret
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  interface Rule {
    id: string
    name: string
  }
  const ruleOf = (parts: object = {}) => ({
    id: crypto.randomUUID(),
    name: 'Prices',
    text: { en: 'Any questions?', vi: 'Cần hỏi gì không?' },
    ...parts,
  })
  const put = (...proactive: object[]) => server.admin.put('/api/settings/webchat', { proactive })
  const newRule = async (parts: object = {}) => {
    const rule = ruleOf(parts)
    expect((await put(rule)).status).toBe(200)
    return rule
  }
  const show = async (rule: Rule, asked: object = {}, origin = SHOP) => {
    const body = { ruleId: rule.id, visitorId: crypto.randomUUID(), ...asked }
    const { body: said } = await server.anonymous.post('/api/chat/proactive', body, { origin })
    return said.data as { message: { id: string; content: string } | null; againMs: number }
  }
  const shownTo = async (rule: Rule, asked: object = {}, origin = SHOP) =>
    (await show(rule, asked, origin)).message !== null
  const tokenOf = (sub: string) => {
    const seconds = Math.floor(now.getTime() / 1_000)
    return new SignJWT({ sub, name: 'Mai Tran', iat: seconds, exp: seconds + 600 })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(Buffer.from(secret))
  }
  const countOf = async (rule: Rule) => {
    const { body } = await agent.api.get('/api/settings/webchat/proactive')
    return body.data.find(({ ruleId }: { ruleId: string }) => ruleId === rule.id)
  }
  const visitor = (more: object = {}) => ({
    customerEmail: `${crypto.randomUUID()}@customer.test`,
    customerName: 'Mai',
    clientSessionId: crypto.randomUUID(),
    ...more,
  })
  const messagesOf = async (sessionId: string) =>
    (await agent.api.get(`/api/chat/sessions/${sessionId}/messages`)).body.data as object[]

  it('is told to every visitor as what to look for, without what it says', async () => {
    const pages = [{ how: 'wildcard', text: '*.shop.test/blog/*' }]
    const rule = ruleOf({ pages, seconds: 30, visitors: 'new' })
    await put(rule, ruleOf({ isOn: false }))
    const { body } = await server.anonymous.get('/api/chat/widget')
    expect(body.data.proactive).toMatchObject([{ id: rule.id, seconds: 30 }])
    expect(RegExp(body.data.proactive[0].where, 'i').test('vn.shop.test/blog/1')).toBe(true)
    expect(Object.keys(body.data.proactive[0]).toSorted()).toEqual(['id', 'seconds', 'where'])
  })

  it('is refused where nobody could be shown it', async () => {
    const rule = ruleOf()
    for (const parts of [
      [rule, rule],
      [{ ...rule, text: {} }],
      [{ ...rule, text: { en: 'x'.repeat(501) } }],
      [{ ...rule, seconds: 3_601 }],
      [{ ...rule, pages: [{ how: 'equals', text: '?q' }] }],
      [{ ...rule, hours: 'sometimes' }],
    ])
      expect((await put(...parts)).status).toBe(400)
  })

  it('is shown in the visitor’s language, or in the one there is', async () => {
    const rule = await newRule()
    expect((await show(rule, { language: 'vi' })).message).toMatchObject({
      content: 'Cần hỏi gì không?',
      senderType: 'bot',
      senderName: 'Frontdesk',
    })
    const english = await newRule({ text: { en: 'Hello' } })
    expect((await show(english, { language: 'vi' })).message?.content).toBe('Hello')
  })

  it('may be asked for by any site, by a browser that asks first', async () => {
    const url = `${server.url}/api/chat/proactive`
    const answer = await fetch(url, {
      method: 'OPTIONS',
      headers: {
        origin: SHOP,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    })
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('access-control-allow-methods')).toContain('POST')
    expect(answer.headers.get('access-control-allow-headers')).toContain('content-type')
  })

  it('is refused to a browser by an id that no chat could have', async () => {
    const rule = await newRule()
    const ask = (visitorId: string) =>
      server.anonymous.post('/api/chat/proactive', { ruleId: rule.id, visitorId }, { origin: SHOP })
    for (const visitorId of ['visitor-of-the-shop', '1-22-333-4444', crypto.randomUUID() + '0']) {
      const { status, body } = await ask(visitorId)
      expect(status).toBe(400)
      expect(body).toMatchObject({ code: 'validation_failed', errors: [{ path: 'visitorId' }] })
    }
    const own = crypto.randomUUID()
    expect((await ask(own.toUpperCase())).body.data.message).not.toBe(null)
    // As a chat has it.
    expect((await ask(own)).body.data.message).toBe(null)
  })

  it('is shown once to each browser, also when two of its tabs ask in the same moment', async () => {
    const rule = await newRule()
    const visitorId = crypto.randomUUID()
    const tabs = await Promise.all([1, 2, 3].map(() => show(rule, { visitorId })))
    expect(tabs.filter(({ message }) => message !== null)).toHaveLength(1)
    expect(tabs.every(({ againMs }) => againMs > DAY_MS)).toBe(true)
    const other = ruleOf()
    await put(rule, other)
    expect(await shownTo(rule, { visitorId })).toBe(false)
    expect(await shownTo(other, { visitorId })).toBe(true)
  })

  it('is shown once to whom the site has signed for, on all of their devices', async () => {
    const rule = await newRule()
    const identityToken = await tokenOf(`user-${crypto.randomUUID()}`)
    const devices = await Promise.all([1, 2].map(() => shownTo(rule, { identityToken })))
    expect(devices.filter(Boolean)).toHaveLength(1)
    const forged = `${identityToken.slice(0, -4)}AAAA`
    expect(await shownTo(rule, { identityToken: forged })).toBe(true)
  })

  it('keeps to the opening hours of the very moment', async () => {
    const week = [0, 1, 2, 3, 4, 5, 6].map(() => [{ from: '09:00', to: '18:00' }])
    await server.admin.put('/api/settings/webchat', { hours: { isOn: true, zone: 'UTC', week } })
    const [open, closed] = [ruleOf({ hours: 'open' }), ruleOf({ hours: 'closed' })]
    await put(open, closed)
    const listed = async () => {
      const { body } = await server.anonymous.get('/api/chat/widget')
      return body.data.proactive.map(({ id }: { id: string }) => id)
    }
    expect(await listed()).toEqual([open.id])
    expect([await shownTo(open), await shownTo(closed)]).toEqual([true, false])
    const noon = now
    now = new Date('2026-11-23T18:00:00Z')
    expect(await listed()).toEqual([closed.id])
    // Who has an older list is told that it may be worth another try.
    expect(await show(open)).toEqual({ message: null, againMs: 600_000 })
    expect(await shownTo(closed)).toBe(true)
    now = noon
    await server.admin.put('/api/settings/webchat', { hours: {} })
  })

  it('is shown to who is new on the site, or to who comes back', async () => {
    const [fresh, known] = [ruleOf({ visitors: 'new' }), ruleOf({ visitors: 'returning' })]
    await put(fresh, known)
    const [today, before] = [now.getTime() - 60_000, now.getTime() - DAY_MS - 1]
    expect([
      await shownTo(fresh, { since: before }),
      await shownTo(fresh, { since: today }),
    ]).toEqual([false, true])
    expect([
      await shownTo(known, { since: before }),
      await shownTo(known, { since: today }),
    ]).toEqual([true, false])
    expect([await shownTo(fresh), await shownTo(known)]).toEqual([true, false])
  })

  it('is shown on no site that may not show the chat', async () => {
    const rule = await newRule()
    const allow = (...chatOrigins: string[]) => server.admin.put('/api/settings', { chatOrigins })
    await allow(SHOP, 'https://*.partner.test')
    expect(await shownTo(rule, {}, 'https://evil.test')).toBe(false)
    expect(await shownTo(rule, {}, 'https://partner.test')).toBe(false)
    expect(await shownTo(rule, {}, 'https://evilpartner.test')).toBe(false)
    expect(await shownTo(rule, {}, 'https://a.partner.test')).toBe(true)
    expect(await shownTo(rule)).toBe(true)
    await allow('*')
  })

  it('leaves no conversation, and begins the one that answers it, once, however often that is tried', async () => {
    const rule = await newRule()
    const message = (await show(rule, { language: 'vi' })).message!
    await put(ruleOf({ id: rule.id, text: { en: 'Changed', vi: 'Đã đổi' } }))
    expect(await countOf(rule)).toEqual({ ruleId: rule.id, shown: 1, opened: 0, answered: 0 })
    for (const _ of [1, 2])
      await server.anonymous.post(`/api/chat/proactive/${message.id}/opened`, undefined, {
        origin: SHOP,
      })
    expect(await countOf(rule)).toMatchObject({ opened: 1, answered: 0 })
    const start = visitor({ proactiveId: message.id })
    const sockets = await Promise.all([1, 2].map(() => server.socket('/chat')))
    const answers = await Promise.all(sockets.map((socket) => socket.ask('startChat', start)))
    const { sessionId } = answers[0]!
    expect(answers[1]!.sessionId).toBe(sessionId)
    await sockets[0]!.ask('sendMessage', { sessionId, content: 'Yes', senderType: 'customer' })
    const said = [
      { seq: 1, senderType: 'bot', senderName: 'Frontdesk', content: 'Cần hỏi gì không?' },
      { seq: 2, senderType: 'customer', content: 'Yes' },
    ]
    expect(await messagesOf(sessionId)).toMatchObject(said)
    expect(await countOf(rule)).toEqual({ ruleId: rule.id, shown: 1, opened: 1, answered: 1 })
    const another = await sockets[0]!.ask('startChat', visitor({ proactiveId: message.id }))
    expect(await messagesOf(another.sessionId)).toEqual([])
    const unknown = visitor({ proactiveId: crypto.randomUUID() })
    expect(await messagesOf((await sockets[0]!.ask('startChat', unknown)).sessionId)).toEqual([])
  })

  it('stands before the message that is left while nobody is there', async () => {
    const message = (await show(await newRule())).message!
    const socket = await server.socket('/chat')
    const letter = { clientMessageId: 'x', content: 'Please call me' }
    const left = visitor({ ...letter, proactiveId: message.id })
    const { sessionId } = await socket.ask('leaveMessage', left)
    expect(await messagesOf(sessionId)).toMatchObject([
      { content: 'Any questions?' },
      { content: 'Please call me' },
      { senderType: 'bot' },
    ])
  })

  it('is shown to nobody who has a chat open, nor to anybody who is blocked', async () => {
    const rule = await newRule()
    const [visitorId, sub] = [crypto.randomUUID(), `user-${crypto.randomUUID()}`]
    const identityToken = await tokenOf(sub)
    const socket = await server.socket('/chat')
    const { sessionId } = await socket.ask('startChat', visitor({ visitorId, identityToken }))
    expect(await shownTo(rule, { visitorId })).toBe(false)
    expect(await shownTo(rule, { identityToken })).toBe(false)
    await agent.api.post(`/api/inbox/${sessionId}/block`, { minutes: 10 })
    expect(await shownTo(rule, { visitorId })).toBe(false)
    expect(await show(rule, { identityToken })).toMatchObject({ message: null, againMs: 600_000 })
    now = new Date(now.getTime() + 11 * 60_000)
    expect(await shownTo(rule, { visitorId })).toBe(true)
    expect(await shownTo(rule, { identityToken: await tokenOf(sub) })).toBe(true)
  })

  it('goes with the person: to who is merged with them, and into what is erased', async () => {
    const rule = await newRule()
    const [one, two] = [`user-${crypto.randomUUID()}`, `user-${crypto.randomUUID()}`]
    const customers = []
    for (const sub of [one, two]) {
      if (sub === one) await show(rule, { identityToken: await tokenOf(sub) })
      const socket = await server.socket('/chat')
      const token = await tokenOf(sub)
      const { sessionId } = await socket.ask('startChat', visitor({ identityToken: token }))
      await socket.ask('closeChat', { sessionId })
      customers.push((await agent.api.get(`/api/inbox/${sessionId}`)).body.data.customer.id)
    }
    const [shown, other] = customers as [string, string]
    const merged = await agent.api.post(`/api/customers/${other}/merge`, { customerId: shown })
    expect(await shownTo(rule, { identityToken: await tokenOf(two) })).toBe(false)
    await agent.api.delete(`/api/customers/merges/${merged.body.data.id}`)
    expect(await shownTo(rule, { identityToken: await tokenOf(two) })).toBe(true)
    expect(await countOf(rule)).toMatchObject({ shown: 2 })
    const unlinked = await newRule()
    await show(unlinked, { identityToken: await tokenOf(one) })
    await eraseAndWait(server, shown, 'Mai Tran')
    expect(await countOf(rule)).toMatchObject({ shown: 1 })
    expect(await countOf(unlinked)).toBeUndefined()
  })

  it('follows its visitor to whom the site says they are', async () => {
    const rule = await newRule()
    const message = (await show(rule)).message!
    const sub = `user-${crypto.randomUUID()}`
    const socket = await server.socket('/chat')
    const { sessionId } = await socket.ask('startChat', visitor({ proactiveId: message.id }))
    await socket.ask('identify', { sessionId, identityToken: await tokenOf(sub) })
    const { id } = (await agent.api.get(`/api/inbox/${sessionId}`)).body.data.customer
    const rows = await server.database.sql
      .selectFrom('proactiveShowings')
      .select('customerId')
      .where('id', '=', message.id)
      .execute()
    expect(rows).toEqual([{ customerId: id }])
  })

  const showingsOf = (...ids: string[]) =>
    server.database.sql
      .selectFrom('proactiveShowings')
      .select(['customerId', 'ruleId'])
      .where('ruleId', 'in', ids)
      .execute()
  const customerIn = async (sessionId: string): Promise<string> =>
    (await agent.api.get(`/api/inbox/${sessionId}`)).body.data.customer.id
  /** A chat from its start to its end; answers its id and whose it is. */
  async function chat(more: object) {
    const socket = await server.socket('/chat')
    const { sessionId } = await socket.ask('startChat', visitor(more))
    await socket.ask('closeChat', { sessionId })
    return { sessionId: sessionId as string, customerId: await customerIn(sessionId) }
  }

  it('stays with who answered it where another chat of the browser turns out to be somebody else’s', async () => {
    const rules = [ruleOf(), ruleOf()] as const
    await put(...rules)
    const visitorId = crypto.randomUUID()
    const customerEmail = `${crypto.randomUUID()}@customer.test`
    const known = { visitorId, customerEmail }
    const first = (await show(rules[0], known)).message!
    const { customerId: typed } = await chat({ ...known, proactiveId: first.id })
    const second = (await show(rules[1], known)).message!
    const socket = await server.socket('/chat')
    const started = await socket.ask('startChat', visitor({ ...known, proactiveId: second.id }))
    const { sessionId } = started
    const identityToken = await tokenOf(`user-${crypto.randomUUID()}`)
    await socket.ask('identify', { sessionId, identityToken })
    const signed = await customerIn(sessionId)
    const whose = await showingsOf(...rules.map(({ id }) => id))
    expect(whose.toSorted((one) => (one.ruleId === rules[0].id ? -1 : 1))).toEqual([
      { customerId: typed, ruleId: rules[0].id },
      { customerId: signed, ruleId: rules[1].id },
    ])
  })

  it('is not taken from who it was shown to by the site’s word by a stranger at the same browser', async () => {
    const rules = [ruleOf(), ruleOf()] as const
    await put(...rules)
    const [visitorId, sub] = [crypto.randomUUID(), `user-${crypto.randomUUID()}`]
    await show(rules[0], { visitorId, identityToken: await tokenOf(sub) })
    const { id: proactiveId } = (await show(rules[1], { visitorId })).message!
    await chat({ visitorId, proactiveId })
    const { customerId } = await chat({ identityToken: await tokenOf(sub) })
    expect(await showingsOf(rules[0].id)).toEqual([{ customerId, ruleId: rules[0].id }])
  })

  it('is forgotten, and told in an export, with who chats in its browser, but for what is another’s', async () => {
    const rules = [ruleOf(), ruleOf(), ruleOf()] as const
    await put(...rules)
    const visitorId = crypto.randomUUID()
    await show(rules[0], { visitorId })
    const { customerId: erased } = await chat({ visitorId })
    const { id: proactiveId } = (await show(rules[1], { visitorId })).message!
    const { customerId: other } = await chat({ visitorId, proactiveId })
    await show(rules[2], { visitorId })
    const headers = { authorization: `Bearer ${server.adminToken}` }
    const answer = await fetch(`${server.url}/api/customers/${erased}/export`, { headers })
    const told = unzipped(Buffer.from(await answer.arrayBuffer())).get('shown.json')
    expect(JSON.parse(told?.toString() ?? 'null')).toMatchObject([
      { text: 'Any questions?', answeredAt: null },
    ])
    await eraseAndWait(server, erased, 'Mai')
    const ids = rules.map(({ id }) => id)
    expect((await showingsOf(...ids)).map(({ customerId }) => customerId)).toEqual([other, other])
  })

  /** A customer without a chat, whom the site calls so. */
  async function customerKnownAs(value: string): Promise<string> {
    const email = `${crypto.randomUUID()}@customer.test`
    const { id } = (await agent.api.post('/api/customers', { name: 'Mai', email })).body.data
    const external = { kind: 'external', value }
    const added = await agent.api.post(`/api/customers/${id}/identities`, external)
    expect(added.status).toBe(201)
    return id
  }

  it('goes with a customer who is deleted, also what was shown before anybody knew that it was them', async () => {
    const [before, since] = [ruleOf(), ruleOf()]
    await put(before, since)
    const sub = `user-${crypto.randomUUID()}`
    await show(before, { identityToken: await tokenOf(sub) })
    await show(before)
    const id = await customerKnownAs(sub)
    await show(since, { identityToken: await tokenOf(sub) })
    expect(await showingsOf(since.id)).toEqual([{ customerId: id, ruleId: since.id }])
    expect((await server.admin.delete(`/api/customers/${id}`)).status).toBe(204)
    const rest = [{ customerId: null, ruleId: before.id }]
    expect(await showingsOf(before.id, since.id)).toEqual(rest)
  })

  it('is shown to who is deleted in that very moment as to somebody nobody knows', async () => {
    const rule = await newRule()
    const sub = `user-${crypto.randomUUID()}`
    const id = await customerKnownAs(sub)
    const { database } = server
    const body = {
      ruleId: rule.id,
      visitorId: crypto.randomUUID(),
      identityToken: await tokenOf(sub),
    }
    const ask = () => server.anonymous.post('/api/chat/proactive', body, { origin: SHOP })
    let asked: ReturnType<typeof ask> | undefined
    await database.transaction(async (tx) => {
      await tx.sql.deleteFrom('activities').where('customerId', '=', id).execute()
      await tx.sql.deleteFrom('customers').where('id', '=', id).execute()
      if (database.dialect === 'sqlite') return
      asked = ask()
      const waiting = async () => {
        const { rows } = await sql`select 1 from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`.execute(database.sql)
        return rows.length
      }
      await expect.poll(waiting, { timeout: 10_000 }).toBe(1)
    })
    asked ??= ask()
    expect(await asked).toMatchObject({
      status: 200,
      body: { data: { message: { content: 'Any questions?' } } },
    })
    expect(await showingsOf(rule.id)).toEqual([{ customerId: null, ruleId: rule.id }])
  })

  it('is accounted for when an admin changes it', async () => {
    const [one, two] = [ruleOf(), ruleOf()]
    await put(one, two)
    await put(one, { ...two, seconds: 5 })
    await put(two)
    const about = async ({ id }: Rule) => {
      const { body } = await server.admin.get('/api/audit?limit=100')
      const own = body.data.filter(({ subjectId }: { subjectId: string }) => subjectId === id)
      return own.map(({ action, by }: { action: string; by: object | null }) => [
        action,
        by !== null,
      ])
    }
    expect(await about(one)).toEqual([
      ['proactive_rule_removed', true],
      ['proactive_rule_made', true],
    ])
    // The last: its seconds were put back to what a rule has by itself.
    expect((await about(two)).map(([action]: [string]) => action)).toEqual([
      'proactive_rule_changed',
      'proactive_rule_changed',
      'proactive_rule_made',
    ])
    expect((await agent.api.put('/api/settings/webchat', { proactive: [] })).status).toBe(403)
  })

  it('is forgotten a day after its rule is gone', async () => {
    const [gone, kept] = [ruleOf(), ruleOf()]
    await put(gone, kept)
    for (const rule of [gone, kept]) await show(rule)
    await put(kept)
    const sweep = () => forgetOldShown(server.database)({}, { attempts: 1 })
    await sweep()
    expect(await countOf(gone)).toMatchObject({ shown: 1 })
    now = new Date(now.getTime() + DAY_MS + 1)
    await sweep()
    const counted = (await countShown(server.database.sql)).map(({ ruleId }) => ruleId)
    expect(counted).toContain(kept.id)
    expect(counted).not.toContain(gone.id)
  })
})

onBothDatabases('how often a visitor may be shown something', (create) => {
  it('is limited, by visitor and by address', async () => {
    const on = await create()
    const server = await startServer(on, { environment: { RATE_LIMITS: 'on', TRUST_PROXY: 'on' } })
    const statusOf = async (visitorId: string, address: string) => {
      const body = { ruleId: crypto.randomUUID(), visitorId }
      const headers = { 'x-forwarded-for': address }
      return (await server.anonymous.post('/api/chat/proactive', body, headers)).status
    }
    const statuses = async (times: number, visitor: () => string, address: () => string) =>
      Promise.all(Array.from({ length: times }, () => statusOf(visitor(), address())))
    const own = crypto.randomUUID()
    let host = 0
    const others = () => `10.1.${(host += 1) % 250}.${host % 240}`
    expect((await statuses(61, () => own, others)).filter((one) => one === 429)).toHaveLength(1)
    const many = await statuses(
      301,
      () => crypto.randomUUID(),
      () => '10.2.0.1',
    )
    expect(many.filter((one) => one === 429)).toHaveLength(1)
    await server.stop()
    await on.drop()
  })

  it('is not limited by address where all seem to be at one, of a proxy nobody told of', async () => {
    const on = await create()
    const server = await startServer(on, { environment: { RATE_LIMITS: 'on' } })
    const headers = { 'x-forwarded-for': '10.0.0.1' }
    const ask = async () => {
      const body = { ruleId: crypto.randomUUID(), visitorId: crypto.randomUUID() }
      return (await server.anonymous.post('/api/chat/proactive', body, headers)).status
    }
    const statuses = await Promise.all(Array.from({ length: 301 }, ask))
    expect(new Set(statuses)).toEqual(new Set([200]))
    await server.stop()
    await on.drop()
  })
})
