import type { PublicChat } from '../../../server/contract/chat-settings.ts'
import { opposite, textOn } from '../look/colors.ts'
import type { LauncherLook } from './protocol.ts'
import { attempt, write } from './remember.ts'

const KEY = 'frontdesk.look'
const FRESH_MS = 600_000
const PATIENCE_MS = 1_500

interface KeptLook {
  at: number
  look: LauncherLook
}

/** The look that was shown on this site last. */
export function keptLook(): KeptLook | undefined {
  const kept = attempt((store) => JSON.parse(store.getItem(KEY) ?? '{}') as Partial<KeptLook>)
  return isLook(kept?.look) ? (kept as KeptLook) : undefined
}

export const keepLook = (look: LauncherLook) => write(KEY, JSON.stringify({ at: Date.now(), look }))

/** Whether a kept look need not be asked for again. */
export const isFresh = ({ at }: KeptLook) => Math.abs(Date.now() - at) < FRESH_MS

/** Asks the server how the launcher looks; it may refuse, and a site's content policy may not let it be asked. */
export async function askLook(origin: string): Promise<LauncherLook | undefined> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS)
    const response = await fetch(`${origin}/api/chat/widget`, { signal })
    const { data } = (await response.json()) as { data: PublicChat }
    return lookOf(data)
  } catch {
    return undefined
  }
}

/** What of the settings concerns the launcher; a picture would be kept on every site. */
export function lookOf({ appearance, proactive }: PublicChat): LauncherLook | undefined {
  const look = { ...appearance, avatar: undefined, proactive }
  return isLook(look) ? look : undefined
}

const isLook = (look: LauncherLook | undefined): look is LauncherLook =>
  !!look && /^#[0-9a-f]{6}$/i.test(look.color) && look.offset >= 0

/** Dresses the launcher: its colours, its corner and its distance from the edges. */
export function dress(host: HTMLElement, { color, position, offset }: LauncherLook): void {
  host.dataset['side'] = position
  const style = { color, text: textOn(color), other: opposite(color), at: `${offset}px` }
  for (const [name, value] of Object.entries(style)) host.style.setProperty(`--${name}`, value)
}
