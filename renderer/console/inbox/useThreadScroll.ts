import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

const NEAR_END = 40
const NEAR_TOP = 300

const isEnd = (box: HTMLElement) => box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END

/**
 * Keeps a thread where it is read: what is added above pushes nothing, what is added below is followed only from the
 * end. `first` and `last` name the outermost messages.
 */
export function useThreadScroll(
  first: string | undefined,
  last: string | undefined,
  loadOlder: () => Promise<void>,
) {
  const ref = useRef<HTMLDivElement>(null)
  const before = useRef({ first, last, height: 0 })
  const [isAtEnd, setAtEnd] = useState(true)
  const [hasNews, setHasNews] = useState(false)
  const follows = useRef(true)

  const toEnd = useCallback(() => ref.current?.scrollTo({ top: ref.current.scrollHeight }), [])
  useLayoutEffect(() => {
    const box = ref.current
    if (!box) return
    const then = before.current
    before.current = { first, last, height: box.scrollHeight }
    if (first !== then.first && then.height > 0) box.scrollTop += box.scrollHeight - then.height
    if (follows.current) toEnd()
    else if (last !== then.last) setHasNews(true)
  }, [first, last, toEnd])
  useEndKept(ref, follows, toEnd)

  function onScroll() {
    const box = ref.current
    if (!box) return
    follows.current = isEnd(box)
    before.current.height = box.scrollHeight
    setAtEnd(follows.current)
    if (follows.current) setHasNews(false)
    if (box.scrollTop < NEAR_TOP) void loadOlder()
  }
  const leaveEnd = useCallback(() => {
    follows.current = false
  }, [])
  return { ref, onScroll, isAtEnd, hasNews, toEnd, leaveEnd }
}

/** Stays at the end when the box or what is in it changes its height: a growing composer, a typing line. */
function useEndKept(
  ref: React.RefObject<HTMLDivElement | null>,
  follows: React.RefObject<boolean>,
  toEnd: () => void,
) {
  useEffect(() => {
    const box = ref.current
    if (!box) return
    const observer = new ResizeObserver(() => {
      if (follows.current) toEnd()
    })
    observer.observe(box)
    for (const child of box.children) observer.observe(child)
    return () => observer.disconnect()
  }, [ref, follows, toEnd])
}
