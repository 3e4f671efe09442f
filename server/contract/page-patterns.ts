import { z } from 'zod'
import { rawText } from './text.ts'

// An address as it is typed or copied, to what of it is compared: host and path as browsers write them.
const compared = (text: string) =>
  text
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/[?#].*$/su, '')
    .replaceAll(/[^\x21-\x7e]+/gu, (part) => encodeURIComponent(part.toWellFormed()))

/**
 * Pages of a site by their host and path, without the query; capitals make no difference. One that begins with `/` is a
 * path on any host. In a wildcard `*` stands for anything, slashes too. A slash at the end may be missing.
 */
export const PagePattern = z.strictObject({
  how: z.enum(['contains', 'equals', 'wildcard']),
  text: rawText
    .trim()
    .min(1)
    .max(200)
    .refine((text) => compared(text) !== '', { error: 'must name a host or a path' }),
})
export type PagePattern = z.infer<typeof PagePattern>

const literal = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)

const start = (text: string) => (text.startsWith('/') ? '^[^/]*' : '^')

/** All that one pattern matches; `groups` counts the groups of the whole expression. */
function sourceOf({ how, text }: PagePattern, groups: { count: number }): string {
  const page = compared(text)
  if (how === 'contains') return literal(page)
  const whole = page === '/' ? page : page.replace(/\/$/u, '')
  const [first = '', ...rest] = how === 'equals' ? [whole] : whole.split(/\*+/u)
  const last = rest.pop()
  // Once found, the middle of a pattern is not looked for elsewhere: no address takes long.
  const middle = rest.map((part) => {
    groups.count += 1
    return `(?=(.*?${literal(part)}))\\${groups.count}`
  })
  const end = last === undefined ? '' : `.*${literal(last)}`
  return `${start(page)}${literal(first)}${middle.join('')}${end}${page === '/' ? '' : '/?'}$`
}

/** What any of these patterns matches, as the source of one regular expression; empty for everywhere. */
export function pagesSource(pages: readonly PagePattern[]): string {
  const groups = { count: 0 }
  return pages.map((page) => sourceOf(page, groups)).join('|')
}

/** Whether an address, as a browser writes its host and path, is on pages of that source. */
export const isOnPages = (source: string, { host, pathname }: Pick<URL, 'host' | 'pathname'>) =>
  RegExp(source, 'i').test(host + pathname)
