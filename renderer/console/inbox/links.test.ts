import { expect, test } from 'vitest'
import { linkParts } from './links.ts'

const hrefs = (text: string) => linkParts(text).flatMap(({ href }) => href ?? [])

test.each([
  ['see https://a.example/x.', ['https://a.example/x']],
  ['(https://a.example)', ['https://a.example/']],
  ['https://a.example/wiki/Desk_(furniture)', ['https://a.example/wiki/Desk_(furniture)']],
  [
    'a https://a.example, b http://b.example/?q=1&r=2!',
    ['https://a.example/', 'http://b.example/?q=1&r=2'],
  ],
  ['HTTPS://A.EXAMPLE', ['https://a.example/']],
])('addresses are found without the punctuation around them: %s', (text, found) => {
  expect(hrefs(text)).toEqual(found)
})

test.each([
  'javascript:alert(1)',
  'data:text/html,x',
  'file:///etc/passwd',
  'xhttp://',
  'https://',
])('nothing else becomes a link: %s', (text) => {
  expect(hrefs(text)).toEqual([])
})

test.each(['plain', 'a https://a.example b https://b.example', 'https://a.example\n\nend', ''])(
  'the parts together are the text: %j',
  (text) => {
    expect(
      linkParts(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text)
  },
)
