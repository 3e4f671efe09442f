import { expect, vi } from 'vitest'
import type { ApiAnswer } from './api.ts'
import type { TestServer } from './server.ts'

const WAIT = { timeout: 15_000, interval: 20 }

/** Where the columns of a file of addresses and names go. */
const EMAIL_NAME = { targets: ['email', 'name'], key: 'email' }

/** Sends a file of customers. */
export async function sendFile(
  { url, adminToken }: Pick<TestServer, 'url' | 'adminToken'>,
  body: string | Uint8Array<ArrayBuffer>,
  name = 'people.csv',
): Promise<Pick<ApiAnswer, 'status' | 'body'>> {
  const answer = await fetch(`${url}/api/imports?name=${name}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'text/csv' },
    body,
  })
  return { status: answer.status, body: await answer.json() }
}

/** Waits until an import stands so, and answers it. */
export const importStands = ({ admin }: Pick<TestServer, 'admin'>, id: string, state: string) =>
  vi.waitFor(async () => {
    const now = (await admin.get(`/api/imports/${id}`)).body.data
    expect(now.state).toBe(state)
    return now
  }, WAIT)

/** Sends a file and has it checked row by row; answers the import. */
export async function checkFile(server: TestServer, text: string, mapping: object = EMAIL_NAME) {
  const { body } = await sendFile(server, text)
  const { id } = body.data
  expect((await server.admin.put(`/api/imports/${id}`, mapping)).status).toBe(200)
  return importStands(server, id, 'checked')
}

/** Sends a file and has its rows taken in; answers the import. */
export async function takeFile(server: TestServer, text: string, mapping?: object) {
  const { id } = await checkFile(server, text, mapping)
  expect((await server.admin.post(`/api/imports/${id}/start`)).status).toBe(200)
  return importStands(server, id, 'done')
}
