import { create } from 'zustand'

const WIDE = '(min-width: 76rem)'

/** Whether the customer stands beside the thread: as a rule on a wide window, on a narrow one when asked for. */
export const usePanel = create<{ onWide: boolean; onNarrow: boolean }>()(() => ({
  onWide: true,
  onNarrow: false,
}))

export const togglePanel = () =>
  usePanel.setState(({ onWide, onNarrow }) =>
    matchMedia(WIDE).matches ? { onWide: !onWide } : { onNarrow: !onNarrow },
  )

export const closePanel = () =>
  usePanel.setState(matchMedia(WIDE).matches ? { onWide: false } : { onNarrow: false })
