import { expect, test } from 'vitest'

const MINUTE = 60_000

async function desk() {
  // The module looks for the shell and for windows when it is loaded.
  const { createIdleWatch } = await import('./idle.ts')
  let now = 0
  let told = 0
  const states: boolean[] = []
  const watch = createIdleWatch({
    now: () => now,
    tell: () => told++,
    changed: (isIdle) => states.push(isIdle),
  })
  function after(minutes: number) {
    now += minutes * MINUTE
    watch.look()
  }
  return { watch, states, after, told: () => told }
}

test('ten minutes without a sign are idle, and the next sign ends it at once', async () => {
  const { watch, states, after } = await desk()
  after(9)
  expect(states).toEqual([])
  after(1)
  expect(states).toEqual([true])
  watch.used()
  expect(states).toEqual([true, false])
})

test('an agent who works in another window is not idle in this one', async () => {
  const { watch, states, after } = await desk()
  after(9)
  watch.usedElsewhere()
  after(9)
  expect(states).toEqual([])
  after(1)
  watch.usedElsewhere()
  expect(states).toEqual([true, false])
})

test('the other windows are told of use, and not of every key', async () => {
  const { watch, after, told } = await desk()
  for (let key = 0; key < 100; key++) watch.used()
  expect(told()).toBe(1)
  after(1)
  watch.used()
  expect(told()).toBe(2)
})
