import type { Fallback } from '../chat/browser-storage.ts'
import type { Frame } from './frame.ts'

const PATIENCE_MS = 2_000

/** Has the site keep the chat where the browser forbids this frame to, and asks for what it kept before. */
export const recall = (frame: Frame): Promise<Fallback> =>
  new Promise((resolve) => {
    const finish = (entries: Array<[string, string]>) => {
      stop()
      clearTimeout(timer)
      const keep: Fallback['keep'] = (key, text) => frame.tell({ frontdesk: 'keep', key, text })
      resolve({ held: new Map(entries), keep })
    }
    const stop = frame.onMessage((message) => {
      if (message.frontdesk === 'recalled') finish(message.entries)
    })
    const timer = setTimeout(() => finish([]), PATIENCE_MS)
    frame.tell({ frontdesk: 'recall' })
  })
