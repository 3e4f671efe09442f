type Flashing = { flashFrame(isOn: boolean): void; isFocused(): boolean }

export type Flash = {
  urge: (place: string) => void
  calm: (place: string) => void
  /** The person looks at the window. */
  seen: () => void
}

/** Flashes the taskbar button while somebody waits in any place, until the window is looked at. */
export function createFlash(window: () => Flashing | null): Flash {
  const places = new Set<string>()

  return {
    urge(place: string) {
      const target = window()
      if (target === null || target.isFocused()) return
      places.add(place)
      target.flashFrame(true)
    },
    calm(place: string) {
      if (places.delete(place) && places.size === 0) window()?.flashFrame(false)
    },
    seen() {
      if (places.size > 0) window()?.flashFrame(false)
      places.clear()
    },
  }
}
