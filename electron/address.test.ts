import { expect, it } from 'vitest'
import { namedServer, serverAddress } from './address.ts'

it.each([
  ['https://help.example', 'https://help.example'],
  ['  https://Help.Example:8443/inbox?a=b#c ', 'https://help.example:8443'],
  ['help.example', 'https://help.example'],
  ['help.example:8443', 'https://help.example:8443'],
  ['localhost:3000', 'http://localhost:3000'],
  ['127.0.0.1:3000', 'http://127.0.0.1:3000'],
  ['[::1]:3000', 'http://[::1]:3000'],
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
])('%j is no server', (text) => expect(serverAddress(text)).toBeNull())

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
