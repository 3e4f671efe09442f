import { afterEach, beforeEach, expect, it } from 'vitest'
import { type CrispEmulator, type EmulatorOptions, startCrispEmulator } from './emulator.ts'
import { createClient, type SeenCrisp } from './sdk.ts'

let emulator: CrispEmulator
let client: SeenCrisp
let site: string

async function start(options: EmulatorOptions = {}) {
  await emulator?.stop()
  emulator = await startCrispEmulator(options)
  client = createClient(emulator)
  site = emulator.websiteId
}

beforeEach(() => start())
afterEach(() => emulator.stop())

const reply = { type: 'text', from: 'operator', origin: 'urn:test:0', content: 'Hello' } as const

function talk(messages: number): string {
  const session = emulator.acts.visitorArrives(site, { nickname: 'Lena' })
  for (let each = 1; each <= messages; each++)
    emulator.acts.visitorSays(session, { content: `m${each}`, timestamp: 1_795_000_000_000 + each })
  return session
}

it('refuses wrong credentials, the wrong tier and websites without the plugin', async () => {
  const wrongKey = createClient(emulator, { key: 'wrong' })
  const wrongTier = createClient(emulator, { tier: 'user' })
  const ask = (who: SeenCrisp, id = site) => who.website.getWebsite(id)
  await expect(ask(wrongKey)).rejects.toMatchObject({ code: 401, message: 'invalid_session' })
  await expect(ask(wrongTier)).rejects.toMatchObject({ code: 401, message: 'invalid_session' })
  const elsewhere = ask(client, crypto.randomUUID())
  await expect(elsewhere).rejects.toMatchObject({ code: 404, message: 'not_subscribed' })
  emulator.acts.subscribe(site, false)
  await expect(ask(client)).rejects.toMatchObject({ code: 404, message: 'not_subscribed' })
  expect(await client.plugin.listAllConnectWebsites(1, false, false)).toEqual([])
})

it('lists 57 conversations over pages of 50 and 7, newest update first, then nothing', async () => {
  for (let each = 0; each < 57; each++) talk(1)
  emulator.acts.visitorArrives(site)
  const list = (page: number, more = {}) =>
    client.website.listConversations(site, page, {
      per_page: 50,
      order_date_updated: 1,
      ...more,
    })
  const [first, second, third] = [await list(1), await list(2), await list(3)]
  expect([first.length, second.length]).toEqual([50, 7])
  expect(third).toEqual([])
  expect(await list(2, { include_empty: 1 })).toHaveLength(8)
  const times = [...first, ...second].map(({ updated_at }) => updated_at)
  expect(times).toEqual(times.toSorted((a = 0, b = 0) => b - a))
  expect(emulator.requests.all.map(({ status }) => status)).toEqual([206, 200, 200, 200])
})

it.each([
  [500, 50],
  [3, 20],
])('answers pages of %i with %i', async (asked, given) => {
  for (let each = 0; each < 60; each++) talk(1)
  const page = await client.website.listConversations(site, 1, { per_page: asked })
  expect(page).toHaveLength(given)
})

it('lists only what was updated since a time', async () => {
  const session = talk(1)
  const since = (ms: number) =>
    client.website.listConversations(site, 1, { filter_date_start: new Date(ms).toISOString() })
  const [found] = await since(0)
  expect(found?.session_id).toBe(session)
  expect(await since((found?.updated_at ?? 0) + 1)).toEqual([])
})

it('gives 93 messages in batches of 40, 40 and 13, each ascending', async () => {
  const session = talk(93)
  const sizes: number[] = []
  const all: unknown[] = []
  let before: number | undefined
  for (;;) {
    const batch = await client.website.getMessagesInConversation(site, session, before)
    if (batch.length === 0) break
    sizes.push(batch.length)
    all.unshift(...batch.map(({ content }) => content))
    before = batch[0]?.timestamp
  }
  expect(sizes).toEqual([40, 40, 13])
  expect(all).toEqual(Array.from({ length: 93 }, (_, index) => `m${index + 1}`))
})

it('loses messages of one millisecond to an exclusive "before", and none to the walk by one more', async () => {
  await start({ behaviour: { messageBatch: 3 } })
  const session = emulator.acts.visitorArrives(site)
  for (const at of [1, 2, 2, 2, 3, 3])
    emulator.acts.visitorSays(session, { content: 'x', timestamp: 1_795_000_000_000 + at })
  const walk = async (step: number) => {
    const found = new Set<number | undefined>()
    let before: number | undefined
    for (;;) {
      const batch = await client.website.getMessagesInConversation(site, session, before)
      const isNew = batch.some(({ fingerprint }) => !found.has(fingerprint))
      for (const { fingerprint } of batch) found.add(fingerprint)
      const oldest = batch[0]?.timestamp ?? 0
      if (batch.length === 0 || (!isNew && before === oldest)) return found.size
      before = isNew ? oldest + step : oldest
    }
  }
  expect(await walk(0)).toBe(4)
  expect(await walk(1)).toBe(6)
  Object.assign(emulator.behaviour, { beforeIsInclusive: true, messageBatch: 4 })
  expect(await walk(1)).toBe(6)
})

it('keeps a fingerprint that the sender chose, and stores it once however often it is sent', async () => {
  const session = talk(1)
  const mine = { ...reply, fingerprint: 179_500_000_000_042 }
  const send = () => client.website.sendMessageInConversation(site, session, mine)
  expect(await send()).toEqual({ fingerprint: mine.fingerprint })
  expect(await send()).toEqual({ fingerprint: mine.fingerprint })
  expect(emulator.truth()[0]?.messages.map(({ content }) => content)).toEqual(['m1', 'Hello'])
  emulator.behaviour.repeatedFingerprint = 'duplicate'
  await send()
  expect(emulator.truth()[0]?.messages).toHaveLength(3)
})

it('reopens a resolved conversation when the visitor writes again', async () => {
  const session = talk(1)
  await client.website.changeConversationState(site, session, 'resolved')
  expect(await client.website.getConversationState(site, session)).toEqual({ state: 'resolved' })
  emulator.acts.visitorSays(session, 'Once more')
  const conversation = await client.website.getConversation(site, session)
  expect(conversation).toMatchObject({
    state: 'unresolved',
    status: 1,
    last_message: 'Once more',
    unread: { operator: 2 },
    meta: { nickname: 'Lena' },
  })
})

it('wants an origin for a read mark', async () => {
  const session = talk(1)
  const mark = (more: object) =>
    client.website.markMessagesReadInConversation(site, session, { from: 'user', ...more })
  await expect(mark({})).rejects.toMatchObject({ code: 400, message: 'invalid_data' })
  await mark({ origin: 'urn:test:0' })
  expect(emulator.truth()[0]?.messages[0]?.isRead).toBe(true)
})

it('edits, removes and gives out single messages', async () => {
  const session = talk(2)
  const [first, second] = emulator.truth()[0]?.messages ?? []
  const { website } = client
  await website.updateMessageInConversation(site, session, first!.fingerprint, 'changed')
  await website.removeMessageInConversation(site, session, second!.fingerprint)
  const seen = await website.getMessageInConversation(site, session, first!.fingerprint)
  expect(seen).toMatchObject({ content: 'changed', edited: true })
  const gone = website.getMessageInConversation(site, session, second!.fingerprint)
  await expect(gone).rejects.toMatchObject({ code: 404 })
})

it('knows people by id and by e-mail address, and their conversations', async () => {
  const session = emulator.acts.visitorArrives(site, { nickname: 'Lê Minh', email: 'minh@x.vn' })
  emulator.acts.visitorSays(session, 'Chào bạn')
  const [found] = await client.website.listPeopleProfiles(
    site,
    1,
    ...([undefined, undefined, undefined, undefined, 'minh'] as const),
  )
  const id = found?.people_id ?? ''
  const byEmail = await client.website.getPeopleProfile(site, encodeURIComponent('minh@x.vn'))
  expect(byEmail).toMatchObject({ people_id: id, person: { nickname: 'Lê Minh' } })
  await client.website.updatePeopleData(site, id, { plan: 'pro' })
  expect(await client.website.getPeopleData(site, id)).toEqual({ data: { plan: 'pro' } })
  expect(await client.website.listPeopleConversations(site, id)).toEqual([session])
})

it('says how a visitor proved who they are', async () => {
  const session = talk(1)
  expect(await client.website.getConversation(site, session)).toMatchObject({ verifications: [] })
  emulator.acts.visitorProvesTheirEmail(session)
  const [proved] = await client.website.listConversations(site, 1)
  expect(proved).toMatchObject({ is_verified: true, verifications: [{ identity: 'email' }] })
})

it('assigns to operators that there are, blocks, and names its operators', async () => {
  const session = talk(1)
  const [operator] = (await client.website.listWebsiteOperators(site)) as unknown as Array<{
    details: { user_id: string }
  }>
  const { user_id } = operator!.details
  await client.website.assignConversationRouting(site, session, { assigned: { user_id } })
  const unknown = { assigned: { user_id: crypto.randomUUID() } }
  await expect(
    client.website.assignConversationRouting(site, session, unknown),
  ).rejects.toMatchObject({ code: 404 })
  await client.website.blockIncomingMessagesForConversation(site, session, true)
  expect(emulator.truth()[0]).toMatchObject({ assigned: user_id, is_blocked: true })
  const nobody = { assigned: null } as never
  await client.website.assignConversationRouting(site, session, nobody)
  expect(await client.website.getConversationRoutingAssign(site, session)).toEqual({
    assigned: null,
  })
})

it('does the same to many conversations at once', async () => {
  const sessions = [talk(1), talk(1)]
  await client.website.batchResolveConversations(site, { sessions })
  expect(emulator.truth().map(({ state }) => state)).toEqual(['resolved', 'resolved'])
})

it('counts each token’s requests of a day and refuses those over its budget', async () => {
  let now = Date.UTC(2026, 10, 26, 23, 59, 0)
  await start({ now: () => now, quota: { perDay: 2, status: 423 } })
  const ask = () => client.website.getWebsite(site)
  await ask()
  await ask()
  await expect(ask()).rejects.toMatchObject({ code: 423, message: 'quota_limit_exceeded' })
  const seen = await fetch(`${emulator.rest.url}/v1/website/${site}`, {
    headers: {
      authorization: `Basic ${btoa(`${emulator.token.identifier}:${emulator.token.key}`)}`,
      'x-crisp-tier': 'plugin',
    },
  })
  expect(seen.headers.get('retry-after')).toBe('60')
  now += 60_000
  await ask()
  expect(emulator.quota.spent(emulator.token.identifier)).toBe(1)
})

it('answers from a cache that may be stale and costs nothing', async () => {
  let now = 1_795_000_000_000
  await start({ now: () => now, quota: { perDay: 1 } })
  emulator.cache.keepMs = 5_000
  const list = () => client.website.listConversations(site, 1)
  expect(await list()).toEqual([])
  talk(1)
  expect(await list()).toEqual([])
  now += 5_001
  await expect(list()).rejects.toMatchObject({ code: 429 })
})

it('moves a list under whoever pages through it', async () => {
  for (let each = 0; each < 41; each++) talk(1)
  const list = (page: number) =>
    client.website.listConversations(site, page, { per_page: 20, order_date_updated: 1 })
  const first = await list(1)
  emulator.faults.before('/conversations/:page', () =>
    emulator.acts.removeConversation(first[0]?.session_id ?? ''),
  )
  const rest = [...(await list(2)), ...(await list(3))]
  const seen = new Set([...first, ...rest].map(({ session_id }) => session_id))
  expect(seen.size).toBe(40)
  expect(emulator.truth()).toHaveLength(40)
})

it('counts requests by route, and which were repeated', async () => {
  const session = talk(1)
  await client.website.getConversation(site, session)
  await client.website.getConversation(site, session)
  await client.website.getConversation(site, talk(1))
  expect(emulator.requests.byRoute()).toEqual({ 'GET /website/:website/conversation/:session': 3 })
  expect(emulator.requests.repeated()).toBe(1)
})
