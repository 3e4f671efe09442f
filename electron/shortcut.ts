/** The part of electron's globalShortcut that is used here. */
type Registry = {
  register(accelerator: string, callback: () => void): boolean
  unregister(accelerator: string): void
}

export type Shortcut = {
  /** Takes a key from the whole system, or gives it back (null); false where the system refuses it. */
  use: (accelerator: string | null) => boolean
}

/** The one key that is heard while another program is in front. */
export function createShortcut(registry: Registry, pressed: () => void): Shortcut {
  let current: string | null = null

  return {
    use(accelerator) {
      if (accelerator === current) return true
      if (accelerator !== null && !registered(registry, accelerator, pressed)) return false
      if (current !== null) registry.unregister(current)
      current = accelerator
      return true
    },
  }
}

function registered(registry: Registry, accelerator: string, pressed: () => void) {
  try {
    return registry.register(accelerator, pressed)
  } catch {
    // What is no accelerator at all is thrown, what is taken is answered.
    return false
  }
}
