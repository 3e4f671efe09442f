import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { followLinks, routeIn, routeOf } from './links.ts'

const ID = '0192f0c1-2222-7333-8444-555566667777'

it.each([
  ['frontdesk://inbox', { view: 'inbox' }],
  ['frontdesk://inbox/', { view: 'inbox' }],
  [`frontdesk://conversation/${ID}`, { view: 'conversation', id: ID }],
  [`FRONTDESK://ticket/${ID}`, { view: 'ticket', id: ID }],
])('%s leads to its route', (link, route) => expect(routeOf(link)).toEqual(route))

it.each([
  'frontdesk:',
  'frontdesk://',
  'frontdesk:inbox',
  'frontdesk://settings',
  'frontdesk://conversation',
  'frontdesk://conversation/42',
  `frontdesk://inbox/${ID}`,
  `frontdesk://conversation/${ID}/delete`,
  `frontdesk://conversation/${ID}/`,
  `frontdesk://conversation/${ID}?then=javascript:alert(1)`,
  `frontdesk://conversation/${ID}#x`,
  `frontdesk://user:word@conversation/${ID}`,
  `frontdesk://conversation:1/${ID}`,
  `frontdesk://conversation/../ticket/%2e%2e`,
  `frontdesk://__proto__/${ID}`,
  `frontdesk-app://console/`,
  `https://conversation/${ID}`,
  'javascript:alert(1)',
  'file:///etc/passwd',
  `frontdesk://conversation/${ID}${' '.repeat(500)}`,
  '',
])('%s leads nowhere', (link) => expect(routeOf(link)).toBeNull())

it('a link is found among the arguments the system adds', () => {
  expect(routeIn(['/opt/frontdesk', '--allow-file', 'frontdesk://inbox'])).toEqual({
    view: 'inbox',
  })
  expect(routeIn(['/opt/frontdesk', '--server=https://a.example'])).toBeNull()
})

describe('links are followed', () => {
  function following(argv: string[] = []) {
    const app = new EventEmitter()
    const calls: unknown[] = []
    followLinks(app, argv, {
      open: (route) => calls.push(route),
      reveal: () => calls.push('reveal'),
    })
    return { app, calls }
  }

  it('from this start', () => {
    expect(following(['frontdesk', `frontdesk://ticket/${ID}`]).calls).toEqual([
      { view: 'ticket', id: ID },
    ])
    expect(following(['frontdesk']).calls).toEqual([])
  })

  it('from a second start, which shows the window in any case', () => {
    const { app, calls } = following()
    app.emit('second-instance', {}, ['frontdesk', 'frontdesk://inbox'])
    app.emit('second-instance', {}, ['frontdesk'])
    app.emit('second-instance', {}, ['frontdesk', 'frontdesk://evil'])
    expect(calls).toEqual([{ view: 'inbox' }, 'reveal', 'reveal'])
  })

  it('from macOS, which must not open the address itself', () => {
    const { app, calls } = following()
    let isPrevented = false
    app.emit('open-url', { preventDefault: () => (isPrevented = true) }, 'frontdesk://inbox')
    expect(isPrevented).toBe(true)
    expect(calls).toEqual([{ view: 'inbox' }])
  })
})
