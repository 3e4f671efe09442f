import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'
import type { TestSocket } from '../../tests/support/sockets.ts'

onBothDatabases('live chat by socket', (create) => {
  let on: TestDatabase
  let server: TestServer
  let agent: Account
  let agentSocket: TestSocket
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
    agent = await server.signIn('agent', 'Linh')
    agentSocket = await server.socket('/chat', { token: agent.token })
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  const freshEmail = () => `${crypto.randomUUID()}@customer.test`
  async function startedChat(email = freshEmail(), customerName = 'Mai') {
    const socket = await server.socket('/chat')
    const { sessionId, sessionToken } = await socket.ask('startChat', {
      customerEmail: email,
      customerName,
    })
    return { socket, sessionId: sessionId as string, sessionToken: sessionToken as string, email }
  }
  /** The thread of a ticket: a conversation, but no chat. */
  async function ticketThread(): Promise<string> {
    const { sessionId } = await startedChat()
    const console = await server.socket('/console', { token: agent.token })
    await console.next('hello')
    await agent.api.post(`/api/tickets/convert-from-chat/${sessionId}`, {
      subject: 'Needs looking into',
    })
    const { refs } = await console.next('event', (event) => event.kind === 'ticket.created')
    return refs.conversationId
  }
  const say = (socket: TestSocket, sessionId: string, content: string, more: object = {}) =>
    socket.ask('sendMessage', { sessionId, content, senderType: 'customer', ...more })

  /** Asks one after the other while somebody holds the session, on Postgres each once the one before waits for it. */
  async function whileHeld(
    sessionId: string,
    questions: Array<() => Promise<unknown>>,
  ): Promise<unknown[]> {
    const { database } = server
    const asked: Promise<unknown>[] = []
    const waiting = async () => {
      if (database.dialect === 'sqlite') return asked.length
      const { rows } = await sql<{ count: number }>`select count(*)::int as count
        from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(database.sql)
      return rows[0]?.count
    }
    await database.transaction(async (tx) => {
      await tx.sql
        .updateTable('conversations')
        .set({ visitorName: 'Mai' })
        .where('id', '=', sessionId)
        .execute()
      for (const ask of questions) {
        asked.push(ask())
        await expect.poll(waiting, { timeout: 10_000 }).toBe(asked.length)
      }
    })
    return Promise.all(asked)
  }

  describe('starting', () => {
    it('acknowledges, tells the customer and tells every agent from the moment they connect', async () => {
      const socket = await server.socket('/chat')
      const answer = await socket.ask('startChat', {
        customerEmail: ' NEW@Customer.Test ',
        customerName: 'Nguyễn Thị Mai',
        extra: 1,
      })
      expect(answer).toMatchObject({
        success: true,
        sessionId: expect.any(String),
        sessionToken: expect.any(String),
      })
      const started = await socket.next('chatStarted')
      expect(started).toMatchObject({
        sessionId: answer.sessionId,
        sessionToken: answer.sessionToken,
        customer: { email: 'new@customer.test', name: 'Nguyễn Thị Mai' },
        isNewCustomer: true,
      })
      const told = await agentSocket.next(
        'newChatSession',
        (event) => event.sessionId === answer.sessionId,
      )
      expect(told).toMatchObject({
        customer: { email: 'new@customer.test' },
        startedAt: expect.stringMatching(/Z$/),
      })
      expect(socket.received('chatHistory')).toEqual([])
    })

    it('links a known e-mail to its customer, reveals nothing of them and changes nothing of them', async () => {
      const { email, sessionId, socket } = await startedChat(freshEmail(), 'The real Mai')
      await say(socket, sessionId, 'my secret')
      const stranger = await startedChat(email.toUpperCase(), 'A stranger')
      const told = await stranger.socket.next('chatStarted')
      expect(told).toMatchObject({ isNewCustomer: false, customer: { name: 'A stranger' } })
      expect(JSON.stringify(stranger.socket.received('chatHistory'))).not.toContain('my secret')
      const { body } = await agent.api.get(`/api/chat/sessions/${stranger.sessionId}`)
      expect(body.data.customer.name).toBe('The real Mai')
    })

    it('refuses what is not valid, in words', async () => {
      const socket = await server.socket('/chat', {}, { 'accept-language': 'vi' })
      for (const payload of [
        undefined,
        null,
        7,
        'x',
        [],
        {},
        { customerEmail: 'no', customerName: 'Mai' },
        { customerEmail: freshEmail(), customerName: 'M' },
      ]) {
        expect(await socket.ask('startChat', payload)).toMatchObject({
          success: false,
          code: 'validation_failed',
          error: 'Một số trường không hợp lệ.',
        })
      }
      const unnamed = { customerEmail: freshEmail(), customerName: 'M' }
      expect(await socket.ask('startChat', unnamed)).toMatchObject({
        errors: [{ path: 'customerName' }],
      })
      expect(await socket.next('error')).toEqual({
        code: 'validation_failed',
        message: 'Một số trường không hợp lệ.',
      })
    })

    it('starts one session however often the same start is sent at once', async () => {
      const email = freshEmail()
      const clientSessionId = crypto.randomUUID()
      const sockets = await Promise.all(Array.from({ length: 8 }, () => server.socket('/chat')))
      const answers = await Promise.all(
        sockets.map((socket) =>
          socket.ask('startChat', { customerEmail: email, customerName: 'Mai', clientSessionId }),
        ),
      )
      expect(
        new Set(answers.map((answer) => `${answer.sessionId} ${answer.sessionToken}`)).size,
      ).toBe(1)
      expect((await agent.api.get(`/api/customers?q=${email}`)).body.data).toHaveLength(1)
    })

    it('shows the history to a start that is sent again, and to nobody else', async () => {
      const visitor = {
        customerEmail: freshEmail(),
        customerName: 'Mai',
        clientSessionId: crypto.randomUUID(),
      }
      const first = await server.socket('/chat')
      const { sessionId } = await first.ask('startChat', visitor)
      await say(first, sessionId, 'one')
      await say(first, sessionId, 'two')
      const again = await server.socket('/chat')
      expect((await again.ask('startChat', visitor)).sessionId).toBe(sessionId)
      expect(await again.next('chatHistory')).toMatchObject([
        { seq: 1, content: 'one' },
        { seq: 2, content: 'two' },
      ])
      expect(first.received('chatHistory')).toEqual([])
    })

    it('makes one customer of one e-mail address started ten times at once', async () => {
      const email = freshEmail()
      const started = await Promise.all(Array.from({ length: 10 }, () => startedChat(email)))
      const customers = await Promise.all(
        started.map(
          async ({ sessionId }) =>
            (await agent.api.get(`/api/chat/sessions/${sessionId}`)).body.data.customerId,
        ),
      )
      expect(new Set(customers).size).toBe(1)
      expect(new Set(started.map(({ sessionId }) => sessionId)).size).toBe(10)
    })
  })

  describe('sending', () => {
    it('answers after the message is on disk and tells everyone in the session, the sender too', async () => {
      const { socket, sessionId } = await startedChat()
      const joined = await agentSocket.ask('joinSession', {
        sessionId,
        agentId: agent.id,
        agentName: agent.name,
      })
      expect(joined).toEqual({ success: true, history: [] })
      expect(await socket.next('agentJoined')).toMatchObject({
        sessionId,
        agentId: agent.id,
        agentName: 'Linh',
      })
      const answer = await say(socket, sessionId, 'Xin chào 👋', { clientMessageId: 'one' })
      expect(answer).toEqual({
        success: true,
        messageId: expect.any(String),
        seq: 1,
        sentAt: expect.stringMatching(/Z$/),
      })
      const expected = {
        id: answer.messageId,
        sessionId,
        seq: 1,
        senderType: 'customer',
        senderName: 'Mai',
        content: 'Xin chào 👋',
        sentAt: answer.sentAt,
        clientMessageId: 'one',
      }
      expect(await socket.next('newMessage')).toMatchObject(expected)
      expect(
        await agentSocket.next('newMessage', (event) => event.sessionId === sessionId),
      ).toMatchObject(expected)
      const stored = await agent.api.get(`/api/chat/sessions/${sessionId}/messages`)
      expect(stored.body).toMatchObject({ total: 1, data: [expected] })
      const reply = await agentSocket.ask('sendMessage', {
        sessionId,
        content: 'Chào Mai',
        senderType: 'agent',
        senderId: agent.id,
      })
      expect(reply).toMatchObject({ success: true, seq: 2 })
      expect(await socket.next('newMessage', (event) => event.seq === 2)).toMatchObject({
        senderType: 'agent',
        senderName: 'Linh',
      })
    })

    it('stores one row and answers 50 equal acknowledgements when 50 sockets send the same key at once', async () => {
      const { sessionId, sessionToken } = await startedChat()
      const sockets = await Promise.all(
        Array.from({ length: 50 }, () => server.socket('/chat', { sessionToken })),
      )
      const answers = await Promise.all(
        sockets.map((socket) => say(socket, sessionId, 'once', { clientMessageId: 'the key' })),
      )
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
      expect((await agent.api.get(`/api/chat/sessions/${sessionId}/messages`)).body.total).toBe(1)
    })

    it('keeps what a person wrote verbatim, but for white space at the end', async () => {
      const { socket, sessionId } = await startedChat()
      const texts = [
        '  <b>không</b> & "quotes"',
        'a\u200bb\u202ec\u202c',
        '👨‍👩‍👧‍👦 🏳️‍🌈',
        `'; drop table messages; --`,
        'multi\nline\ttext',
        '\\u0000 spelled out',
      ]
      for (const text of texts)
        expect(await say(socket, sessionId, `${text} \n `)).toMatchObject({ success: true })
      const { body } = await agent.api.get(`/api/chat/sessions/${sessionId}/messages`)
      expect(body.data.map((message: { content: string }) => message.content)).toEqual(texts)
    })

    it.each([
      ['nothing', '', 'message_empty'],
      ['white space', ' \n\t ', 'message_empty'],
      ['zero-width characters', '\u200b\u200d\ufeff\u2060', 'message_empty'],
      ['bidi controls', '\u202e\u202c', 'message_empty'],
      ['10,001 characters', 'x'.repeat(10_001), 'message_too_long'],
      ['900,000 characters', 'x'.repeat(900_000), 'message_too_long'],
      ['a NUL byte', 'nul \u0000 byte', 'validation_failed'],
      ['a lone surrogate', 'lone \ud800 surrogate', 'validation_failed'],
      ['a number', 7, 'validation_failed'],
      ['null', null, 'validation_failed'],
      ['an object', { toString: 'x' }, 'validation_failed'],
    ])('refuses %s and stores nothing', async (_name, content, code) => {
      const { socket, sessionId } = await startedChat()
      expect(await say(socket, sessionId, content as string)).toMatchObject({
        success: false,
        code,
      })
      expect((await agent.api.get(`/api/chat/sessions/${sessionId}/messages`)).body.total).toBe(0)
    })

    it('takes 10,000 characters, not counting white space at the end', async () => {
      const { socket, sessionId } = await startedChat()
      expect(await say(socket, sessionId, `${'ơ'.repeat(10_000)}\n`)).toMatchObject({
        success: true,
        seq: 1,
      })
    })

    it('closes a socket that sends more than 1 MB', async () => {
      const { socket, sessionId } = await startedChat()
      const gone = new Promise((resolve) => socket.socket.once('disconnect', resolve))
      socket.socket.emit('sendMessage', {
        sessionId,
        content: 'x'.repeat(1_100_000),
        senderType: 'customer',
      })
      await gone
      expect((await agent.api.get(`/api/chat/sessions/${sessionId}/messages`)).body.total).toBe(0)
    })

    it('reaches the agent who sends without having joined, too', async () => {
      const { socket, sessionId } = await startedChat()
      const answer = await agentSocket.ask('sendMessage', {
        sessionId: sessionId.toUpperCase(),
        content: 'Chào Mai',
        senderType: 'agent',
        senderId: agent.id.toUpperCase(),
        senderName: ` ${agent.name} `,
      })
      expect(answer).toMatchObject({ success: true, seq: 1 })
      for (const side of [socket, agentSocket])
        expect(
          await side.next('newMessage', (event) => event.id === answer.messageId),
        ).toMatchObject({ sessionId, seq: 1, senderType: 'agent' })
      await say(socket, sessionId, 'Chào Linh')
      expect(
        await agentSocket.next(
          'newMessage',
          (event) => event.sessionId === sessionId && event.seq === 2,
        ),
      ).toMatchObject({ content: 'Chào Linh' })
    })

    it('gives a session that has nobody to the agent who answers first', async () => {
      const { socket, sessionId } = await startedChat()
      const second = await server.signIn('agent', 'Second')
      const secondSocket = await server.socket('/chat', { token: second.token })
      const reply = { sessionId, content: 'Chào Mai', senderType: 'agent' }
      await agentSocket.ask('sendMessage', reply)
      await secondSocket.ask('sendMessage', reply)
      await socket.next('newMessage', (event) => event.seq === 2)
      expect(socket.received('agentJoined')).toMatchObject([{ sessionId, agentId: agent.id }])
      const { body } = await agent.api.get(`/api/chat/sessions/${sessionId}`)
      expect(body.data.agentId).toBe(agent.id)
    })

    it('refuses a sender the socket is not', async () => {
      const { socket, sessionId } = await startedChat()
      for (const claim of [
        { senderType: 'agent' },
        { senderId: agent.id },
        { senderName: 'Somebody else' },
      ]) {
        expect(await say(socket, sessionId, 'hi', claim)).toMatchObject({
          success: false,
          code: 'not_allowed',
        })
      }
      expect(
        await agentSocket.ask('sendMessage', { sessionId, content: 'hi', senderType: 'customer' }),
      ).toMatchObject({ code: 'not_allowed' })
    })
  })

  describe('other people’s sessions', () => {
    it('cannot be joined, read, written, closed or resumed', async () => {
      const { sessionId } = await startedChat()
      const other = await startedChat()
      const attempts: Array<[string, object]> = [
        ['sendMessage', { sessionId, content: 'hi', senderType: 'customer' }],
        ['closeChat', { sessionId }],
        ['typing', { sessionId, isTyping: true, userName: 'x' }],
        ['read', { sessionId, seq: 1 }],
        ['joinSession', { sessionId }],
        ['resume', { sessionId, sessionToken: other.sessionToken, afterSeq: 0 }],
        ['resume', { sessionId, sessionToken: `${sessionId}.forged`, afterSeq: 0 }],
      ]
      for (const [event, payload] of attempts) {
        expect(await other.socket.ask(event, payload)).toMatchObject({
          success: false,
          code: 'not_allowed',
        })
      }
      const { body } = await agent.api.get(`/api/chat/sessions/${sessionId}`)
      expect(body.data).toMatchObject({ status: 'active', _count: { messages: 0 }, agentId: null })
    })

    it('refuses a connection with a bad token', async () => {
      for (const auth of [
        { token: 'nonsense' },
        { token: 7 },
        { sessionToken: 'nonsense' },
        { sessionToken: `${crypto.randomUUID()}.x` },
      ]) {
        await expect(server.socket('/chat', auth)).rejects.toThrow('unauthorized')
      }
    })

    it('answers an agent who names an unknown session', async () => {
      for (const sessionId of [crypto.randomUUID(), 'nonsense', await ticketThread()]) {
        expect(await agentSocket.ask('joinSession', { sessionId })).toMatchObject({
          code: 'session_not_found',
        })
        expect(await agentSocket.ask('closeChat', { sessionId })).toMatchObject({
          code: 'session_not_found',
        })
        expect(
          await agentSocket.ask('sendMessage', { sessionId, content: 'x', senderType: 'agent' }),
        ).toMatchObject({ code: 'session_not_found' })
      }
    })
  })

  describe('coming back', () => {
    it('answers everything missed in order, before anything new', async () => {
      const { socket, sessionId, sessionToken } = await startedChat()
      for (let index = 1; index <= 5; index++) await say(socket, sessionId, `message ${index}`)
      socket.close()
      await agentSocket.ask('joinSession', { sessionId })
      await agentSocket.ask('sendMessage', {
        sessionId,
        content: 'while you were away',
        senderType: 'agent',
      })
      const back = await server.socket('/chat')
      const answer = await back.ask('resume', { sessionId, sessionToken, afterSeq: 3 })
      expect(answer).toMatchObject({
        success: true,
        status: 'active',
        headSeq: 6,
        agent: { id: agent.id, name: 'Linh' },
      })
      expect(answer.messages.map((message: { seq: number }) => message.seq)).toEqual([4, 5, 6])
      expect(back.received('chatHistory')).toEqual([])
      await say(back, sessionId, 'thanks')
      expect(await back.next('newMessage')).toMatchObject({ seq: 7 })
    })

    it('sends nothing of the session between what was missed and the answer, and nothing is lost', async () => {
      const { socket, sessionId, sessionToken } = await startedChat()
      const TOTAL = 120
      let sent = 0
      const talking = (async () => {
        while (sent < TOTAL) {
          await say(socket, sessionId, `message ${sent + 1}`)
          sent++
        }
      })()
      // Half of them are in the session already, by their handshake.
      const backs = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          server.socket('/chat', index % 2 === 0 ? {} : { sessionToken }),
        ),
      )
      const resumed = await Promise.all(
        backs.map(async (back) => {
          const before = back.received('newMessage').at(-1)?.seq ?? 0
          const early: number[] = []
          const hear = ({ seq }: { seq: number }) => early.push(seq)
          back.socket.on('newMessage', hear)
          const ask = { sessionId, sessionToken, afterSeq: before }
          const answer = await new Promise<{ headSeq: number; messages: Array<{ seq: number }> }>(
            (resolve) =>
              back.socket.emit('resume', ask, (told: never) => {
                back.socket.off('newMessage', hear)
                resolve(told)
              }),
          )
          return { back, before, early, ...answer }
        }),
      )
      expect(sent).toBeLessThan(TOTAL)
      await talking
      for (const [index, { back, before, early, headSeq, messages }] of resumed.entries()) {
        expect(early.filter((seq) => index % 2 === 0 || seq > headSeq)).toEqual([])
        await back.next('newMessage', (message) => message.seq === TOTAL)
        const answered = messages.map(({ seq }) => seq)
        expect(answered.at(-1) ?? before).toBe(headSeq)
        const live = back.received('newMessage').map(({ seq }) => seq as number)
        const all = new Set([...answered, ...live.filter((seq) => seq > before)])
        expect([...all]).toEqual(Array.from({ length: TOTAL - before }, (_, at) => before + 1 + at))
      }
    })

    it('goes on being heard by who resumes while a message of theirs is refused', async () => {
      const { sessionId, sessionToken } = await startedChat()
      await agent.api.post(`/api/chat/sessions/${sessionId}/close`)
      const console = await server.socket('/console', { token: agent.token })
      const back = await server.socket('/chat')
      const resume = { sessionId, sessionToken, afterSeq: 0 }
      await back.ask('resume', resume)
      const answers = await whileHeld(sessionId, [
        () => back.ask('resume', resume),
        () => say(back, sessionId, 'too late'),
      ])
      expect(answers).toMatchObject([{ success: true }, { code: 'session_closed' }])
      await console.ask('reopen', { conversationId: sessionId })
      await say(agentSocket, sessionId, 'Open again.', { senderType: 'agent' })
      expect(await back.next('newMessage')).toMatchObject({ content: 'Open again.' })
    })

    it('lets the handshake’s session token act in that session, and shows its history if it has any', async () => {
      const { sessionId, sessionToken } = await startedChat()
      const back = await server.socket('/chat', { sessionToken })
      expect(await say(back, sessionId, 'again')).toMatchObject({ success: true, seq: 1 })
      expect(back.received('chatHistory')).toEqual([])
      const later = await server.socket('/chat', { sessionToken })
      expect(await later.next('chatHistory')).toMatchObject([{ seq: 1, content: 'again' }])
    })

    it('takes ids in capitals', async () => {
      const { sessionId, sessionToken } = await startedChat()
      const back = await server.socket('/chat')
      const loud = sessionId.toUpperCase()
      await back.ask('resume', { sessionId: loud, sessionToken, afterSeq: 0 })
      expect(await say(back, loud, 'hello')).toMatchObject({ success: true })
      expect(await back.next('newMessage')).toMatchObject({ sessionId, content: 'hello' })
      const joined = { sessionId: loud, agentId: agent.id.toUpperCase() }
      expect(await agentSocket.ask('joinSession', joined)).toMatchObject({ success: true })
      const assigned = await agent.api.post(`/api/chat/sessions/${loud}/assign`, {
        agentId: agent.id.toUpperCase(),
      })
      expect(assigned.body.data).toMatchObject({ id: sessionId, agentId: agent.id })
      expect(await back.ask('closeChat', { sessionId: loud })).toEqual({ success: true })
    })
  })

  describe('closing', () => {
    it('tells the session, refuses further messages, and is a no-op the second time', async () => {
      const { socket, sessionId } = await startedChat()
      expect(await socket.ask('closeChat', { sessionId })).toEqual({ success: true })
      expect(await socket.next('chatClosed')).toMatchObject({ sessionId })
      expect(await say(socket, sessionId, 'late')).toMatchObject({
        success: false,
        code: 'session_closed',
      })
      const first = await agent.api.post(`/api/chat/sessions/${sessionId}/close`)
      const second = await agent.api.post(`/api/chat/sessions/${sessionId}/close`)
      expect(first.status).toBe(200)
      expect(second.body.data).toEqual(first.body.data)
      expect(second.body.data).toMatchObject({
        status: 'closed',
        endedAt: expect.stringMatching(/Z$/),
      })
    })

    it('over REST tells the session too', async () => {
      const { socket, sessionId } = await startedChat()
      await agent.api.post(`/api/chat/sessions/${sessionId}/close`)
      expect(await socket.next('chatClosed')).toMatchObject({ sessionId })
    })

    it('and joining are told to each in their own language', async () => {
      const { sessionId, sessionToken } = await startedChat()
      const reads = (language: string) =>
        server.socket('/chat', { sessionToken }, { 'accept-language': language })
      const [english, vietnamese] = [await reads('en'), await reads('vi')]
      expect(await agentSocket.ask('joinSession', { sessionId })).toMatchObject({ success: true })
      expect((await english.next('agentJoined')).message).toBe('Linh joined the chat.')
      expect((await vietnamese.next('agentJoined')).message).toBe(
        'Linh đã tham gia cuộc trò chuyện.',
      )
      await agent.api.post(`/api/chat/sessions/${sessionId}/close`)
      expect((await english.next('chatClosed')).message).toBe('This chat is closed.')
      expect((await vietnamese.next('chatClosed')).message).toBe('Cuộc trò chuyện này đã kết thúc.')
    })

    it('still answers a message that was stored before the close', async () => {
      const { socket, sessionId } = await startedChat()
      const first = await say(socket, sessionId, 'just in time', { clientMessageId: 'k' })
      await socket.ask('closeChat', { sessionId })
      expect(await say(socket, sessionId, 'just in time', { clientMessageId: 'k' })).toEqual(first)
    })
  })

  describe('typing and reading', () => {
    it('tells the others who is typing, never the sender', async () => {
      const { socket, sessionId } = await startedChat()
      await agentSocket.ask('joinSession', { sessionId })
      await socket.ask('typing', { sessionId, isTyping: true, userName: 'ignored' })
      expect(
        await agentSocket.next('userTyping', (event) => event.sessionId === sessionId),
      ).toEqual({ sessionId, userName: 'Mai', isTyping: true })
      expect(socket.received('userTyping')).toEqual([])
    })

    it('tells who wrote what their reader has read, and never the reader; a customer’s tabs keep in step', async () => {
      const { socket, sessionId, sessionToken } = await startedChat()
      const tab = await server.socket('/chat', { sessionToken })
      await agentSocket.ask('joinSession', { sessionId })
      const reply = { sessionId, content: 'hello', senderType: 'agent' }
      await agentSocket.ask('sendMessage', reply)
      await socket.ask('read', { sessionId, seq: 1 })
      const isOurs = (event: { sessionId: string }) => event.sessionId === sessionId
      const read = { sessionId, seq: 1, by: 'customer' }
      expect(await agentSocket.next('messageRead', isOurs)).toEqual(read)
      expect(await tab.next('chatRead')).toEqual({ sessionId, seq: 1 })
      await say(socket, sessionId, 'thanks')
      await agentSocket.ask('read', { sessionId, seq: 2 })
      expect(await tab.next('messageRead')).toEqual({ sessionId, seq: 2, by: 'agent' })
      await tab.ask('read', { sessionId, seq: 2 })
      for (const one of [socket, tab])
        expect(one.received('messageRead').map(({ by }) => by)).not.toContain('customer')
      const heard = agentSocket.received('messageRead').filter(isOurs)
      expect(heard.map(({ by }) => by)).not.toContain('agent')
    })

    it('tells the other side what was read, never backwards', async () => {
      const { socket, sessionId } = await startedChat()
      await agentSocket.ask('joinSession', { sessionId })
      for (let index = 0; index < 3; index++) await say(socket, sessionId, 'hello')
      await agentSocket.ask('read', { sessionId, seq: 2 })
      expect(await socket.next('messageRead')).toEqual({ sessionId, seq: 2, by: 'agent' })
      await agentSocket.ask('read', { sessionId, seq: 1 })
      await agentSocket.ask('read', { sessionId, seq: 99 })
      expect(await socket.next('messageRead')).toEqual({ sessionId, seq: 3, by: 'agent' })
      expect((await agent.api.get(`/api/chat/sessions/${sessionId}`)).body.data.unread).toBe(0)
    })
  })

  describe('joining', () => {
    it('assigns a session that has nobody, and leaves one that has somebody', async () => {
      const { socket, sessionId } = await startedChat()
      await say(socket, sessionId, 'hello')
      const second = await server.signIn('agent', 'Second')
      const secondSocket = await server.socket('/chat', { token: second.token })
      const joined = await agentSocket.ask('joinSession', { sessionId })
      expect(joined.history).toMatchObject([{ seq: 1, content: 'hello' }])
      await secondSocket.ask('joinSession', { sessionId })
      expect((await agent.api.get(`/api/chat/sessions/${sessionId}`)).body.data.agentId).toBe(
        agent.id,
      )
    })

    it('tells the customer once of an agent who joins again and again', async () => {
      const { socket, sessionId } = await startedChat()
      await agentSocket.ask('joinSession', { sessionId })
      expect(await agentSocket.ask('joinSession', { sessionId })).toMatchObject({ success: true })
      await agentSocket.ask('sendMessage', { sessionId, content: 'hi', senderType: 'agent' })
      await socket.next('newMessage')
      expect(socket.received('agentJoined')).toHaveLength(1)
    })

    it('refuses the name or id of another agent', async () => {
      const { sessionId } = await startedChat()
      expect(
        await agentSocket.ask('joinSession', { sessionId, agentId: crypto.randomUUID() }),
      ).toMatchObject({ code: 'not_allowed' })
      expect(await agentSocket.ask('joinSession', { sessionId, agentName: 'Boss' })).toMatchObject({
        code: 'not_allowed',
      })
    })
  })
})
