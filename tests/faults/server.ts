import { createApi } from '../support/api.ts'
import type { Place } from '../support/places.ts'
import { type ServerProcess, startProcess } from '../support/process.ts'

export const ADMIN = { email: 'admin@faults.test', password: 'correct horse battery' }

/** Starts a server process at a place; it creates the first admin where there is none. */
export const serverAt = (
  { environment }: Place,
  more: Record<string, string> = {},
  program?: string,
): Promise<ServerProcess> =>
  startProcess(
    {
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
      ...environment,
      ...more,
    },
    program,
  )

/** The admin's access token. */
export async function signIn(url: string): Promise<string> {
  const { status, body } = await createApi(url).post('/api/auth/login', ADMIN)
  if (status !== 200) throw new Error(`signing in answered ${status}`)
  return body.data.accessToken as string
}
