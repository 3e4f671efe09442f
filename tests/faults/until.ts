import { setTimeout as delay } from 'node:timers/promises'

const POLL_MS = 10
const GIVE_UP_MS = 60_000

/** Waits for a condition, and says who is to blame when it does not come. */
export async function until(
  isTrue: () => boolean,
  blame: () => string,
  giveUpMs = GIVE_UP_MS,
): Promise<void> {
  const deadline = performance.now() + giveUpMs
  while (!isTrue()) {
    if (performance.now() > deadline) throw new Error(`not within ${giveUpMs} ms: ${blame()}`)
    await delay(POLL_MS)
  }
}
