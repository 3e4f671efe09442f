import { describe, expect, it, vi } from 'vitest'
import { createHolding } from './holding.ts'

const LONG = { timeout: 10_000 }
const onFree = () => vi.fn<() => void>()
let files = 0
const newKey = () => `file of this test ${++files}`

describe('the bytes only one page has', () => {
  it('are elsewhere for the others until it lets go, each of which is told once', async () => {
    const key = newKey()
    const [one, two, three] = [1, 2, 3].map(() => createHolding(navigator.locks))
    const [freeForTwo, freeForThree] = [onFree(), onFree()]
    one?.hold(key)
    one?.hold(key)
    expect(await two?.isElsewhere(key, freeForTwo)).toBe(true)
    expect(await two?.isElsewhere(key, freeForTwo)).toBe(true)
    expect(await three?.isElsewhere(key, freeForThree)).toBe(true)
    expect(freeForTwo).not.toHaveBeenCalled()
    one?.free(key)
    await expect.poll(() => freeForThree.mock.calls.length, LONG).toBe(1)
    expect(freeForTwo).toHaveBeenCalledOnce()
    expect(await two?.isElsewhere(key, freeForTwo)).toBe(false)
  })

  it('may be held again, and are nowhere when they were let go before the lock was there', async () => {
    const key = newKey()
    const [one, two] = [createHolding(navigator.locks), createHolding(navigator.locks)]
    one.hold(key)
    one.free(key)
    await expect.poll(() => two.isElsewhere(key, onFree()), LONG).toBe(false)
    one.hold(key)
    expect(await two.isElsewhere(key, onFree())).toBe(true)
    one.free(key)
  })

  it('are nowhere else where the browser knows no locks, or refuses them', async () => {
    const none = createHolding(undefined)
    none.hold('a')
    expect(await none.isElsewhere('a', onFree())).toBe(false)
    const request = () => Promise.reject(new DOMException('no', 'SecurityError'))
    const refused = createHolding({ request } as never)
    refused.hold('a')
    expect(await refused.isElsewhere('a', onFree())).toBe(false)
  })
})
