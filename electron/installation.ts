import { dirname } from 'node:path'
import type { UpdateOff } from './bridge/update-contract.ts'
import type { Run } from './run.ts'

export type InstallationParts = {
  isPackaged: boolean
  platform: NodeJS.Platform
  /** The AppImage it was started from: on Linux only that can replace itself. */
  appImage: string | undefined
  /** The program that runs. */
  program: string
  /** What packaging wrote down about where newer versions are; null where it named no place. */
  readSource: () => string | null
  /** Whether files can be added to a folder and taken away from it. */
  isWritable: (folder: string) => boolean
  run: Run
}

/** Why this installation gets no updates by itself; null where it does. */
export async function whyNoUpdates(parts: InstallationParts): Promise<UpdateOff | null> {
  const { isPackaged, platform, appImage, readSource, isWritable } = parts
  if (!isPackaged) return 'unpackaged'
  if (platform === 'linux' && appImage === undefined) return 'package_managed'
  const source = readSource()
  if (source === null) return 'no_source'
  if (appImage !== undefined && !isWritable(dirname(appImage))) return 'not_writable'
  return (await isVouchedFor(parts, source)) ? null : 'unsigned'
}

/** Whether a newer version can be told from something that somebody else made. */
async function isVouchedFor({ platform, program, run }: InstallationParts, source: string) {
  // An AppImage has no signature of its own: what it fetches is compared with the hash published with it.
  if (platform === 'linux') return true
  // Packaging writes down who signed it, and what is fetched has to be signed by the same.
  if (platform === 'win32') return /^publisherName:/m.test(source)
  const requirement = ['--display', '--requirements', '-', program]
  return /anchor apple/.test(await run('codesign', requirement).catch(() => ''))
}
