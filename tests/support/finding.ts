import { expect, vi } from 'vitest'
import type { Found } from '../../server/contract/search.ts'
import type { Account } from './server.ts'

type Ask = (q: string, more?: Record<string, string>) => Promise<Found>

/** Searches as somebody: what is found now, and what is found once all that was done before can be. */
export function finding({ api }: Pick<Account, 'api'>): { find: Ask; found: Ask } {
  const find: Ask = async (q, more = {}) => {
    const asked = new URLSearchParams({ q, ...more }).toString()
    const { status, body } = await api.get(`/api/search?${asked}`)
    expect(status).toBe(200)
    return body.data
  }
  const found: Ask = async (q, more) => {
    await vi.waitFor(
      async () => {
        const { isComplete, lagMs } = (await find('x')).index
        expect({ isComplete, lagMs }).toEqual({ isComplete: true, lagMs: 0 })
      },
      { timeout: 10_000, interval: 20 },
    )
    return find(q, more)
  }
  return { find, found }
}
