/** Where ⌘ takes the place of Ctrl. */
export const isApple = /^(?:Mac|iP)/u.test(globalThis.navigator?.platform ?? '')
