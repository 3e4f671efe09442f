import type { Page, VisitorContext, VisitorReport } from '../contract/visitors.ts'

// Each visit tells all agents all of them, and stays in the stream.
const KEPT = { pages: 20, text: 7_000 }

/** What a chat's own row keeps of its visitor. */
export const readContext = (data: string | null): VisitorContext =>
  data === null
    ? { pages: [], referrer: null, zone: null, language: null, userAgent: null, fields: [] }
    : (JSON.parse(data) as VisitorContext)

/** The same after the visitor went to another page; the same page again is no other, whatever its title. */
export function onPage(context: VisitorContext, { url, title }: Page, at: string): VisitorContext {
  const [latest, ...others] = context.pages
  if (latest?.url === url) return { ...context, pages: [{ ...latest, title }, ...others] }
  return { ...context, pages: latestPages([{ url, title, at }, ...context.pages], KEPT) }
}

/** The first of these pages: at most so many, and more than the first only while they come to no more than so much text. */
export function latestPages<T extends Page>(
  pages: readonly T[],
  most: { pages: number; text: number },
): T[] {
  let text = 0
  return pages.slice(0, most.pages).filter((page, index) => {
    text += JSON.stringify(page).length
    return index === 0 || text <= most.text
  })
}

/** What a visitor reports, over what was known of them; nothing reported changes nothing. */
export function reported(
  context: VisitorContext,
  report: VisitorReport & { userAgent: string | null },
  at: string,
): VisitorContext {
  const told = {
    ...context,
    referrer: report.referrer ?? context.referrer,
    zone: report.zone ?? context.zone,
    language: report.language ?? context.language,
    userAgent: report.userAgent ?? context.userAgent,
  }
  return report.page ? onPage(told, report.page, at) : told
}
