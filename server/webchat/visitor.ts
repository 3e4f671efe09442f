import type { Page, VisitorContext, VisitorReport } from '../contract/visitors.ts'

const MOST_PAGES = 20
// Each visit tells all agents all of them, and stays in the stream.
const MOST_TEXT = 7_000

/** What a chat's own row keeps of its visitor. */
export const readContext = (data: string | null): VisitorContext =>
  data === null
    ? { pages: [], referrer: null, zone: null, language: null, userAgent: null, fields: [] }
    : (JSON.parse(data) as VisitorContext)

/** The same after the visitor went to another page; the same page again is no other, whatever its title. */
export function onPage(context: VisitorContext, { url, title }: Page, at: string): VisitorContext {
  const [latest, ...others] = context.pages
  if (latest?.url === url) return { ...context, pages: [{ ...latest, title }, ...others] }
  return { ...context, pages: newest([{ url, title, at }, ...context.pages]) }
}

function newest(pages: VisitorContext['pages']): VisitorContext['pages'] {
  let text = 0
  return pages.slice(0, MOST_PAGES).filter((page, index) => {
    text += JSON.stringify(page).length
    return index === 0 || text <= MOST_TEXT
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
