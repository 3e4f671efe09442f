type Preventable = { preventDefault(): void }

export type UnloadParts = {
  contents: { on(event: 'will-prevent-unload', listener: (event: Preventable) => void): unknown }
  /** Whether the person lets go of what they have not saved; nothing goes on until they have said so. */
  ask: () => boolean
  /** The page stays, and with it whatever was to follow. */
  stayed: () => void
}

/** A page with something unsaved holds up its window, a reload and the end of the app: the person decides. */
export function guardUnload({ contents, ask, stayed }: UnloadParts): void {
  contents.on('will-prevent-unload', (event) => {
    // Prevented is here what the page wanted.
    if (ask()) event.preventDefault()
    else stayed()
  })
}
