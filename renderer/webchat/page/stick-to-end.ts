const NEAR_PX = 48

/** Keeps a scrolling box at its end while its reader is there, whatever is added and however it is resized. */
export interface StickToEnd {
  attach: (box: HTMLElement | null) => void
  toEnd: () => void
  /** Something was added: follows it, unless the reader is elsewhere. */
  follow: () => void
  onScroll: () => void
}

export function stickToEnd(onChange: (isAtEnd: boolean) => void): StickToEnd {
  let box: HTMLElement | null = null
  let sticks = true
  const tell = (isAtEnd: boolean) => {
    if (isAtEnd === sticks) return
    sticks = isAtEnd
    onChange(isAtEnd)
  }
  const toEnd = () => {
    tell(true)
    if (box) box.scrollTop = box.scrollHeight
  }
  const follow = () => {
    if (sticks) toEnd()
  }
  const observer = new ResizeObserver(follow)
  return {
    attach(next) {
      observer.disconnect()
      box = next
      if (box) observer.observe(box)
    },
    toEnd,
    follow,
    onScroll() {
      // A window that is not shown has no height and tells nothing.
      if (!box || box.clientHeight === 0) return
      tell(box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX)
    },
  }
}
