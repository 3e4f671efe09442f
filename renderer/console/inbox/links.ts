export interface Part {
  readonly text: string
  /** Where it leads, when it is an address of the web. */
  readonly href?: string
}

const ADDRESS = /https?:\/\/[^\s<>"'`]+/giu
const TRAILING = /[.,;:!?)\]}»”’]+$/u

/** An address without the punctuation of the sentence around it; a bracket that it opens itself stays. */
function trimmed(address: string) {
  const tail = TRAILING.exec(address)?.[0] ?? ''
  if (tail.startsWith(')') && address.includes('(')) return address
  return address.slice(0, address.length - tail.length)
}

/** Cuts a text into plain parts and http(s) addresses. */
export function linkParts(text: string): Part[] {
  const parts: Part[] = []
  let from = 0
  for (const match of text.matchAll(ADDRESS)) {
    const address = trimmed(match[0])
    const url = URL.parse(address)
    if (!url) continue
    if (match.index > from) parts.push({ text: text.slice(from, match.index) })
    parts.push({ text: address, href: url.href })
    from = match.index + address.length
  }
  if (from < text.length) parts.push({ text: text.slice(from) })
  return parts
}
