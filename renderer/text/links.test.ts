import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linkParts } from './links.ts'

const hrefs = (text: string) => linkParts(text).flatMap(({ href }) => href ?? [])

describe('addresses in a message', () => {
  it.each([
    ['See https://example.com/a.', ['https://example.com/a']],
    ['(https://example.com/a)', ['https://example.com/a']],
    ['https://en.wikipedia.org/wiki/Hue_(city), and', ['https://en.wikipedia.org/wiki/Hue_(city)']],
    ['http://a.example?x=1&y=2#z!', ['http://a.example/?x=1&y=2#z']],
    ['HTTPS://EXAMPLE.COM', ['https://example.com/']],
    ['“https://example.com”', ['https://example.com/']],
    ['https://a.example https://b.example', ['https://a.example/', 'https://b.example/']],
    ['https://a.example/\u202egpj.exe', ['https://a.example/']],
    [`https://a.example/${'a'.repeat(9_000)}`, [`https://a.example/${'a'.repeat(9_000)}`]],
  ])('are found in %s', (text, expected) => {
    expect(hrefs(text)).toEqual(expected)
  })

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'https://',
    'http:// x',
    'ftp://example.com',
    'www.example.com',
    '<a href="javascript:alert(1)">',
    'https://[',
    'file:///etc/passwd',
    'xhttp://',
    'https://bank.example@evil.example/',
    'https://user:word@evil.example/',
  ])('are not found in %s', (text) => {
    expect(linkParts(text)).toEqual([{ text }])
  })

  it('are found at once, however many brackets follow', () => {
    const text = `https://a.example/${')'.repeat(200_000)}`
    const started = performance.now()
    expect(hrefs(text)).toEqual(['https://a.example/'])
    // Trying each bracket anew would take minutes.
    expect(performance.now() - started).toBeLessThan(2_000)
  })

  it('lose nothing of the text, and lead to the web only', () => {
    const pieces = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('https://', 'http://a.b/(', ')', '.', ' ', 'javascript:', '"', '\n'),
    )
    fc.assert(
      fc.property(fc.array(pieces), (some) => {
        const text = some.join('')
        const parts = linkParts(text)
        expect(parts.map((part) => part.text).join('')).toBe(text)
        const schemes = hrefs(text).map((href) => new URL(href).protocol)
        expect(schemes.filter((scheme) => !/^https?:$/.test(scheme))).toEqual([])
      }),
    )
  })
})
