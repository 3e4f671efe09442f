const REACHABLE = 'a[href], button:not(:disabled), input, textarea:not(:disabled), [tabindex="0"]'

/** The first or last thing on the page that Tab reaches. */
export const keyEnd = (root: ParentNode, at: 'first' | 'last'): HTMLElement | undefined =>
  [...root.querySelectorAll<HTMLElement>(REACHABLE)].at(at === 'first' ? 0 : -1)
