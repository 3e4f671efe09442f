import { readdirSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Clock } from '../clock.ts'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'
import type { TestSocket } from '../../tests/support/sockets.ts'
import { removeUnused } from './actions.ts'
import { exe, html, pdf, png, svg } from './files.fixture.ts'
import { FileStore } from './store.ts'

const MEGABYTE = 1_048_576
const DAY_MS = 86_400_000

onBothDatabases('files', (create) => {
  let on: TestDatabase
  let server: TestServer
  let agent: Account
  let desk: TestSocket
  let time = Date.now()
  const clock: Clock = { now: () => new Date(time) }
  const folder = () => join(String(on.environment['DATA_DIR']), 'files')
  const namesIn = (path: string) =>
    readdirSync(path, { withFileTypes: true }).flatMap((each) => (each.isFile() ? each.name : []))
  const drafts = () => namesIn(join(folder(), 'incoming'))

  beforeAll(async () => {
    on = await create()
    server = await startServer(on, { clock })
    agent = await server.signIn('agent', 'Linh')
    desk = await server.socket('/console', { token: agent.token })
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  interface Chat {
    id: string
    token: string
    socket: TestSocket
  }
  let chat: Chat
  beforeEach(async () => {
    chat = await startChat()
  })

  async function startChat(): Promise<Chat> {
    const socket = await server.socket('/chat')
    const { sessionId, sessionToken } = await socket.ask('startChat', {
      customerEmail: `${crypto.randomUUID()}@x.test`,
      customerName: 'Mai',
    })
    return { id: sessionId, token: sessionToken, socket }
  }

  async function send(
    path: string,
    token: string,
    bytes: Buffer | string,
    headers: Record<string, string> = {},
  ) {
    const body = typeof bytes === 'string' ? bytes : new Uint8Array(bytes)
    const authorization = `Bearer ${token}`
    const answer = await fetch(server.url + path, {
      method: 'POST',
      body,
      headers: { authorization, ...headers },
    })
    return { status: answer.status, body: (await answer.json()) as Answer, headers: answer.headers }
  }
  type Answer = { code?: string; message?: string; data: Stored }
  type Stored = { id: string; name: string; type: string; size: number; width: number | null }

  const visitorPath = (name: string) => `/api/chat/visitor/files?name=${encodeURIComponent(name)}`
  const upload = (name: string, bytes: Buffer | string, headers?: Record<string, string>) =>
    send(visitorPath(name), chat.token, bytes, headers)
  const uploadAsAgent = (name: string, bytes: Buffer | string) =>
    send(`/api/inbox/${chat.id}/files?name=${encodeURIComponent(name)}`, agent.token, bytes)
  const say = (content: string, attachmentIds: string[], clientMessageId = crypto.randomUUID()) =>
    chat.socket.ask('sendMessage', {
      sessionId: chat.id,
      senderType: 'customer',
      content,
      clientMessageId,
      attachmentIds,
    })
  const reply = (content: string, attachmentIds: string[], visibility = 'public') =>
    desk.ask('send', {
      conversationId: chat.id,
      content,
      visibility,
      clientMessageId: crypto.randomUUID(),
      attachmentIds,
    })
  const linkFor = async (id: string, token: string) => {
    const headers = { authorization: `Bearer ${token}` }
    const answer = await fetch(`${server.url}/api/chat/visitor/files/${id}`, { headers })
    return { status: answer.status, body: (await answer.json()) as { data: { url: string } } }
  }

  describe('uploading', () => {
    it('keeps the bytes, tells what they are, and shows them again', async () => {
      const bytes = png(20, 10)
      const { status, body } = await upload('Ảnh chụp.png', bytes, { 'content-type': 'text/html' })
      expect(status).toBe(201)
      expect(body.data).toEqual({
        id: expect.any(String),
        name: 'Ảnh chụp.png',
        type: 'image/png',
        size: bytes.length,
        width: 20,
        height: 10,
      })
      expect(namesIn(folder())).toContain(body.data.id)
      const { url } = (await linkFor(body.data.id, chat.token)).body.data
      const shown = await fetch(server.url + url)
      expect(Buffer.from(await shown.arrayBuffer())).toEqual(bytes)
    })

    it('takes JSON as bytes like any other', async () => {
      const answer = await upload('a.json', '{"a": 1}', { 'content-type': 'application/json' })
      expect(answer).toMatchObject({ status: 201, body: { data: { type: 'text/plain', size: 8 } } })
    })

    it.each([
      ['a page named as an image', 'photo.png', html],
      ['a program named as a document', 'invoice.pdf', exe],
      ['a program by its own name', 'setup.exe', exe],
      ['what nobody knows', 'data.txt', Buffer.from([1, 0, 2, 0])],
    ])('refuses %s by its content', async (_, name, bytes) => {
      expect(await upload(name, bytes)).toMatchObject({
        status: 415,
        body: { code: 'file_type_refused' },
      })
    })

    it('refuses an empty file and one without a name', async () => {
      expect(await upload('empty.txt', '')).toMatchObject({
        status: 400,
        body: { code: 'file_empty' },
      })
      expect(await send('/api/chat/visitor/files', chat.token, pdf)).toMatchObject({
        status: 400,
        body: { code: 'validation_failed' },
      })
    })

    it('cleans names of paths, controls and marks that turn them around', async () => {
      const { body } = await upload('../..\\a\r\nb\u202egnp.pdf', pdf)
      expect(body.data.name).toBe('abgnp.pdf')
    })

    it('refuses too large a file by its length, before its bytes', async () => {
      const answer = await new Promise<{ status: number | undefined; text: string }>(
        (resolve, reject) => {
          const asked = request(server.url + visitorPath('big.pdf'), {
            method: 'POST',
            headers: { authorization: `Bearer ${chat.token}`, 'content-length': 10 * MEGABYTE + 1 },
          })
          asked.on('error', reject).on('response', (response) => {
            let text = ''
            response.on('data', (part) => (text += String(part)))
            response.on('end', () => {
              resolve({ status: response.statusCode, text })
              asked.destroy()
            })
          })
          // The headers alone: no byte of the body is ever sent.
          asked.flushHeaders()
        },
      )
      expect(answer.status).toBe(413)
      expect(JSON.parse(answer.text)).toMatchObject({
        code: 'file_too_large',
        message: 'The file is larger than 10 MB.',
      })
    })

    it('counts what comes without a length, and keeps nothing of what is too much', async () => {
      const before = namesIn(folder()).length
      const body = new ReadableStream({
        start(controller) {
          for (let sent = 0; sent < 11; sent++) controller.enqueue(new Uint8Array(MEGABYTE))
          controller.close()
        },
      })
      const answer = await fetch(server.url + visitorPath('big.bin'), {
        method: 'POST',
        body,
        duplex: 'half',
        headers: { authorization: `Bearer ${chat.token}` },
      })
      expect(answer.status).toBe(413)
      await vi.waitFor(() => expect(drafts()).toEqual([]), 10_000)
      expect(namesIn(folder())).toHaveLength(before)
    })

    it('keeps nothing of an upload that breaks off', async () => {
      const before = namesIn(folder()).length
      const asked = request(server.url + visitorPath('half.pdf'), {
        method: 'POST',
        headers: { authorization: `Bearer ${chat.token}`, 'content-length': 1_000 },
      }).on('error', () => {})
      asked.write(pdf)
      await vi.waitFor(() => expect(drafts()).toHaveLength(1), 10_000)
      asked.destroy()
      await vi.waitFor(() => expect(drafts()).toEqual([]), 10_000)
      expect(namesIn(folder())).toHaveLength(before)
    })

    it('is for who holds the session, while it is open, and for agents', async () => {
      const stranger = await send(visitorPath('a.pdf'), 'x.y', pdf)
      expect(stranger).toMatchObject({ status: 401, body: { code: 'unauthorized' } })
      const nowhere = `/api/inbox/${crypto.randomUUID()}/files?name=a.pdf`
      expect(await send(nowhere, agent.token, pdf)).toMatchObject({
        status: 404,
        body: { code: 'conversation_not_found' },
      })
      expect((await uploadAsAgent('a.pdf', pdf)).status).toBe(201)
      await desk.ask('close', { conversationId: chat.id })
      expect(await upload('a.pdf', pdf)).toMatchObject({
        status: 409,
        body: { code: 'session_closed' },
      })
    })

    it('goes by the settings', async () => {
      const put = (files: object) => server.admin.put('/api/settings/webchat', { files })
      await put({ isAllowed: false, maxMegabytes: 1, types: ['application/pdf'] })
      expect(await upload('a.pdf', pdf)).toMatchObject({ status: 403, body: { code: 'files_off' } })
      expect((await uploadAsAgent('a.pdf', pdf)).status).toBe(201)
      expect((await uploadAsAgent('a.png', png())).status).toBe(415)
      await put({ isAllowed: true, maxMegabytes: 1, types: ['application/pdf'] })
      expect((await upload('a.pdf', pdf)).status).toBe(201)
      expect((await upload('a.pdf', Buffer.alloc(MEGABYTE + 1))).body).toMatchObject({
        message: 'The file is larger than 1 MB.',
      })
      await put({})
    })

    it('sent again with the same Idempotency-Key is stored once', async () => {
      const headers = { 'idempotency-key': crypto.randomUUID() }
      const first = await upload('a.pdf', pdf, headers)
      const again = await upload('a.pdf', pdf, headers)
      expect(first.status).toBe(201)
      expect(again.body.data).toEqual(first.body.data)
      expect(again.headers.get('idempotency-replayed')).toBe('true')
      const other = await upload('a.pdf', Buffer.concat([pdf, pdf]), headers)
      expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } })
      await vi.waitFor(() => expect(drafts()).toEqual([]), 10_000)
    })
  })

  describe('attaching', () => {
    it('shows the files of a message to both sides, with or without text', async () => {
      const one = (await upload('a.png', png())).body.data
      const two = (await upload('b.pdf', pdf)).body.data
      await say('see these', [one.id, two.id])
      expect(await chat.socket.next('newMessage')).toMatchObject({
        content: 'see these',
        attachments: [one, two],
      })
      const three = (await upload('c.pdf', pdf)).body.data
      expect(await say('  ', [three.id])).toMatchObject({ success: true, seq: 2 })
      const { body } = await agent.api.get(`/api/inbox/${chat.id}/messages`)
      expect(body.data).toMatchObject([
        { kind: 'text', attachments: [one, two] },
        { kind: 'file', content: '', attachments: [three] },
      ])
      const history = await agent.api.get(`/api/chat/sessions/${chat.id}/messages`)
      expect(history.body.data[1]).toMatchObject({ content: '', attachments: [three] })
      const inbox = await agent.api.get(`/api/inbox/${chat.id}`)
      expect(inbox.body.data.lastMessage).toMatchObject({ attachments: [three] })
    })

    it('sent again under the same key is stored once', async () => {
      const { id } = (await upload('a.pdf', pdf)).body.data
      const key = crypto.randomUUID()
      const [first, again] = await Promise.all([say('', [id], key), say('', [id], key)])
      expect(first).toMatchObject({ success: true, seq: 1 })
      expect(again).toEqual(first)
      expect(await say('', [id], key)).toEqual(first)
    })

    it('gives a file to one message only', async () => {
      const { id } = (await upload('a.pdf', pdf)).body.data
      const both = await Promise.all([say('one', [id]), say('two', [id])])
      expect(both.filter((each) => each.success)).toHaveLength(1)
      expect(await say('three', [id])).toMatchObject({ success: false, code: 'file_not_found' })
    })

    it("refuses another session's file, the other side's, an unknown one and too many", async () => {
      const mine = (await upload('a.pdf', pdf)).body.data.id
      const agents = (await uploadAsAgent('b.pdf', pdf)).body.data.id
      const before = chat
      chat = await startChat()
      expect(await say('x', [mine])).toMatchObject({ code: 'file_not_found' })
      chat = before
      expect(await say('x', [agents])).toMatchObject({ code: 'file_not_found' })
      expect(await reply('x', [mine])).toMatchObject({ code: 'file_not_found' })
      expect(await say('x', [crypto.randomUUID()])).toMatchObject({ code: 'file_not_found' })
      const many = Array.from({ length: 11 }, () => crypto.randomUUID())
      expect(await say('x', many)).toMatchObject({ code: 'validation_failed' })
      expect(await say('', [])).toMatchObject({ code: 'message_empty' })
      expect(await say('x', [mine])).toMatchObject({ success: true, seq: 1 })
    })

    it('stands in the transcript of a ticket made of the chat', async () => {
      const { id } = (await upload('bill.pdf', pdf)).body.data
      await say('', [id])
      const { body } = await agent.api.post(`/api/tickets/convert-from-chat/${chat.id}`, {
        subject: 'A bill',
      })
      expect(body.data.description).toContain('Mai: [bill.pdf]')
    })
  })

  describe('seeing', () => {
    const fileOf = async (name: string, bytes: Buffer) => {
      const { id } = (await upload(name, bytes)).body.data
      const { url } = (await agent.api.get(`/api/files/${id}/link`)).body.data
      return { id, url: server.url + url }
    }

    it('can do nothing in our origin, and only images stand in the page', async () => {
      const image = await fetch((await fileOf('Ảnh.png', png())).url)
      expect(Object.fromEntries(image.headers)).toMatchObject({
        'content-type': 'image/png',
        'content-disposition': 'inline; filename="_nh.png"; filename*=UTF-8\'\'%E1%BA%A2nh.png',
        'content-security-policy': expect.stringMatching(/default-src 'none'.*sandbox$/),
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'cross-origin',
        'cache-control': expect.stringMatching(/^private, max-age=\d+/),
      })
      for (const [name, bytes, type] of [
        ['a.svg', svg, 'image/svg+xml'],
        ['a.pdf', pdf, 'application/pdf'],
        ['a.html', Buffer.from('just text'), 'text/plain; charset=utf-8'],
      ] as const) {
        const { headers } = await fetch((await fileOf(name, bytes)).url)
        expect(headers.get('content-type')).toBe(type)
        expect(headers.get('content-disposition')).toMatch(/^attachment;/)
        expect(headers.get('content-security-policy')).toMatch(/sandbox$/)
      }
    })

    it('answers parts, and nothing new to who has it', async () => {
      const { id, url } = await fileOf('a.pdf', pdf)
      const part = await fetch(url, { headers: { range: 'bytes=2-4' } })
      expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
        206,
        `bytes 2-4/${pdf.length}`,
        'DF-',
      ])
      expect((await fetch(url, { headers: { range: `bytes=${pdf.length}-` } })).status).toBe(416)
      const same = { 'if-none-match': `"${id}"` }
      expect((await fetch(url, { headers: same })).status).toBe(304)
      const changed = { range: 'bytes=2-4', 'if-range': '"other"' }
      expect((await fetch(url, { headers: changed })).status).toBe(200)
      const head = await fetch(url, { method: 'HEAD' })
      expect(head.headers.get('content-length')).toBe(String(pdf.length))
    })

    it('needs a link that is ours, for this file, and not expired', async () => {
      const { url } = await fileOf('a.pdf', pdf)
      const other = await fileOf('b.pdf', pdf)
      const forged = [
        url.replace(/signature=(.)/, (_, first) => `signature=${first === 'A' ? 'B' : 'A'}`),
        url.replace(/expires=(\d)/, 'expires=9$1'),
        url.replace(/&signature=.*/, ''),
        url.replace(/files\/[^/]+/, `files/${other.id}`),
      ]
      for (const each of forged) {
        const answer = await fetch(each)
        expect([answer.status, ((await answer.json()) as Answer).code]).toEqual([
          403,
          'link_invalid',
        ])
      }
      time += 2 * 3_600_000
      const late = await fetch(url)
      // The agent's own sign-in must not have run out for what follows.
      time -= 2 * 3_600_000
      expect([late.status, ((await late.json()) as Answer).code]).toEqual([403, 'link_expired'])
      expect((await agent.api.get('/api/files/nothing/link')).status).toBe(404)
    })

    it("is for the session's customer, and a note's file for agents only", async () => {
      const own = (await upload('mine.pdf', pdf)).body.data.id
      const answered = (await uploadAsAgent('public.pdf', pdf)).body.data.id
      const noted = (await uploadAsAgent('secret.pdf', pdf)).body.data.id
      const status = async (id: string) => (await linkFor(id, chat.token)).status
      expect(await status(answered)).toBe(404)
      await reply('here', [answered])
      const note = await reply('', [noted], 'internal')
      expect(note.message).toMatchObject({ kind: 'note', attachments: [{ id: noted }] })
      expect([await status(own), await status(answered), await status(noted)]).toEqual([
        200, 200, 404,
      ])
      const stranger = await startChat()
      expect((await linkFor(own, stranger.token)).status).toBe(404)
      expect((await linkFor(own, agent.token)).status).toBe(401)
      expect((await agent.api.get(`/api/files/${noted}/link`)).status).toBe(200)
    })
  })

  it('forgets what went into no message for a day, and no other', async () => {
    const sent = (await upload('sent.pdf', pdf)).body.data.id
    await say('', [sent])
    const left = (await upload('left.pdf', pdf)).body.data.id
    time += DAY_MS + 1
    const fresh = (await upload('fresh.pdf', pdf)).body.data.id
    const store = new FileStore(String(on.environment['DATA_DIR']))
    await removeUnused(server.database, store)({}, { attempts: 1 })
    const names = namesIn(folder())
    expect(names).toEqual(expect.arrayContaining([sent, fresh]))
    expect(names).not.toContain(left)
    expect(await say('late', [left])).toMatchObject({ code: 'file_not_found' })
  })
})
