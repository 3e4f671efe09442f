import { create } from 'zustand'

interface Palette {
  readonly isOpen: boolean
  /** What had the focus before, and gets it back before a command runs. */
  readonly from: Element | null
}

export const usePalette = create<Palette>()(() => ({ isOpen: false, from: null }))

export const openPalette = () => usePalette.setState({ isOpen: true, from: document.activeElement })

export const closePalette = () => usePalette.setState({ isOpen: false })
