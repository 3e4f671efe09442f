import { expect, it } from 'vitest'
import { ownAppImage } from './app-image.ts'

const FILE = '/home/ann/frontdesk.AppImage'
const MOUNT = '/tmp/.mount_frontdesk'
const started = (execPath: string, env: NodeJS.ProcessEnv) => ownAppImage({ execPath, env })

it('a program in the folder of an AppImage was started from it', () => {
  expect(started(`${MOUNT}/frontdesk`, { APPIMAGE: FILE, APPDIR: MOUNT })).toBe(FILE)
})

it('what was started from another AppImage’s terminal is none', () => {
  const env = { APPIMAGE: '/home/ann/terminal.AppImage', APPDIR: '/tmp/.mount_terminal' }
  expect(started('/opt/Frontdesk/frontdesk', env)).toBeUndefined()
  expect(started('/tmp/.mount_terminal-2/frontdesk', env)).toBeUndefined()
})

it('what does not say where it lies is believed by nobody', () => {
  expect(started(`${MOUNT}/frontdesk`, { APPIMAGE: FILE })).toBeUndefined()
  expect(started(`${MOUNT}/frontdesk`, { APPDIR: MOUNT })).toBeUndefined()
})
