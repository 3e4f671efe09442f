import { describe, expect, it } from 'vitest'
import { Receipts } from './receipts.ts'

const acknowledged = new Map([
  [0, 1],
  [1, 2],
  [2, 3],
])

describe('receipts', () => {
  it('find no fault with every message once and in order', () => {
    const receipts = new Receipts()
    for (const [index, seq] of acknowledged) receipts.note(index, seq)
    expect(receipts).toMatchObject({ repeated: 0, disordered: 0 })
    expect(receipts.lost(acknowledged)).toBe(0)
    expect(receipts.hasAll(acknowledged)).toBe(true)
  })

  it('count an acknowledged message that never came, and the gap it leaves', () => {
    const receipts = new Receipts()
    receipts.note(0, 1)
    receipts.note(2, 3)
    expect(receipts).toMatchObject({ repeated: 0, disordered: 1 })
    expect(receipts.lost(acknowledged)).toBe(1)
    expect(receipts.hasAll(acknowledged)).toBe(false)
  })

  it('count a message that came twice, under its own number or a new one', () => {
    const receipts = new Receipts()
    receipts.note(0, 1)
    receipts.note(0, 1)
    receipts.note(0, 2)
    expect(receipts.repeated).toBe(2)
  })

  it('count a message that overtook another', () => {
    const receipts = new Receipts()
    receipts.note(1, 2)
    receipts.note(0, 1)
    expect(receipts.disordered).toBe(2)
  })
})
