import { describe, expect, it } from 'vitest'
import { formatFindings } from './formats.ts'
import { literalFindings } from './literals.ts'
import { pluralFindings } from './plurals.ts'
import { mentionsIn, unusedKeys } from './unused.ts'

const sayings = (findings: { place: string }[]) => findings.map(({ place }) => place)

describe('a text in a component', () => {
  it.each([
    'const a = <p>Hello</p>',
    'const a = <p>{"Hello"}</p>',
    'const a = <>{`Hello ${name}`}</>',
    'const a = <button aria-label="Close" />',
    'const a = <img alt={`Picture of ${name}`} />',
    'const a = <Field label="Name" />',
    'const a = <input placeholder="Search" title={"Find"} />',
  ])('is found: %s', (text) => {
    expect(literalFindings('a.tsx', text)[0]?.place).toBe('a.tsx:1')
  })

  it.each([
    'const a = <p className="flex">{words.hello}</p>',
    'const a = <p>·</p>',
    'const a = <p>{count} × {"·"}</p>',
    'const a = <input type="text" name="email" spellCheck={false} />',
    'const a = <h1>Frontdesk</h1>',
    'const a = <img alt="" />',
  ])('is no text to translate: %s', (text) => {
    expect(literalFindings('a.tsx', text)).toEqual([])
  })
})

describe('a text of a catalogue', () => {
  const catalogue = { inbox: { title: 'Inbox', days: { '1': 'Mon', '2': 'Tue' } }, old: 'Old' }
  const unused = (...files: string[]) =>
    unusedKeys(
      catalogue,
      files.map((text) => mentionsIn('a.tsx', text)),
    )

  it('that no file names is unused', () => {
    expect(unused('say(words.inbox.title)')).toEqual(['inbox.days.1', 'inbox.days.2', 'old'])
    expect(unused('say(words.inbox)', 'say(other.title)')).toContain('inbox.title')
  })
  it('is used when its parts are taken from the words, or chosen by a value', () => {
    const file = 'const { inbox: words, old } = useWords(); say(words.title, words.days[day])'
    expect(unused(file)).toEqual([])
    expect(unused('say(words.inbox.title, old, words.inbox.days)', 'const days = ["1"]')).toEqual([
      'inbox.days.2',
    ])
  })
})

describe('a counted thing', () => {
  const both = "plural(count, { one: '# day', other: '# days' })"
  const single = "plural(count, { other: '# ngày' })"

  it('has the forms of its language', () => {
    expect(pluralFindings('en', 'en.ts', both)).toEqual([])
    expect(pluralFindings('vi', 'vi.ts', single)).toEqual([])
    expect(sayings(pluralFindings('en', 'en.ts', `\n${single}`))).toEqual(['en.ts:2'])
    expect(pluralFindings('vi', 'vi.ts', both)).toHaveLength(1)
  })
  it('is not counted by hand, unless it is a unit', () => {
    expect(pluralFindings('en', 'en.ts', 'say(`${count} messages`)')).toHaveLength(1)
    expect(
      pluralFindings('en', 'en.ts', 'say(`${count} min`, `(${count})`, `${name} left`)'),
    ).toEqual([])
  })
})

it('a date is written by the formats alone', () => {
  expect(formatFindings('a.ts', 'day.toLocaleDateString()')).toHaveLength(1)
  expect(formatFindings('a.ts', "\nnew Intl.NumberFormat('en')")[0]?.place).toBe('a.ts:2')
  expect(formatFindings('a.ts', 'new Intl.DateTimeFormat().resolvedOptions().timeZone')).toEqual([])
  expect(formatFindings('a.ts', 'name.toLocaleUpperCase()')).toEqual([])
})
