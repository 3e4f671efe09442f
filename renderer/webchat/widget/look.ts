import { pressed, textOn } from '../look/colors.ts'
import type { LauncherLook } from './protocol.ts'
import { attempt } from './remember.ts'

const KEY = 'frontdesk.look'
const FRESH_MS = 600_000
const PATIENCE_MS = 1_500

interface KeptLook {
  at: number
  look: LauncherLook
}

/** The look that was shown on this site last. */
export function keptLook(): KeptLook | undefined {
  const kept = attempt((store) => JSON.parse(store.getItem(KEY) ?? 'null') as KeptLook | null)
  return kept && isLook(kept.look) ? kept : undefined
}

export const keepLook = (look: LauncherLook) =>
  attempt((store) => store.setItem(KEY, JSON.stringify({ at: Date.now(), look })))

/** Whether a kept look need not be asked for again. */
export const isFresh = ({ at }: KeptLook) => Math.abs(Date.now() - at) < FRESH_MS

/** Asks the server how the launcher looks; a site's content policy may not let it. */
export async function askLook(origin: string): Promise<LauncherLook | undefined> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS)
    const response = await fetch(`${origin}/api/chat/widget`, { credentials: 'omit', signal })
    const { data } = (await response.json()) as { data?: { appearance?: LauncherLook } }
    return isLook(data?.appearance) ? lookOf(data.appearance) : undefined
  } catch {
    return undefined
  }
}

/** What of an appearance concerns the launcher. */
const lookOf = ({ color, position, offset, launcher, launcherText }: LauncherLook) => ({
  color,
  position,
  offset,
  launcher,
  launcherText,
})

export const isLook = (look: LauncherLook | undefined): look is LauncherLook =>
  /^#[0-9a-f]{6}$/i.test(look?.color ?? '') && typeof look?.offset === 'number'

/** Dresses the launcher: its colours, its corner and its distance from the edges. */
export function dress(host: HTMLElement, { color, position, offset }: LauncherLook): void {
  host.dataset['side'] = position
  host.style.setProperty('--fd-color', color)
  host.style.setProperty('--fd-hover', pressed(color))
  host.style.setProperty('--fd-text', textOn(color))
  host.style.setProperty('--fd-offset', `${offset}px`)
}
