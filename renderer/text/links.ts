export interface Part {
  text: string
  /** Where it leads, when it is an address of the web. */
  href?: string
}

const ADDRESS = /https?:\/\/[^\s<>"'`\p{Cf}]+/giu
const TRAILING = new Set('.,;:!?)]}»”’…*_~')
const PAIRS = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
])

/** An address without the punctuation of the sentence around it; brackets that it opened itself stay. */
function trimmed(address: string): string {
  const unopened = new Map<string, number>()
  for (const [closing, opening] of PAIRS)
    unopened.set(closing, Math.max(0, count(address, closing) - count(address, opening)))
  let end = address.length
  for (; end > 0; end--) {
    const last = address.charAt(end - 1)
    const surplus = unopened.get(last)
    if (!TRAILING.has(last) || surplus === 0) break
    if (surplus !== undefined) unopened.set(last, surplus - 1)
  }
  return address.slice(0, end)
}

/** Where an address leads; nowhere when it says a user before its host, which people read as the host. */
export function hrefOf(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined
  const { protocol, host, username, password, href } = new URL(address)
  const isPlain = host !== '' && username === '' && password === ''
  return isPlain && /^https?:$/.test(protocol) ? href : undefined
}

const count = (text: string, mark: string) => text.split(mark).length - 1

/** Cuts a text into plain parts and http(s) addresses. Nothing else ever becomes a link. */
export function linkParts(text: string): Part[] {
  const parts: Part[] = []
  let from = 0
  for (const { 0: match, index } of text.matchAll(ADDRESS)) {
    const address = trimmed(match)
    const href = hrefOf(address)
    if (href === undefined) continue
    if (index > from) parts.push({ text: text.slice(from, index) })
    parts.push({ text: address, href })
    from = index + address.length
  }
  if (from < text.length) parts.push({ text: text.slice(from) })
  return parts
}
