/** Makes an element without markup text: a site's Trusted Types policy has nothing to object to. */
export const element = <K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Record<string, string>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] => filled(document.createElement(name), attributes, ...children)

function filled<E extends Element>(
  made: E,
  attributes: Record<string, string>,
  ...children: (Node | string)[]
): E {
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}

const drawn = (name: string, attributes: Record<string, string>, ...children: Node[]) =>
  filled(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, ...children)

/** A line drawing of 24 by 24. */
export const icon = (className: string, path: string) =>
  drawn(
    'svg',
    { class: className, viewBox: '0 0 24 24', 'aria-hidden': 'true' },
    drawn('path', { d: path }),
  )
