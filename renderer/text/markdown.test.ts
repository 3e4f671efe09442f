import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { markdown, type Piece, plain, type Shape, unmarked } from './markdown.ts'

/** A tree in short: `p(strong(hi) there)`. */
const short = (pieces: readonly Piece[]): string =>
  pieces
    .map((piece) => {
      if (typeof piece === 'string') return piece
      const { tag, href, start, children } = piece
      return `${tag}${href ? `<${href}>` : ''}${start ? `#${start}` : ''}(${short(children)})`
    })
    .join('')
const read = (text: string) => short(markdown(text))
const said = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : said(piece.children))).join('')
const shapes = (pieces: readonly Piece[]): Shape[] =>
  pieces.flatMap((piece) => (typeof piece === 'string' ? [] : [piece, ...shapes(piece.children)]))

describe('the Markdown of agents', () => {
  it.each([
    ['**Giá:** _rẻ_ ~~100k~~ `npm i`', 'p(strong(Giá:) em(rẻ) s(100k) code(npm i))'],
    ['*a **b** c* và **_d_**', 'p(em(a strong(b) c) và strong(em(d)))'],
    ['***x***', 'p(strong(em(x)))'],
    ['(**Xin chào**)', 'p((strong(Xin chào)))'],
    ['[hướng dẫn](https://a.example/b?c=1)', 'p(a<https://a.example/b?c=1>(hướng dẫn))'],
    ['see https://a.example/_b_c.', 'p(see a<https://a.example/_b_c>(https://a.example/_b_c).)'],
    ['**https://a.example**', 'p(strong(a<https://a.example/>(https://a.example)))'],
    ['one\n\ntwo', 'p(one\n\ntwo)'],
    ['Gồm:\n- áo **xanh**\n* quần', 'p(Gồm:)ul(li(áo strong(xanh))li(quần))'],
    ['3. c\n4) d\n\nhết', 'ol#3(li(c)li(d))p(hết)'],
    ['> bạn hỏi\n> giá\nDạ', 'blockquote(bạn hỏi\ngiá)p(Dạ)'],
    ['a\n```js\nlet **b** = 1\n\n- c\n```\nd', 'p(a)pre(let **b** = 1\n\n- c)p(d)'],
  ])('%j', (text, tree) => {
    expect(read(text)).toBe(tree)
  })

  it.each([
    '2 * 3 * 4',
    'snake_case_name',
    '5*3*2',
    '__init__',
    '** a **',
    '*',
    '**',
    '`',
    '-5 °C',
    '1.500 đ',
    '2026. năm',
    '[x](javascript:alert(1))',
    '[x](https://user@evil.example)',
    '```\nnever ended',
    '<b>bold</b>',
    '*a\nb*',
    '',
  ])('leaves %j as it is', (text) => {
    expect(read(text)).toBe(`p(${text})`)
  })

  it('leaves what a customer wrote as text with links', () => {
    expect(short(plain('**a** > https://a.example'))).toBe(
      'p(**a** > a<https://a.example/>(https://a.example))',
    )
  })
})

const TAGS = ['p', 'pre', 'blockquote', 'ul', 'ol', 'li', 'strong', 'em', 's', 'code', 'a']
const piece = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('*', '**', '_', '~~', '`', '```', '\n', '> ', '- ', '1. '),
  },
  fc.constantFrom(
    '[a](https://x.example)',
    '[b](javascript:c)',
    'https://a.example/_b*c ',
    '<i>',
    ' ',
  ),
  fc.constantFrom('a', 'đã', '1', '👍🏽', '\u202e'),
  fc.string({ unit: 'binary' }),
)
const texts = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))

describe('whatever is written', () => {
  it('never fails, makes nothing but its few elements, and leads to the web only', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const { tag, href, start, ...rest } of shapes(markdown(text))) {
          expect(TAGS).toContain(tag)
          expect(Object.keys(rest)).toEqual(['children'])
          expect(href === undefined || /^https?:\/\//.test(href)).toBe(true)
          expect((href !== undefined) === (tag === 'a')).toBe(true)
          expect(start === undefined || Number.isInteger(start)).toBe(true)
        }
      }),
    )
  })

  it('is all there in its order: only marks, and the space between blocks, are not shown', () => {
    const HIDDEN = /[*_~`>\s\-0-9.)]|\[|\]\([^\s()]+\)|```[^`\n]*/gu
    const bare = (text: string) => text.replaceAll(HIDDEN, '')
    const words = fc.constantFrom(
      '*',
      '**',
      '_',
      '~~',
      '`',
      '\n',
      '> ',
      '- ',
      '2. ',
      'a',
      'đ',
      ' ',
      '<i>',
    )
    fc.assert(
      fc.property(fc.array(words), (pieces) => {
        const text = pieces.join('')
        expect(bare(said(markdown(text)))).toBe(bare(text))
      }),
    )
  })

  it('is shown as it is where it has no mark', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'ệ', ' ', '\n', '.', ',', '?', '<', '&') }),
        (text) => {
          expect(markdown(text)).toEqual([{ tag: 'p', children: text === '' ? [] : [text] }])
        },
      ),
    )
  })

  it.each(['*a ', '**', '[', '`a', '```a\n', '_a *b ', '> *', '- ~~'])(
    'is read at once, also when it is nothing but %j',
    (part) => {
      const text = part.repeat(10_000 / part.length)
      const begun = performance.now()
      markdown(text)
      expect(performance.now() - begun).toBeLessThan(1_000)
    },
  )

  it('is its words in a row where there is room for one line', () => {
    expect(unmarked('Hello **Sam**:\n- one\n- two `code`\n> _so_ [here](https://a.test)')).toBe(
      'Hello Sam: one two code so here',
    )
    expect(unmarked('2 * 3 and snake_case')).toBe('2 * 3 and snake_case')
  })
})
