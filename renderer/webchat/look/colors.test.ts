import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { apart, contrast, pressed, textOn } from './colors.ts'
import { coloursOf, SURFACES } from './look.ts'

const colors = fc
  .integer({ min: 0, max: 0xff_ff_ff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`)
const READABLE = 4.5

describe('whatever colour an admin picks', () => {
  it('what stands on it can be read, under the pointer too', () => {
    fc.assert(
      fc.property(colors, (color) => {
        expect(contrast(textOn(color), color)).toBeGreaterThanOrEqual(READABLE)
        expect(contrast(textOn(color), pressed(color))).toBeGreaterThanOrEqual(READABLE)
      }),
    )
  })

  it.each(['light', 'dark'] as const)('text in it can be read on the %s page', (scheme) => {
    fc.assert(
      fc.property(colors, (color) => {
        const surface = SURFACES[scheme]
        const text = apart(color, surface, READABLE)
        expect(contrast(text, surface)).toBeGreaterThanOrEqual(READABLE)
      }),
    )
  })

  it('every pair of colours of the page can be read, light and dark', () => {
    fc.assert(
      fc.property(colors, fc.constantFrom('light', 'dark'), (color, scheme) => {
        const look = coloursOf(color, scheme)
        const pairs = [
          [look['on-accent'], look.accent],
          [look['on-accent'], look['accent-hover']],
          [look['accent-text'], SURFACES[scheme]],
          [look['accent-text'], look['accent-soft']],
        ] as const
        for (const [text, ground] of pairs)
          expect(contrast(text, ground)).toBeGreaterThanOrEqual(READABLE)
      }),
    )
  })
})

describe('contrast', () => {
  it.each([
    ['#000000', '#ffffff', 21],
    ['#777777', '#ffffff', 4.48],
    ['#2457d6', '#2457d6', 1],
  ])('of %s and %s is %d', (a, b, expected) => {
    expect(contrast(a, b)).toBeCloseTo(expected, 1)
    expect(contrast(b, a)).toBe(contrast(a, b))
  })
})
