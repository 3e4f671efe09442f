import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')

/** The colours of a theme, by name. */
function colorsIn(selector: string) {
  const start = css.indexOf(`${selector} {\n  color-scheme`)
  const block = css.slice(start, css.indexOf('}', start))
  const pairs = [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/gu)]
  return new Map(pairs.map(([, name = '', color = '']) => [name, color]))
}

function luminance(color: string) {
  const channels = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
  const [r = 0, g = 0, b = 0] = channels.map((c) =>
    c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string) {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

const grounds = ['canvas', 'surface', 'raised', 'sunken']
const inks = ['ink', 'soft', 'faint', 'accent-text', 'danger']
const onTint: [string, string][] = [
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['accent-text', 'accent-soft'],
  ['ink', 'accent-soft'],
  ['faint', 'accent-soft'],
  ['note-text', 'note'],
  ['on-danger', 'danger'],
  ['danger', 'danger-soft'],
  ['warn', 'warn-soft'],
  ['good', 'good-soft'],
  ['info', 'info-soft'],
]
const text = [...grounds.flatMap((ground) => inks.map((ink) => [ink, ground] as const)), ...onTint]
const outlines = grounds.flatMap((ground) => [
  ['accent', ground],
  ['edge', ground],
])

describe.each([
  ['light', "[data-theme='light']"],
  ['dark', "[data-theme='dark']"],
])('in the %s theme', (_, selector) => {
  const colors = colorsIn(selector)
  const of = (name = '') => colors.get(name) ?? expect.fail(`${name} has no colour`)

  test.each(text)('%s can be read on %s', (ink, ground) => {
    expect(contrast(of(ink), of(ground))).toBeGreaterThanOrEqual(4.5)
  })
  test.each(outlines)('%s can be seen on %s', (line, ground) => {
    expect(contrast(of(line), of(ground))).toBeGreaterThanOrEqual(3)
  })
})
