import { expect, it } from 'vitest'
import type { UpdateOff } from './bridge/update-contract.ts'
import { whyNoUpdates } from './installation.ts'
import type { InstallationParts } from './installation.ts'

const SOURCE = 'provider: generic\nurl: https://updates.example\n'
const SIGNED = 'designated => anchor apple generic and identifier "app.frontdesk.desktop"'

const MAC: InstallationParts = {
  isPackaged: true,
  platform: 'darwin',
  appImage: undefined,
  program: '/Applications/Frontdesk.app/Contents/MacOS/Frontdesk',
  readSource: () => SOURCE,
  isWritable: (folder) => folder === '/home/ann',
  run: async () => SIGNED,
}
const WINDOWS: Partial<InstallationParts> = { platform: 'win32' }
const LINUX: Partial<InstallationParts> = { platform: 'linux' }

it.each<[string, Partial<InstallationParts>, UpdateOff | null]>([
  ['a signed app on macOS', {}, null],
  ['one that runs from its source', { isPackaged: false }, 'unpackaged'],
  ['one signed for this machine alone', { run: async () => 'designated => cdhash' }, 'unsigned'],
  ['one whose signature nobody can read', { run: () => Promise.reject(new Error()) }, 'unsigned'],
  ['one built without an address', { readSource: () => null }, 'no_source'],
  ['one on Windows without a publisher', WINDOWS, 'unsigned'],
  [
    'one on Windows with its publisher',
    { ...WINDOWS, readSource: () => `${SOURCE}publisherName:\n  - Frontdesk\n` },
    null,
  ],
  ['a package of the system', LINUX, 'package_managed'],
  ['an AppImage', { ...LINUX, appImage: '/home/ann/frontdesk.AppImage' }, null],
  [
    'an AppImage where nobody but the administrator may replace it',
    { ...LINUX, appImage: '/opt/frontdesk.AppImage' },
    'not_writable',
  ],
  [
    'an AppImage built without an address',
    { ...LINUX, appImage: '/home/ann/frontdesk.AppImage', readSource: () => null },
    'no_source',
  ],
])('%s: %o', async (_which, part, why) => {
  expect(await whyNoUpdates({ ...MAC, ...part })).toBe(why)
})
