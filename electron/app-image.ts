import { realpathSync } from 'node:fs'
import { isAbsolute, relative } from 'node:path'

type Started = Pick<NodeJS.Process, 'env' | 'execPath'>

/** The AppImage this program was started from. What starts another program leaves its own to it in the environment. */
export function ownAppImage({ env, execPath }: Started): string | undefined {
  const { APPIMAGE: file, APPDIR: folder } = env
  if (!file || !folder) return undefined
  const inside = relative(real(folder), real(execPath))
  return inside.startsWith('..') || isAbsolute(inside) ? undefined : file
}

function real(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}
