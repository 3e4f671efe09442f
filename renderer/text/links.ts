export interface Part {
  text: string
  /** Where it leads, when it is an address of the web. */
  href?: string
}

const ADDRESS = /https?:\/\/[^\s<>"'`\p{Cf}]+/giu
const TRAILING = /[.,;:!?)\]}»”’…*_~]$/u
const PAIRS = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
])

/** An address without the punctuation of the sentence around it; brackets that it opened itself stay. */
function trimmed(address: string): string {
  let end = address
  while (TRAILING.test(end)) {
    const closing = end.at(-1) ?? ''
    const opening = PAIRS.get(closing)
    if (opening && count(end, opening) >= count(end, closing)) break
    end = end.slice(0, -1)
  }
  return end
}

const count = (text: string, mark: string) => text.split(mark).length - 1

/** Cuts a text into plain parts and http(s) addresses. Nothing else ever becomes a link. */
export function linkParts(text: string): Part[] {
  const parts: Part[] = []
  let from = 0
  for (const { 0: match, index } of text.matchAll(ADDRESS)) {
    const address = trimmed(match)
    const href = URL.canParse(address) ? new URL(address).href : ''
    if (!/^https?:\/\/[^/]/.test(href)) continue
    if (index > from) parts.push({ text: text.slice(from, index) })
    parts.push({ text: address, href })
    from = index + address.length
  }
  if (from < text.length) parts.push({ text: text.slice(from) })
  return parts
}
