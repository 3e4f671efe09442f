import { unreachable } from '../sync/problem.ts'
import { useStanding } from '../sync/store.ts'

/** Code that comes when it is needed. Without a connection it fails as any request does. */
export async function codeFrom<T>(fetch: () => Promise<T>): Promise<T> {
  try {
    return await fetch()
  } catch (error) {
    if (useStanding.getState().mark === 'inSync' && navigator.onLine) throw error
    throw unreachable()
  }
}
