import { expect, it } from 'vitest'
import { createEvents } from './events.ts'

const route = { view: 'inbox' } as const

function events() {
  const sent: unknown[] = []
  return { sent, ...createEvents((name, body) => sent.push([name, body])) }
}

it('events wait, in order, until the console listens', () => {
  const { tell, ready, sent } = events()
  tell('route.open', { route })
  tell('window.focus', { focused: true })
  expect(sent).toEqual([])
  ready()
  expect(sent).toEqual([
    ['route.open', { route }],
    ['window.focus', { focused: true }],
  ])
})

it('a listening console is told at once, and nothing twice', () => {
  const { tell, ready, sent } = events()
  tell('window.focus', { focused: true })
  ready()
  tell('route.open', { route })
  ready()
  expect(sent).toEqual([
    ['window.focus', { focused: true }],
    ['route.open', { route }],
  ])
})

it('events wait again while the page is replaced', () => {
  const { tell, ready, pause, sent } = events()
  ready()
  pause()
  tell('route.open', { route })
  expect(sent).toEqual([])
  ready()
  expect(sent).toHaveLength(1)
})

it('what waited for one profile is not told to another', () => {
  const { tell, ready, forget, sent } = events()
  tell('route.open', { route })
  forget()
  tell('window.focus', { focused: true })
  ready()
  expect(sent).toEqual([['window.focus', { focused: true }]])
})

it('what waited for one session is not told to the next, save where the app was asked to go', () => {
  const { tell, ready, forgetSession, sent } = events()
  const mark = { id: '0192f0c1-2222-7333-8444-555566667777', route }
  tell('notification.read', mark)
  tell('route.open', { route })
  tell('standing.choose', { availability: 'away' })
  tell('download.change', {
    id: mark.id,
    name: 'invoice.pdf',
    received: 1,
    total: 1,
    state: 'completed',
  })
  forgetSession()
  ready()
  expect(sent).toEqual([['route.open', { route }]])
})

it('a console that never listens costs no more than the last hundred', () => {
  const { tell, ready, sent } = events()
  for (let index = 0; index < 1000; index++) tell('window.focus', { focused: index % 2 === 0 })
  tell('route.open', { route })
  ready()
  expect(sent).toHaveLength(100)
  expect(sent.at(-1)).toEqual(['route.open', { route }])
})

it('an event that breaks the contract is a mistake of ours, and said', () => {
  const { tell } = events()
  expect(() => tell('route.open', { route: { view: 'conversation', id: 'x' } })).toThrow('UUID')
})
