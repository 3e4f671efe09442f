import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compare, dayOf } from './differences.ts'
import { readMessage } from '../payload.ts'

const DAY_MS = 86_400_000
const START = Date.UTC(2026, 9, 24, 12)

/** A message as each side has it; absent where it has it not. */
interface Pair {
  here?: string | undefined
  there?: string | undefined
  at: number
}

const pair = fc.record({
  here: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }),
  there: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }),
  at: fc.integer({ min: 0, max: 4 * DAY_MS }).map((ms) => START + ms),
})

const oursOf = (pairs: readonly Pair[]) =>
  pairs.flatMap(({ here, at }, index) =>
    here === undefined ? [] : [{ fingerprint: index + 1, type: 'text', content: here, sentAt: at }],
  )

const theirsOf = (pairs: readonly Pair[]) =>
  pairs.flatMap(({ there: content, at: timestamp }, index) => {
    const raw = { fingerprint: index + 1, type: 'text', from: 'user', content, timestamp }
    return content === undefined ? [] : (readMessage(raw, 'user') ?? [])
  })

it('every message is counted on its side and day, and named when the sides disagree', () => {
  fc.assert(
    fc.property(fc.array(pair), (pairs) => {
      const { days, found } = compare({ here: oursOf(pairs), there: theirsOf(pairs) })
      const wanted = pairs.flatMap(({ here, there, at }, index) => {
        if (here === there) return []
        const kind =
          here === undefined
            ? 'missing_message'
            : there === undefined
              ? 'surplus_message'
              : 'different_message'
        return [{ day: dayOf(at), kind, fingerprint: index + 1 }]
      })
      const byFingerprint = found.toSorted((a, b) => a.fingerprint - b.fingerprint)
      expect(byFingerprint).toEqual(wanted)
      for (const { day, here, there } of days) {
        const ofDay = pairs.filter(({ at }) => dayOf(at) === day)
        expect(here).toBe(ofDay.filter((one) => one.here !== undefined).length)
        expect(there).toBe(ofDay.filter((one) => one.there !== undefined).length)
      }
      const counted = days.reduce((sum, { here, there }) => sum + here + there, 0)
      expect(counted).toBe(oursOf(pairs).length + theirsOf(pairs).length)
    }),
  )
})
