import { join } from 'node:path'
import { findChromium } from '../../../support/chromium.ts'
import { toChromium } from '../../../support/electron-double/addresses.ts'
import { launchDouble } from '../../../support/electron-double/stage/launch.ts'
import { CONSOLE_URL } from '../../../../electron/scheme.ts'
import type { Launch, Running } from './running.ts'

export const MAIN = join(import.meta.dirname, '../../../../dist/electron/main.js')

/** The console's origin in the double, where no scheme of ours can be an origin. */
export const ORIGIN = new URL(toChromium(CONSOLE_URL, [new URL(CONSOLE_URL).protocol.slice(0, -1)]))
  .origin

// Looking for one starts it: once is enough.
let chromium: ReturnType<typeof findChromium> | undefined

export async function runOnDouble({ userData, args, env }: Launch): Promise<Running> {
  const { executablePath, args: chromiumArgs } = await (chromium ??= findChromium())
  const app = await launchDouble({
    main: MAIN,
    args: [`--user-data-dir=${userData}`, ...args],
    env,
    userData,
    executablePath,
    chromiumArgs,
    locale: args.find((argument) => argument.startsWith('--lang='))?.slice(7) ?? 'en-US',
  })
  const { exited, output, windows, end } = app
  const pid = app.process.pid ?? 0
  const evaluate = app.evaluate
  return { backend: 'double', pid, exited, output, windows, evaluate, kill: end }
}
