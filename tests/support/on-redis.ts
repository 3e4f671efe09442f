import { describe, inject, it } from 'vitest'

/** Declares tests that need Redis; where there is none, one test is skipped with the reason. */
export function onRedis(name: string, tests: (path: string) => void): void {
  const found = inject('redis')
  if ('path' in found) return tests(found.path)
  describe(`${name} (redis)`, () => {
    // oxlint-disable-next-line vitest/expect-expect -- it only says why nothing is tested
    it('need a redis-server', ({ skip }) => skip(found.missing))
  })
}
