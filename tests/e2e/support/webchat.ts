import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, type Frame, type FrameLocator, type Page } from '@playwright/test'
import { io } from 'socket.io-client'
import { ADMIN } from './desk.ts'

/** What an admin and an agent do by HTTP, so that a test can be about the customer. */
export interface Staff {
  put: (path: string, body: object) => Promise<void>
  post: <T>(path: string) => Promise<T>
  get: <T>(path: string) => Promise<T>
  reopen: (conversationId: string) => Promise<void>
}

/** Signs the admin in by HTTP. */
export async function staffOf(url: string): Promise<Staff> {
  const ask = async (method: string, path: string, body?: object, token?: string) => {
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    const answer = (await response.json()) as { data: never }
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`)
    return answer.data
  }
  const { accessToken } = (await ask('POST', '/api/auth/login', {
    email: ADMIN.email,
    password: ADMIN.password,
  })) as { accessToken: string }
  return {
    put: (path, body) => ask('PUT', path, body, accessToken),
    post: (path) => ask('POST', path, undefined, accessToken),
    get: (path) => ask('GET', path, undefined, accessToken),
    async reopen(conversationId) {
      const socket = io(`${url}/console`, { auth: { token: accessToken } })
      try {
        await socket.timeout(20_000).emitWithAck('reopen', { conversationId })
      } finally {
        socket.close()
      }
    },
  }
}

/** Changes the web chat's settings and waits until visitors are told of it. */
export async function setChat(url: string, staff: Staff, body: object): Promise<void> {
  await staff.put('/api/settings/webchat', body)
  const told = async () => {
    const response = await fetch(`${url}/api/chat/widget`)
    return ((await response.json()) as { data: object }).data
  }
  const { hours, ...rest } = body as { hours?: { isOn: boolean } }
  await expect.poll(told).toMatchObject({ ...rest, ...(hours && { isOpen: !hours.isOn }) })
}

/** Hours in which nobody is there now, but somebody will be. */
export function closedNow(): object {
  const day = (new Date().getUTCDay() + 1) % 7
  const week = [0, 1, 2, 3, 4, 5, 6].map((each) =>
    each === day ? [{ from: '09:00', to: '18:00' }] : [],
  )
  return { isOn: true, zone: 'UTC', week, holidays: [] }
}

/** The customer's own messages as the server has them, in order. */
export async function storedTexts(staff: Staff): Promise<string[]> {
  const [session] = await staff.get<Array<{ id: string }>>('/api/chat/sessions/active')
  if (!session) return []
  const messages = await staff.get<Array<{ content: string; senderType: string }>>(
    `/api/chat/sessions/${session.id}/messages`,
  )
  return messages
    .filter(({ senderType }) => senderType === 'customer')
    .map(({ content }) => content)
}

/** A page of another site that embeds the chat. */
export async function serveSite(
  html: (path: string) => string,
  provide: (url: string) => Promise<void>,
): Promise<void> {
  const server = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' })
    response.end(html(request.url ?? '/'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    await provide(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  } finally {
    server.close()
    server.closeAllConnections()
  }
}

/** What of an unsent message the page keeps in its browser's database. */
export const keptDraft = (page: Page): Promise<unknown> => keptIn(page, 'draft')

/** What the chat keeps under a key, on its page or in its frame. */
export const keptIn = (page: Page | Frame, key: string): Promise<unknown> =>
  page.evaluate(`new Promise((resolve) => {
    const opening = indexedDB.open('frontdesk-chat')
    opening.onsuccess = () => {
      const asked = opening.result.transaction('kept').objectStore('kept').get('${key}')
      asked.onsuccess = () => {
        opening.result.close()
        resolve(asked.result)
      }
    }
  })`)

/** The texts of the customer's own messages on a page. */
export const ownTexts = (page: Page | FrameLocator) => page.locator('.own .bubble')
