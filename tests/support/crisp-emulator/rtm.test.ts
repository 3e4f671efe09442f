import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CrispEmulator, type EmulatorOptions, startCrispEmulator } from './emulator.ts'
import { bindClient, createClient, type Listening, listen } from './sdk.ts'

let emulator: CrispEmulator
let session: string
let open: Listening[]

async function start(options: EmulatorOptions = {}) {
  await emulator?.stop()
  emulator = await startCrispEmulator(options)
  session = emulator.acts.visitorArrives(emulator.websiteId, { nickname: 'Lena' })
}

async function listening(names?: readonly string[]): Promise<Listening> {
  const listener = await listen(emulator, names)
  open.push(listener)
  return listener
}

async function bound(client = createClient(emulator)): Promise<Listening> {
  const listener = await bindClient(client, ['message:send'])
  open.push(listener)
  return listener
}

beforeEach(async () => {
  open = []
  await start()
})

afterEach(async () => {
  for (const listener of open) listener.close()
  await emulator.stop()
})

const contents = ({ heard }: Listening) => heard.map(({ payload }) => payload.content)

it('sends what a visitor writes without any event that the conversation began', async () => {
  const listener = await listening([
    'session:request:initiated',
    'message:send',
    'message:received',
    'session:set_state',
  ])
  emulator.acts.visitorSays(session, 'Is the blue one back?')
  await listener.hears('session:set_state')
  expect(listener.heard.map(({ name }) => name)).toEqual(['message:send', 'session:set_state'])
  expect(listener.heard[0]?.payload).toMatchObject({
    website_id: emulator.websiteId,
    session_id: session,
    from: 'user',
    type: 'text',
    origin: 'chat',
    content: 'Is the blue one back?',
    user: { nickname: 'Lena', user_id: session },
    fingerprint: expect.any(Number),
  })
})

it('sends only the events that were asked for, of the websites that the token has', async () => {
  const listener = await listening(['message:received'])
  emulator.acts.visitorSays(session, 'not asked for')
  emulator.acts.subscribe(emulator.websiteId, false)
  emulator.acts.operatorSays(session, 'heard: the socket was bound before')
  await listener.hears('message:received')
  expect(contents(listener)).toEqual(['heard: the socket was bound before'])
  await listener.client.rebindSocket()
  const other = await listening(['message:received'])
  emulator.acts.operatorSays(session, 'nobody has this website now')
  emulator.acts.subscribe(emulator.websiteId, true)
  await other.client.rebindSocket()
  await emulatorHeard(other)
  emulator.acts.operatorSays(session, 'back')
  await other.hears('message:received')
  expect(contents(other)).toEqual(['back'])
  expect(contents(listener)).toEqual(['heard: the socket was bound before'])
})

/** A round trip on this socket: what it sent before has been dealt with. */
async function emulatorHeard({ socket }: Listening) {
  const again = new Promise((resolve) => socket.once('authenticated', resolve))
  const { identifier, key } = emulator.token
  const events = ['message:received']
  socket.emit('authentication', { username: identifier, password: key, tier: 'plugin', events })
  await again
}

it('tells plugins of a website they got, and sends its events once they rebind', async () => {
  emulator.acts.subscribe(emulator.websiteId, false)
  const listener = await listening(['plugin:subscription:updated', 'message:send'])
  emulator.acts.subscribe(emulator.websiteId, true)
  const [{ payload } = { payload: undefined }] = await listener.hears('plugin:subscription:updated')
  expect(payload).toMatchObject({ website_id: emulator.websiteId, bound: true })
})

describe('what REST does is told to everybody', () => {
  it('replies, edits, removals, states, meta data, routing, marks and typing', async () => {
    const names = [
      'message:received',
      'message:updated',
      'message:removed',
      'message:compose:receive',
      'message:acknowledge:read:send',
      'session:set_state',
      'session:set_email',
      'session:set_segments',
      'session:set_data',
      'session:set_routing',
      'session:set_block',
      'session:removed',
      'people:profile:created',
    ]
    const listener = await listening(names)
    const { website } = listener.client
    const site = emulator.websiteId
    emulator.acts.visitorSays(session, 'Hello')
    const origin = 'urn:test:0'
    const reply = { type: 'text', from: 'operator', origin, content: 'Hi' } as const
    const { fingerprint } = await website.sendMessageInConversation(site, session, reply)
    await website.updateMessageInConversation(site, session, fingerprint, 'Hi there')
    await website.removeMessageInConversation(site, session, fingerprint)
    await website.composeMessageInConversation(site, session, { type: 'start', from: 'operator' })
    await website.markMessagesReadInConversation(site, session, { from: 'user', origin })
    await website.changeConversationState(site, session, 'resolved')
    await website.updateConversationMetas(site, session, {
      email: 'lena@example.org',
      segments: ['vip'],
      data: { plan: 'pro' },
    })
    const user_id = emulator.store.websites.get(site)!.operators[0]!.user_id
    await website.assignConversationRouting(site, session, { assigned: { user_id } })
    await website.blockIncomingMessagesForConversation(site, session, true)
    await website.removeConversation(site, session)
    await website.addNewPeopleProfile(site, { email: 'a@b.c', person: { nickname: 'A' } })
    await listener.hears('people:profile:created')
    expect(listener.heard.map(({ name }) => name)).toEqual([
      'session:set_state',
      'message:received',
      'message:updated',
      'message:removed',
      'message:compose:receive',
      'message:acknowledge:read:send',
      'session:set_state',
      'session:set_email',
      'session:set_segments',
      'session:set_data',
      'session:set_routing',
      'session:set_block',
      'session:removed',
      'people:profile:created',
    ])
  })

  const reply = { type: 'text', from: 'operator', origin: 'urn:test:0', content: 'Hi' } as const
  const send = ({ client }: Listening) =>
    client.website.sendMessageInConversation(emulator.websiteId, session, reply)

  it('even before the answer, where asked for', async () => {
    emulator.behaviour.echo = 'before-answer'
    const listener = await listening()
    const answered = send(listener)
    await Promise.race([
      listener.hears('message:received'),
      answered.then(() => Promise.reject(new Error('the answer came first'))),
    ])
    expect(await answered).toHaveProperty('fingerprint')
  })

  it('or not at all', async () => {
    emulator.behaviour.echo = 'never'
    const listener = await listening()
    await send(listener)
    emulator.acts.operatorSays(session, 'A person')
    await listener.hears('message:received')
    expect(contents(listener)).toEqual(['A person'])
  })
})

describe('the feed', () => {
  it('repeats, loses, holds and shuffles events', async () => {
    const listener = await listening()
    const { acts, feed } = emulator
    feed.delivery = 'twice'
    acts.visitorSays(session, 'a')
    feed.delivery = 'lost'
    acts.visitorSays(session, 'b')
    feed.delivery = 'once'
    feed.hold()
    acts.visitorSays(session, 'c')
    acts.visitorSays(session, 'd')
    feed.release((events) => events.toReversed())
    feed.repeat(({ payload }) => payload.content === 'a')
    await listener.hears('message:send', 5)
    expect(contents(listener)).toEqual(['a', 'a', 'd', 'c', 'a'])
    expect(emulator.truth()[0]?.messages.map(({ content }) => content)).toEqual([
      'a',
      'b',
      'c',
      'd',
    ])
  })
})

describe('connections end', () => {
  it('by an outage: the client comes back and signs in once, and the gap is lost', async () => {
    const listener = await listening()
    const [reason] = await during(listener, async () => emulator.rtmDoor.close())
    expect(reason).toBe('transport close')
    emulator.acts.visitorSays(session, 'lost')
    const again = listener.says('authenticated')
    await emulator.rtmDoor.open()
    await again
    emulator.acts.visitorSays(session, 'heard')
    await listener.hears('message:send')
    expect(contents(listener)).toEqual(['heard'])
    expect(emulator.rtm.authentications).toBe(2)
  })

  it('by the network: the same', async () => {
    const listener = await listening()
    const again = listener.says('authenticated')
    const [reason] = await during(listener, async () => emulator.rtm.dropAll())
    expect(reason).toBe('transport close')
    await again
    emulator.acts.visitorSays(session, 'heard')
    await listener.hears('message:send')
  })

  it('half-open: the client gives up when no ping comes', async () => {
    await start({ rtm: { pingIntervalMs: 200, pingTimeoutMs: 300 } })
    const listener = await listening()
    const again = listener.says('authenticated')
    const [reason] = await during(listener, async () => emulator.rtmDoor.freeze())
    expect(reason).toBe('ping timeout')
    await again
  })

  it('on purpose: the client stays away, and a connection by hand does not sign in', async () => {
    const listener = await listening()
    const [reason] = await during(listener, async () => emulator.rtm.disconnectAll())
    expect(reason).toBe('io server disconnect')
    expect(listener.socket.active).toBe(false)
    const connected = listener.says('connect')
    listener.socket.connect()
    await connected
    expect(emulator.rtm.listeners()).toBe(0)
  })

  it('because nobody signed in for too long', async () => {
    await start({ rtm: { authenticationDeadlineMs: 100 } })
    emulator.rtm.rules.refusesAll = true
    const listener = await bound()
    listener.socket.off('unauthorized')
    const [reason] = await listener.says('disconnect')
    expect(reason).toBe('io server disconnect')
  })

  async function during(listener: Listening, act: () => Promise<void>) {
    const ended = listener.says('disconnect')
    await act()
    return ended
  }
})

describe('signing in', () => {
  it('refuses wrong credentials; the client would throw where nobody catches it', async () => {
    const client = createClient(emulator, { key: 'wrong' })
    client.setRtmHost(emulator.rtmUrl())
    const listener = await bound(client)
    const [throwing] = listener.socket.listeners('unauthorized')
    expect(throwing).toThrow('authentication is invalid')
    listener.socket.off('unauthorized')
    const [refusal] = await listener.says('unauthorized')
    expect(refusal).toEqual({ message: 'invalid_session' })
    expect(listener.socket.connected).toBe(true)
    emulator.acts.visitorSays(session, 'nobody hears this')
    expect(emulator.rtm.listeners()).toBe(0)
  })

  it('takes its time where asked for, and sends nothing before', async () => {
    await start({ rtm: { authenticatedAfterMs: 150 } })
    const listener = await bound()
    const authenticated = listener.says('authenticated')
    await listener.says('connect')
    emulator.acts.visitorSays(session, 'too early')
    await authenticated
    emulator.acts.visitorSays(session, 'in time')
    await listener.hears('message:send')
    expect(contents(listener)).toEqual(['in time'])
  })

  it('takes a second sign-in on a socket, as the client sends it after a late start', async () => {
    await emulator.rtmDoor.close()
    const client = createClient(emulator)
    client.setRtmHost(emulator.rtmUrl())
    const listener = await bound(client)
    await listener.says('connect_error')
    const first = listener.says('authenticated')
    await emulator.rtmDoor.open()
    await first
    if (emulator.rtm.authentications < 2) await listener.says('authenticated')
    expect(emulator.rtm.authentications).toBe(2)
    emulator.acts.visitorSays(session, 'once')
    emulator.acts.visitorSays(session, 'more')
    await listener.hears('message:send', 2)
    expect(contents(listener)).toEqual(['once', 'more'])
  })
})

describe('discovery', () => {
  it('is refused to wrong credentials already', async () => {
    const wrong = createClient(emulator, { key: 'wrong' })
    await expect(bindClient(wrong, ['message:send'])).rejects.toThrow('is your session valid')
  })

  it('that fails once leaves the client dead; a new one finds the RTM', async () => {
    const fault = { kind: 'answer', status: 500 } as const
    emulator.faults.script({ route: 'connect/endpoints', fault })
    const dead = createClient(emulator)
    await expect(bindClient(dead, ['message:send'])).rejects.toThrow('could not acquire target')
    expect(dead.socket).toBeNull()
    await listening()
    expect(emulator.rtm.listeners()).toBe(1)
  })

  it('is asked once: a client does not find an RTM that moved, a new one does', async () => {
    const before = await listening()
    const gone = before.says('disconnect')
    await emulator.rtmDoor.move()
    await gone
    await before.says('connect_error')
    const after = await listening()
    emulator.acts.visitorSays(session, 'here')
    await after.hears('message:send')
    expect(contents(before)).toEqual([])
  })

  it.each(['website', 'user'] as const)('works on the %s tier', async (tier) => {
    await start({ tier })
    const listener = await listening()
    emulator.acts.visitorSays(session, 'here')
    await listener.hears('message:send')
    expect(contents(listener)).toEqual(['here'])
  })
})

it('sends every event to each of two clients of one token', async () => {
  const both = [await listening(), await listening()]
  emulator.acts.visitorSays(session, 'Hello')
  for (const listener of both) await listener.hears('message:send')
  expect(both.map(contents)).toEqual([['Hello'], ['Hello']])
})
