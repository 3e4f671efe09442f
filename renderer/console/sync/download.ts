import { language } from '../../words/language.ts'
import { serverUrl } from '../host/server-url.ts'
import { session } from './api.ts'
import { ApiProblem, unreachable } from './problem.ts'

const nameIn = (header: string | null) => /filename="([^"]+)"/.exec(header ?? '')?.[1]

/** Has the browser keep a file of the server's under the name the server gives it. */
export async function downloadFile(path: string, name: string): Promise<void> {
  const token = await session.accessToken()
  const headers = { authorization: `Bearer ${token}`, 'accept-language': language() }
  const response = await fetch(serverUrl() + path, { headers }).catch(() => {
    throw unreachable()
  })
  if (!response.ok)
    throw new ApiProblem(response.status, {
      code: 'unexpected_answer',
      message: `HTTP ${response.status}`,
    })
  const address = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = nameIn(response.headers.get('content-disposition')) ?? name
  link.click()
  URL.revokeObjectURL(address)
}
