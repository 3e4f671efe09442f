import { describe, expect, it, vi } from 'vitest'
import { inTurn } from './turn.ts'

const gate = () => {
  let open = () => {}
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { open, opened }
}

describe('the turn to send', () => {
  it('is one tab’s at a time, and the next one’s when it is done', async () => {
    const [first, log] = [gate(), [] as string[]]
    const one = inTurn(async () => {
      log.push('one begins')
      await first.opened
      log.push('one ends')
    })
    const two = inTurn(async () => void log.push('two'))
    await expect.poll(() => log).toEqual(['one begins'])
    first.open()
    await Promise.all([one, two])
    expect(log).toEqual(['one begins', 'one ends', 'two'])
  })

  it('passes to the next when the work fails, and the failure is told', async () => {
    await expect(inTurn(() => Promise.reject(new Error('broke')))).rejects.toThrow('broke')
    const run = vi.fn<() => Promise<void>>(async () => {})
    await inTurn(run)
    expect(run).toHaveBeenCalledOnce()
  })

  it('is not waited for forever: a tab that sleeps with it blocks nobody', async () => {
    const sleeper = gate()
    const asleep = inTurn(() => sleeper.opened)
    const run = vi.fn<() => Promise<void>>(async () => {})
    await inTurn(run, 10)
    expect(run).toHaveBeenCalledOnce()
    sleeper.open()
    await asleep
  })

  it('is everybody’s where the browser knows no locks', async () => {
    vi.stubGlobal('navigator', {})
    const run = vi.fn<() => Promise<void>>(async () => {})
    await inTurn(run)
    expect(run).toHaveBeenCalledOnce()
    vi.unstubAllGlobals()
  })
})
