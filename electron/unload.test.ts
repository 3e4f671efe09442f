import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { guardUnload } from './unload.ts'

it.each([
  [true, 'leave', ['unloads']],
  [false, 'stay', ['stayed']],
])('a page with something unsaved goes only with the person (%s: %s)', (isLeft, _how, what) => {
  const done: string[] = []
  const contents = new EventEmitter()
  guardUnload({ contents, ask: () => isLeft, stayed: () => done.push('stayed') })
  contents.emit('will-prevent-unload', { preventDefault: () => done.push('unloads') })
  expect(done).toEqual(what)
})
