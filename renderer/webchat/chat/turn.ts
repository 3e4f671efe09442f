const NAME = 'frontdesk.chat.send'
const PATIENCE_MS = 15_000

/**
 * Runs something while no other tab of this browser runs the same; a closed tab's turn ends by itself. Not waited for
 * ever: a tab that is asleep keeps its turn, and what is sent twice is stored once.
 */
export async function inTurn(run: () => Promise<void>, patience = PATIENCE_MS): Promise<void> {
  if (!('locks' in navigator)) return run()
  let hasRun = false
  const once = () => {
    hasRun = true
    return run()
  }
  try {
    await navigator.locks.request(NAME, { signal: AbortSignal.timeout(patience) }, once)
  } catch (error) {
    if (hasRun) throw error
    await run()
  }
}
