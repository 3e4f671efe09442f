import { create } from 'zustand'

const WIDE = '(min-width: 76rem)'

/** Whether the customer stands beside the thread: as a rule on a wide window, on a narrow one when asked for. */
export const usePanel = create<{ onWide: boolean; onNarrow: boolean }>()(() => ({
  onWide: true,
  onNarrow: false,
}))

// On a narrow window the panel covers the thread, so going back closes it: it has a place in the history.
const isInHistory = () => (history.state as { panel?: boolean } | null)?.panel === true

/** Opens or closes the panel with the browser's own back and forward. */
export function followPanel() {
  usePanel.setState({ onNarrow: isInHistory() })
  const follow = () => usePanel.setState({ onNarrow: isInHistory() })
  addEventListener('popstate', follow)
  return () => removeEventListener('popstate', follow)
}

function showNarrow(onNarrow: boolean) {
  if (!onNarrow && isInHistory()) return history.back()
  if (onNarrow) history.pushState({ panel: true }, '')
  usePanel.setState({ onNarrow })
}

export function togglePanel() {
  const { onWide, onNarrow } = usePanel.getState()
  if (matchMedia(WIDE).matches) usePanel.setState({ onWide: !onWide })
  else showNarrow(!onNarrow)
}

export function closePanel() {
  if (matchMedia(WIDE).matches) usePanel.setState({ onWide: false })
  else showNarrow(false)
}
