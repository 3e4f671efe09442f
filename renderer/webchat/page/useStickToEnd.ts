import { useLayoutEffect, useState } from 'preact/hooks'
import type { Thread } from '../chat/thread.ts'
import { type StickToEnd, stickToEnd } from './stick-to-end.ts'

/** A thread that stays at its end while its reader is there, and goes there when they write. */
export function useStickToEnd(thread: Thread, typing: string | null): [StickToEnd, boolean] {
  const [isAtEnd, setIsAtEnd] = useState(true)
  const [stick] = useState(() => stickToEnd(setIsAtEnd))
  const newest = thread.outbox.at(-1)?.clientMessageId
  useLayoutEffect(() => stick.follow(), [stick, thread, typing])
  useLayoutEffect(() => {
    if (newest !== undefined) stick.toEnd()
  }, [stick, newest])
  return [stick, isAtEnd]
}
