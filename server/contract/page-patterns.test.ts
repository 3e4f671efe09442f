import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOnPages, PagePattern, pagesSource } from './page-patterns.ts'

const isOn = (how: PagePattern['how'], text: string, address: string) =>
  isOnPages(pagesSource([PagePattern.parse({ how, text })]), new URL(address))

describe('pages of a site', () => {
  it.each([
    ['contains', 'pricing', 'https://shop.test/en/pricing-2026', true],
    ['contains', 'SHOP.test/EN', 'https://shop.test/en/pricing', true],
    ['contains', 'lamp', 'https://shop.test/?q=lamp', false],
    ['contains', '.test', 'https://shoptest/', false],
    ['contains', 'giá', 'https://shop.test/b%E1%BA%A3ng-gi%c3%a1', true],
    ['equals', 'https://shop.test/cart?step=2#top', 'http://shop.test/cart/', true],
    ['equals', 'shop.test/cart', 'https://shop.test/cart/2', false],
    ['equals', 'shop.test', 'https://shop.test/', true],
    ['equals', 'shop.test', 'https://shop.test/cart', false],
    ['equals', '/cart', 'https://any.test/cart', true],
    ['equals', '/cart', 'https://any.test/old/cart', false],
    ['equals', '/', 'https://any.test/', true],
    ['equals', '/', 'https://any.test/cart', false],
    ['equals', 'shop.test:8080/cart', 'http://shop.test:8080/cart', true],
    ['equals', 'shop.test/a*b', 'https://shop.test/a*b', true],
    ['equals', 'shop.test/a*b', 'https://shop.test/aXb', false],
    ['wildcard', '*.shop.test/blog/*', 'https://vn.shop.test/blog/2026/lamps', true],
    ['wildcard', '*.shop.test/blog/*', 'https://shop.test/blog/2026', false],
    ['wildcard', '*.shop.test/blog/*', 'https://vn.shop.test/news/blog/', false],
    ['wildcard', '/blog/*/lamps', 'https://shop.test/blog/2026/11/lamps/', true],
    ['wildcard', '/blog/*/lamps', 'https://shop.test/blog/lamps', false],
    ['wildcard', 'shop.test/*a*a', 'https://shop.test/ba', false],
    ['wildcard', 'shop.test/*a*a', 'https://shop.test/baa', true],
    ['wildcard', 'shop.test/***', 'https://shop.test/', true],
  ] as const)('%s %s: %s is %s', (how, text, address, expected) => {
    expect(isOn(how, text, address)).toBe(expected)
  })

  it('are everywhere without a pattern, and where any of several is', () => {
    const source = pagesSource([
      { how: 'wildcard', text: '/a*b*c*d' },
      { how: 'wildcard', text: '/b*a*c*d' },
      { how: 'contains', text: 'x' },
    ])
    const on = (address: string) => isOnPages(source, new URL(address))
    expect(isOnPages('', new URL('https://shop.test/'))).toBe(true)
    expect(
      ['/aabbccd', '/bxxacd', '/qx', '/bcd', '/abc'].map((path) => on(`https://q.test${path}`)),
    ).toEqual([true, true, true, false, false])
  })

  it.each(['', ' ', '?a=b', 'https://', '#top', 'x'.repeat(201), 'a\u0000'])(
    'are never %j',
    (text) => {
      expect(PagePattern.safeParse({ how: 'contains', text }).success).toBe(false)
    },
  )

  it('are what a plain comparison says, for any pattern and address', () => {
    const part = fc.string({ unit: fc.constantFrom('a', 'b', '/', '.', '+'), maxLength: 6 })
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '/', '.', '*'), maxLength: 9 })
    fc.assert(
      fc.property(part, pattern, (path, text) => {
        const url = { host: 'h', pathname: `/${path}` }
        const glob = `h/${text}`
        const whole = (address: string) => globbed(glob.replace(/(?<=.)\/$/u, ''), address)
        const page = url.host + url.pathname
        const wanted = whole(page) || (page.endsWith('/') && whole(page.slice(0, -1)))
        expect(isOnPages(pagesSource([{ how: 'wildcard', text: glob }]), url)).toBe(wanted)
      }),
      { numRuns: 2_000 },
    )
  })

  it('take no long look at an address that is meant to be hard', () => {
    const text = `/${'*a'.repeat(60)}*b`
    const source = pagesSource([{ how: 'wildcard', text }])
    // Looked for in every way there is, this would outlast whoever waits.
    expect(isOnPages(source, { host: 'h', pathname: `/${'a'.repeat(1_900)}` })).toBe(false)
  })
})

/** Whether a pattern matches, by trying everything. */
function globbed(pattern: string, text: string): boolean {
  const [first, ...rest] = pattern
  if (first === undefined) return text === ''
  if (first !== '*') return text.startsWith(first) && globbed(rest.join(''), text.slice(1))
  return Array.from({ length: text.length + 1 }).some((_, at) =>
    globbed(rest.join(''), text.slice(at)),
  )
}
