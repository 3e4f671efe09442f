import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { createZoom } from './zoom.ts'

function page(kept = 1) {
  const state = { kept, shown: 0 }
  const contents = Object.assign(new EventEmitter(), {
    setZoomFactor: (factor: number) => void (state.shown = factor),
  })
  const zoom = createZoom({
    read: () => state.kept,
    write: (factor) => (state.kept = factor),
    contents: () => contents,
  })
  zoom.adopt(contents)
  return { state, zoom, contents }
}

it('goes by steps up to twice and down to half the size, and is kept', () => {
  const { state, zoom } = page()
  zoom.in()
  expect(state).toEqual({ kept: 1.1, shown: 1.1 })
  for (let press = 0; press < 20; press++) zoom.in()
  expect(state.kept).toBe(2)
  for (let press = 0; press < 20; press++) zoom.out()
  expect(state.kept).toBe(0.5)
  zoom.reset()
  expect(state).toEqual({ kept: 1, shown: 1 })
})

it('a page that is loaded is as large as the last one, and the wheel counts, too', () => {
  const { state, contents } = page(1.5)
  contents.emit('did-finish-load')
  expect(state.shown).toBe(1.5)
  contents.emit('zoom-changed', {}, 'out')
  expect(state).toEqual({ kept: 1.25, shown: 1.25 })
})
