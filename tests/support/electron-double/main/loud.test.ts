import { expect, test } from 'vitest'
import * as electron from './electron.ts'

/** What somebody's app does that this Electron cannot: never a silent undefined. */
const unknown: Record<string, () => unknown> = {
  'app.showAboutPanel': () => Reflect.get(electron.app, 'showAboutPanel'),
  'session.protocol.registerFileProtocol': () =>
    Reflect.get(electron.session.defaultSession.protocol, 'registerFileProtocol'),
  'session.setProxy': () => Reflect.get(electron.session.defaultSession, 'setProxy'),
  'clipboard.readImage': () => Reflect.get(electron.clipboard, 'readImage'),
  'powerSaveBlocker.start': () => Reflect.get(electron.powerSaveBlocker, 'start'),
  'WebContentsView.constructor': () => Reflect.construct(electron.WebContentsView, []),
}

for (const [name, use] of Object.entries(unknown)) {
  test(`${name} is refused by its name`, () => {
    expect(use).toThrow(name)
  })
}

test('listening for what is never told is refused, and so is a dialog that nobody answers', () => {
  expect(() => electron.app.on('gpu-process-crashed', () => undefined)).toThrow(
    'gpu-process-crashed',
  )
  expect(() => electron.dialog.showOpenDialog()).toThrow('showOpenDialog')
})
