const STEPS = [0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2]

/** The part of electron's WebContents that is used here. */
export type ZoomedContents = {
  on(event: 'did-finish-load', listener: () => void): unknown
  on(event: 'zoom-changed', listener: (event: unknown, direction: 'in' | 'out') => void): unknown
  setZoomFactor(factor: number): void
}

export type ZoomParts = {
  read: () => number
  write: (factor: number) => void
  contents: () => Pick<ZoomedContents, 'setZoomFactor'> | null
}

export type Zoom = {
  in: () => void
  out: () => void
  reset: () => void
  /** A window of ours: as large as the last one was, also by the wheel. */
  adopt: (contents: ZoomedContents) => void
}

/** How large everything is drawn, by steps, kept from one start to the next. */
export function createZoom({ read, write, contents }: ZoomParts): Zoom {
  const set = (factor: number) => {
    contents()?.setZoomFactor(factor)
    write(factor)
  }
  // The next step that is not this one, however this one came to be.
  const larger = () => set(STEPS.find((step) => step > read() + 0.01) ?? read())
  const smaller = () => set(STEPS.findLast((step) => step < read() - 0.01) ?? read())
  return {
    in: larger,
    out: smaller,
    reset: () => set(1),
    adopt(page) {
      page.on('did-finish-load', () => page.setZoomFactor(read()))
      page.on('zoom-changed', (_event, direction) => (direction === 'in' ? larger() : smaller()))
    },
  }
}
