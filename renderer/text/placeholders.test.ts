import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { filled, firstNameOf, PLACEHOLDERS, unfilledIn } from './placeholders.ts'

const values = { 'customer.name': 'Ruth Patel', 'customer.phone': null, 'agent.name': ' ' }

describe('placeholders', () => {
  it.each([
    ['Hi {{customer.name}}!', 'Hi Ruth Patel!'],
    ['Hi {{ customer.name | there }}!', 'Hi Ruth Patel!'],
    ['Call {{customer.phone|us}}', 'Call us'],
    ['{{agent.name| em }} đây', 'em đây'],
    ['{{customer.phone}} {{ticket.number|}}', '{{customer.phone}} {{ticket.number|}}'],
    ['{{nobody.knows}} {{nobody.knows|x}}', '{{nobody.knows}} x'],
    [
      '{{constructor}} {{}} {{ a b }} {customer.name}',
      '{{constructor}} {{}} {{ a b }} {customer.name}',
    ],
  ])('%j becomes %j', (text, expected) => {
    expect(filled(text, values)).toBe(expected)
  })

  it('that could not be filled are found where they stand', () => {
    const text = 'a {{customer.phone}} b {{ticket.number|}}'
    const found = unfilledIn(text)
    expect(found.map(({ at }) => text.slice(...at))).toEqual([
      '{{customer.phone}}',
      '{{ticket.number|}}',
    ])
    expect(unfilledIn('Đơn {{mã đơn}}, {{ order number }}').map(({ text: each }) => each)).toEqual([
      '{{mã đơn}}',
      '{{ order number }}',
    ])
    expect(unfilledIn('{{ }} {{|x}} {a}')).toEqual([])
  })

  const name = fc.constantFrom(...PLACEHOLDERS, 'nobody')
  const known = fc.record(
    Object.fromEntries(PLACEHOLDERS.map((each) => [each, fc.stringMatching(/^[\w @]*$/)])),
    { requiredKeys: [] },
  )
  const piece = fc.oneof(
    fc.string(),
    name.map((each) => `{{${each}}}`),
    fc.tuple(name, fc.stringMatching(/^\w+$/)).map(([each, fallback]) => `{{${each}|${fallback}}}`),
  )
  const texts = fc.array(piece).map((pieces) => pieces.join(''))

  it('leave every text without them as it is, and are filled once: a value is never read as one', () => {
    fc.assert(
      fc.property(texts, known, (text, all) => {
        const written = filled(text, all)
        expect(filled(written, all)).toBe(written)
        expect(unfilledIn(written).length).toBeLessThanOrEqual(unfilledIn(text).length)
        expect(unfilledIn(text).length === 0 ? written : text).toBe(text)
      }),
    )
    const sly = { 'customer.name': '{{agent.name}}', 'agent.name': 'Linh' }
    expect(filled('{{customer.name}}', sly)).toBe('{{agent.name}}')
  })

  it('with a fallback are always filled', () => {
    fc.assert(
      fc.property(name, fc.stringMatching(/^\w+$/), known, (each, fallback, all) => {
        expect(unfilledIn(filled(`{{${each}|${fallback}}}`, all))).toEqual([])
      }),
    )
  })
})

it.each([
  ['Ruth Patel', 'Ruth'],
  ['Trần Văn Bình', 'Bình'],
  ['Nguyễn', 'Nguyễn'],
  ['  Zoe ', 'Zoe'],
  ['', ''],
])('%j is called %j', (name, called) => {
  expect(firstNameOf(name)).toBe(called)
})
