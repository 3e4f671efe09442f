import { afterEach, expect, test, vi } from 'vitest'
import { newId } from './ids.ts'

const UUID_4 = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/

afterEach(() => vi.unstubAllGlobals())

test.each([true, false])('an id is a random UUID, on a secure page or not (%s)', (isSecure) => {
  vi.stubGlobal('isSecureContext', isSecure)
  const ids = Array.from({ length: 50 }, newId)
  expect(ids.filter((id) => !UUID_4.test(id))).toEqual([])
  expect(new Set(ids).size).toBe(50)
})
