import type { Words } from './words.ts'

/** The part of electron's WebContents that is used here. */
export type HangingContents = {
  on(event: 'unresponsive', listener: () => void): unknown
  on(event: 'responsive', listener: () => void): unknown
}

export type HangParts = {
  contents: HangingContents
  /** Asks without holding anything up; `signal` takes the question back. */
  ask: (
    question: { message: string; detail: string; buttons: string[] },
    signal: AbortSignal,
  ) => Promise<number>
  /** Ends it, and loads it anew. */
  replace: () => void
  log: (what: string, error: unknown) => void
  words: () => Words
}

/** A console that no longer answers: the person waits, or has it loaded anew. */
export function watchHang({ contents, ask, replace, log, words }: HangParts): void {
  let question: AbortController | null = null

  async function offer(open: AbortController) {
    const { windowHangs, windowHangsDetail, wait, reload: reloading } = words()
    const buttons = [wait, reloading]
    const answer = await ask(
      { message: windowHangs, detail: windowHangsDetail, buttons },
      open.signal,
    )
    if (question === open) question = null
    if (answer === 1 && !open.signal.aborted) replace()
  }

  contents.on('unresponsive', () => {
    if (question !== null) return
    log('window does not answer', '')
    question = new AbortController()
    offer(question).catch((error: unknown) => log('window does not answer', error))
  })
  contents.on('responsive', () => {
    question?.abort()
    question = null
  })
}
