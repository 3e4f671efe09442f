import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { keepLook } from './look.ts'
import { rememberVisitor, speaking } from './proactive.ts'

const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/
const RULE = { id: crypto.randomUUID(), where: '', seconds: 10 }

let asked: Array<{ visitorId: string; ruleId: string }>
beforeEach(() => {
  vi.useFakeTimers()
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => kept.set(key, text),
  })
  vi.stubGlobal('document', { hidden: false })
  vi.stubGlobal('location', new URL('http://shop.test/prices'))
  asked = []
  vi.stubGlobal('fetch', async (_url: string, { body }: { body: string }) => {
    asked.push(JSON.parse(body))
    return Response.json({ data: { message: null, againMs: 0 } })
  })
  const look = { color: '#123456', offset: 20, position: 'right', launcher: 'bubble' } as const
  keepLook({ ...look, launcherText: { en: '', vi: '' }, proactive: [RULE] })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A page of the site is read until its message is due. */
async function read() {
  const visit = { origin: 'http://desk.test', isBusy: () => false, show: () => {} }
  speaking({ ...visit, visitor: () => ({ language: 'en' }) })()
  await vi.advanceTimersByTimeAsync(RULE.seconds * 1_000)
}

it('a browser asks by an id as a chat has one, the same on each page, until its chat tells another', async () => {
  await read()
  await read()
  const [first, second] = asked
  expect(first).toMatchObject({ visitorId: expect.stringMatching(GUID), ruleId: RULE.id })
  expect(second?.visitorId).toBe(first?.visitorId)
  const visitorId = crypto.randomUUID()
  rememberVisitor(visitorId)
  await read()
  expect(asked[2]).toMatchObject({ visitorId })
})
