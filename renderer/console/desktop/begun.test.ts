import { expect, test } from 'vitest'
import { Begun } from './begun.ts'

const fieldWith = (value: string) => ({ value, isConnected: true })

test('a field is begun while it holds something else than when somebody first came to it', () => {
  const begun = new Begun()
  const name = fieldWith('Ann')
  begun.enter(name)
  expect(begun.isAny()).toBe(false)
  name.value = 'Anna'
  expect(begun.isAny()).toBe(true)
  // Coming back to it makes what was written no less unsaved.
  begun.enter(name)
  expect(begun.isAny()).toBe(true)
  name.value = 'Ann'
  expect(begun.isAny()).toBe(false)
})

test('it stays begun while somebody is in another field, until it is gone', () => {
  const begun = new Begun()
  const [name, email] = [fieldWith(''), fieldWith('')]
  begun.enter(name)
  name.value = 'Ann'
  begun.enter(email)
  expect(begun.isAny()).toBe(true)
  name.isConnected = false
  expect(begun.isAny()).toBe(false)
})
