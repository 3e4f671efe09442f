import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isBracketed, namedServer, serverAddress } from './address.ts'

it.each([
  ['https://help.example', 'https://help.example'],
  ['  https://Help.Example:8443/inbox?a=b#c ', 'https://help.example:8443'],
  ['help.example', 'https://help.example'],
  ['help.example:8443', 'https://help.example:8443'],
  ['localhost:3000', 'http://localhost:3000'],
  ['127.0.0.1:3000', 'http://127.0.0.1:3000'],
  ['help.example.', 'https://help.example'],
  ['localhost.:3000', 'http://localhost:3000'],
  ['http://10.0.0.5:3000', 'http://10.0.0.5:3000'],
  ['https://hỗ-trợ.example', 'https://xn--h-tr-vy5a5c.example'],
  ['http://front_desk:3000', 'http://front_desk:3000'],
])('%s means %s', (text, origin) => {
  expect(serverAddress(text)).toBe(origin)
})

it.each([
  '',
  ' ',
  'ftp://help.example',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'frontdesk-app://console',
  'https://',
  'https://user:word@help.example',
  'https://user@help.example',
  'http://*',
  'https://*.example',
  "https://a'unsafe-inline'.example",
  'https://a;script-src.example',
  'https://a,b.example',
  'https://a b.example',
  'https://help.example:99999',
  '[::1]:3000',
  'http://[fe80::1]',
  'https://help.example..',
])('%j is no server', (text) => expect(serverAddress(text)).toBeNull())

// What Chromium takes for the host of a source in a content policy: labels, and a port.
const HOST_SOURCE = /^https?:\/\/[\w-]+(?:\.[\w-]+)*(?::\d+)?$/

it('whatever is taken for a server can be named in a content policy', () => {
  const part = fc.constantFrom(
    'a',
    'A',
    '.',
    '-',
    '_',
    ':',
    '[',
    ']',
    '1',
    '%',
    '@',
    '/',
    'ỗ',
    ' ',
    ';',
    '*',
  )
  const text = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(fc.constantFrom('', 'http://', 'https://'), text, (scheme, rest) => {
      const address = serverAddress(scheme + rest)
      expect(address === null || HOST_SOURCE.test(address)).toBe(true)
      expect(serverAddress(address ?? '')).toBe(address)
    }),
    { numRuns: 2000 },
  )
})

it('numbers in brackets are told apart from what is no address', () => {
  expect(['[::1]:3000', 'http://[fe80::1]/inbox'].map(isBracketed)).toEqual([true, true])
  expect(['help.example', '', '[', 'https://['].map(isBracketed)).toEqual(Array(4).fill(false))
})

it('the server for a start is the last one named, and the command line comes before the environment', () => {
  const env = { FRONTDESK_URL: 'http://10.0.0.1:3000' }
  expect(namedServer(['frontdesk', '--server=https://a.example'], env)).toBe('https://a.example')
  expect(namedServer(['--server=https://a.example', '--server=https://b.example'], {})).toBe(
    'https://b.example',
  )
  expect(namedServer(['frontdesk'], env)).toBe('http://10.0.0.1:3000')
  expect(namedServer(['frontdesk'], {})).toBeNull()
  expect(namedServer(['--server=javascript:alert(1)'], {})).toBeNull()
})
