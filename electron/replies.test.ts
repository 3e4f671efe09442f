import { expect, it, vi } from 'vitest'
import { createReplies } from './replies.ts'

const ROUTE = { view: 'conversation', id: '0192f0c1-2222-7333-8444-555566667777' } as const
const reply = (text: string) => ({ id: 'n1', route: ROUTE, text })

function shell(isWanted = true) {
  const done: string[] = []
  const replies = createReplies({
    tell: ({ text }) => done.push(`tell ${text}`),
    offer: async (text) => (done.push(`offer ${text}`), isWanted),
    copy: (text) => done.push(`copy ${text}`),
    log: (what) => done.push(`log ${what}`),
  })
  return { replies, done }
}

it('the console sends what was written while somebody is signed in', () => {
  const { replies, done } = shell()
  replies.signedIn(true)
  replies.take(reply('Yes'))
  replies.signedIn(false)
  replies.signedIn(true)
  replies.take(reply('No'))
  expect(done).toEqual(['tell Yes', 'tell No'])
})

it('while a page is loaded it waits, in order, for the one that knows who is signed in', () => {
  const { replies, done } = shell()
  replies.take(reply('One'))
  replies.signedIn(true)
  replies.pageLeft()
  replies.take(reply('Two'))
  replies.take(reply('Three'))
  expect(done).toEqual(['tell One'])
  replies.signedIn(true)
  replies.signedIn(true)
  expect(done).toEqual(['tell One', 'tell Two', 'tell Three'])
})

it('where that page finds the session ended, its writer has the words, and whoever signs in next has none', async () => {
  const { replies, done } = shell()
  replies.signedIn(true)
  replies.pageLeft()
  replies.take(reply('Yes'))
  replies.signedIn(false)
  await vi.waitFor(() => expect(done).toEqual(['offer Yes', 'copy Yes']))
  replies.pageLeft()
  replies.take(reply('No'))
  await vi.waitFor(() => expect(done.slice(2)).toEqual(['offer No', 'copy No']))
  replies.signedIn(true)
  expect(done).toHaveLength(4)
})

it('after the session ended nobody sends it, and the words are the person’s to have', async () => {
  const { replies, done } = shell()
  replies.signedIn(false)
  replies.take(reply('Yes, in a moment'))
  await vi.waitFor(() => expect(done).toEqual(['offer Yes, in a moment', 'copy Yes, in a moment']))
  const other = shell(false)
  other.replies.signedIn(false)
  other.replies.take(reply('Never mind'))
  await Promise.resolve()
  expect(other.done).toEqual(['offer Never mind'])
})
