import { expect, it } from 'vitest'
import { visitorIdOf } from './session.ts'
import type { Storage } from './storage.ts'

const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

it.each([undefined, '', 'somebody', 7])(
  'a browser that keeps no id (%s) makes one, and goes on by it',
  (kept) => {
    let visitorId: unknown = kept
    const storage = {
      get: () => visitorId,
      write: async (entries: { visitorId: unknown }) => void (visitorId = entries.visitorId),
    } as unknown as Storage
    const made = visitorIdOf(storage)
    expect(made).toMatch(GUID)
    expect(visitorIdOf(storage)).toBe(made)
  },
)
