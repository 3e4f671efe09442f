const REPEAT_MS = 3000
const IDLE_MS = 5000

/** Tells the others that somebody types: at most every three seconds, and that it is over after a pause. */
export function createTypingSignal(say: (isTyping: boolean) => void, now = Date.now) {
  let saidAt: number | null = null
  let idle: ReturnType<typeof setTimeout> | undefined

  function stop() {
    clearTimeout(idle)
    if (saidAt !== null) say(false)
    saidAt = null
  }

  return {
    keyPressed: () => {
      clearTimeout(idle)
      idle = setTimeout(stop, IDLE_MS)
      if (saidAt !== null && now() - saidAt < REPEAT_MS) return
      saidAt = now()
      say(true)
    },
    stop,
  }
}
