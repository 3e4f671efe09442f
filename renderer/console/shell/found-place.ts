import { type RefObject, useEffect } from 'react'
import { create } from 'zustand'

const SHOWN_MS = 6000
// What comes into sight for the first time gets its height then, and moves what is around it.
const SETTLING_FRAMES = 12

/** Something that was found: a message in a conversation, or a note on a customer. */
interface FoundPlace {
  /** The id of the conversation or the customer. */
  readonly within: string
  readonly id: string
}

const useFound = create<{ found: FoundPlace | null }>()(() => ({ found: null }))

/** Whatever shows this place next scrolls to it and marks it. */
export const findPlace = (found: FoundPlace) => useFound.setState({ found })

interface Way {
  isReady: boolean
  /** Brings it on the screen where it is not yet; answers whether it is there. */
  reach?: (id: string) => Promise<boolean>
  /** Called before it is scrolled to. */
  leaveEnd?: () => void
}

/** Scrolls to what was looked for within this conversation or customer, and marks it for a moment. */
export function useFoundPlace(
  within: string,
  box: RefObject<HTMLElement | null>,
  { isReady, reach, leaveEnd }: Way,
) {
  const found = useFound((state) => state.found)
  const id = found?.within === within ? found.id : null
  useEffect(() => {
    if (id === null || !isReady) return
    void (reach?.(id) ?? Promise.resolve(true)).then((isThere) => {
      if (useFound.getState().found?.id !== id) return
      useFound.setState({ found: null })
      if (isThere) show(box, id, leaveEnd)
    })
  }, [id, isReady, box, reach, leaveEnd])
}

function show(box: RefObject<HTMLElement | null>, id: string, leaveEnd: (() => void) | undefined) {
  let frames = 0
  const settle = () => {
    const place = box.current?.querySelector(`[data-place="${CSS.escape(id)}"]`)
    if (place) {
      leaveEnd?.()
      place.scrollIntoView({ block: 'center' })
      if (!place.hasAttribute('data-found')) mark(place)
    }
    frames += 1
    if (frames < SETTLING_FRAMES) requestAnimationFrame(settle)
  }
  requestAnimationFrame(settle)
}

function mark(place: Element) {
  place.setAttribute('data-found', '')
  setTimeout(() => place.removeAttribute('data-found'), SHOWN_MS)
}
