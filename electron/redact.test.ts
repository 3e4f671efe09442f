import fc from 'fast-check'
import { expect, it } from 'vitest'
import { redacted } from './redact.ts'

const HOME = '/home/ann'
const clean = (text: string) => redacted(text, HOME)

it.each([
  ['ann.smith+desk@shop.example wrote', '<email> wrote'],
  ['GET https://desk.shop.example:8443/api/x?token=abc failed', 'GET https://<address> failed'],
  ['connect ECONNREFUSED 192.168.1.20:3000', 'connect ECONNREFUSED <ip>:3000'],
  ['Authorization=abc.def', '<secret>'],
  ['at /home/ann/.config/Frontdesk/app.json', 'at ~/.config/Frontdesk/app.json'],
  ['key 0123456789abcdef0123456789abcdef0123', 'key <token>'],
  ['window process gone: crashed', 'window process gone: crashed'],
])('%s', (text, expected) => expect(clean(text)).toBe(expected))

it('no address, host or token is left, wherever it stands', () => {
  const secret = fc.oneof(
    fc.emailAddress({ size: 'small' }).filter((email) => /^[\w.+-]+@/.test(email)),
    fc.webUrl({ size: 'small' }),
    fc.ipV4(),
    fc.stringMatching(/^[A-Za-z0-9]{40,60}$/),
  )
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z :]{0,20}$/), secret, (before, hidden) => {
      expect(clean(`${before} ${hidden} end`)).not.toContain(hidden)
    }),
  )
})
