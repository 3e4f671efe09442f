import type { Words } from './words.ts'

type Ask = (question: { message: string; detail: string; buttons: string[] }) => number

export type ProcessParts = {
  process: {
    on(event: 'uncaughtException', listener: (error: Error) => void): unknown
    on(event: 'unhandledRejection', listener: (reason: unknown) => void): unknown
  }
  app: {
    relaunch(): void
    exit(code: number): void
    on(
      event: 'child-process-gone',
      listener: (event: unknown, details: { type: string; reason: string }) => void,
    ): unknown
  }
  ask: Ask
  /** Keeps it where somebody who is to help finds it. */
  report: (error: Error) => void
  log: (what: string, error: unknown) => void
  words: Words
}

/** A mistake in the shell itself is logged and said; its state is unknown then, so it ends. */
export function watchProcess({ process, app, ask, report, log, words }: ProcessParts): void {
  let isEnding = false
  process.on('uncaughtException', (error) => {
    log('uncaught', error)
    if (isEnding) return
    isEnding = true
    report(error)
    const buttons = [words.restart, words.quit]
    if (ask({ message: words.appCrashed, detail: error.message, buttons }) === 0) app.relaunch()
    app.exit(1)
  })
  app.on('child-process-gone', (_event, { type, reason }) => {
    if (reason !== 'clean-exit') log(`${type} process gone`, reason)
  })
  process.on('unhandledRejection', (reason) => log('unhandled rejection', reason))
}

export type RendererParts = {
  contents: {
    forcefullyCrashRenderer(): void
    on(
      event: 'render-process-gone',
      listener: (event: unknown, details: { reason: string }) => void,
    ): unknown
  }
  reload: () => void
  /** Shows a page that needs nothing of the console. */
  stop: () => void
  quit: () => void
  ask: Ask
  log: (what: string, error: unknown) => void
  words: Words
  now: () => number
}

const SHORT = 60_000

/**
 * A console that crashed is loaded again by itself once; soon after that a page says so, and where not even that can be
 * shown, a question. The function that is answered ends a console that no longer reacts, and loads it anew.
 */
export function watchRenderer(parts: RendererParts): { replace: () => void } {
  const { contents, reload, stop, quit, ask, log, words, now } = parts
  let last = Number.NEGATIVE_INFINITY
  let soonAfter = 0
  let isWanted = false

  function gone(reason: string) {
    soonAfter = now() - last < SHORT ? soonAfter + 1 : 0
    last = now()
    if (soonAfter === 0) return reload()
    if (soonAfter === 1) return stop()
    const buttons = [words.reload, words.quit]
    if (ask({ message: words.windowCrashed, detail: reason, buttons }) === 0) reload()
    else quit()
  }

  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    log('window process gone', reason)
    if (!isWanted) return gone(reason)
    isWanted = false
    reload()
  })
  return {
    replace() {
      isWanted = true
      // A page that does not answer does not unload either.
      contents.forcefullyCrashRenderer()
    },
  }
}
