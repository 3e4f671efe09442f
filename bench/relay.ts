/**
 * The baseline: a bare Socket.IO server that speaks the chat's events, acknowledges at once and broadcasts
 * to the room. It stores nothing, checks nothing and knows nobody.
 */
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import type { ChatMessage, ChatToClient, ChatToServer } from '../server/contract/webchat.ts'

const http = createServer()
const chat = new Server<ChatToServer, ChatToClient>(http, { serveClient: false }).of('/chat')
const heads = new Map<string, number>()

chat.on('connection', (socket) => {
  socket.on('startChat', async ({ customerEmail, customerName }, ack) => {
    const sessionId = randomUUID()
    const customer = { id: randomUUID(), email: customerEmail, name: customerName }
    const started = { sessionId, sessionToken: randomUUID() }
    heads.set(sessionId, 0)
    await socket.join(sessionId)
    socket.emit('chatStarted', { ...started, customer, isNewCustomer: true, message: 'Welcome' })
    ack?.({ success: true, ...started })
  })

  socket.on('joinSession', async ({ sessionId }, ack) => {
    await socket.join(sessionId)
    ack?.({ success: true, history: [] })
  })

  socket.on('sendMessage', (sent, ack) => {
    const seq = (heads.get(sent.sessionId) ?? 0) + 1
    heads.set(sent.sessionId, seq)
    const message: ChatMessage = {
      id: randomUUID(),
      sessionId: sent.sessionId,
      seq,
      senderType: sent.senderType,
      senderId: sent.senderId ?? null,
      senderName: sent.senderName ?? '',
      content: sent.content,
      sentAt: new Date().toISOString(),
      ...(sent.clientMessageId != null && { clientMessageId: sent.clientMessageId }),
    }
    ack?.({ success: true, messageId: message.id, seq, sentAt: message.sentAt })
    chat.to(sent.sessionId).emit('newMessage', message)
  })
})

http.listen(0, '127.0.0.1', () => {
  const { port } = http.address() as AddressInfo
  console.log(`Relay is ready at http://127.0.0.1:${port}`)
})
process.on('SIGTERM', () => process.exit())
