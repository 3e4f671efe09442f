import { type RefObject, useEffect, useRef, useState } from 'react'

interface Opening {
  /** Another one each time: what stands under it begins anew, though the last one is still on the screen. */
  key: number
  /** For the popup itself. */
  popup: RefObject<HTMLDivElement | null>
  /** Whether what had the focus is gone, so that it must go elsewhere. */
  isAstray: () => boolean
}

/** Whether nothing else has taken the focus from a popup that closes. */
const isFree = (popup: RefObject<Element | null>) =>
  document.activeElement === document.body ||
  popup.current?.contains(document.activeElement) === true

function giveBack(opener: Element | null) {
  const { activeElement, body } = document
  const isThere = opener instanceof HTMLElement && opener.isConnected && opener !== body
  if (isThere) opener.focus({ preventScroll: true })
  // Nothing had it, or it is gone: keys are the page's again.
  else if (activeElement instanceof HTMLElement) activeElement.blur()
}

function useOpener(open: boolean) {
  // Taken while rendering: afterwards, a field in the popup may have the focus.
  const [last, setLast] = useState(() => ({ open, key: 0, opener: document.activeElement }))
  if (last.open !== open)
    setLast(open ? { open, key: last.key + 1, opener: document.activeElement } : { ...last, open })
  return last
}

/**
 * One opening of a popup after the other. When it closes, what had the focus before has it again in that very moment:
 * who goes on by keyboard would otherwise type into something that is leaving.
 */
export function useOpening(open: boolean): Opening {
  const popup = useRef<HTMLDivElement>(null)
  const { key, opener } = useOpener(open)
  useEffect(() => {
    if (!open) return undefined
    return () => {
      if (isFree(popup)) giveBack(opener)
    }
  }, [open, opener])
  const isGone = () => opener === document.body || opener?.isConnected !== true
  return { key, popup, isAstray: () => isGone() && isFree(popup) }
}
