import type { NotificationConstructorOptions } from 'electron'
import type { CallInput, Route } from './bridge/contract.ts'

type Request = CallInput<'notification.show'>

/** Only these systems let a person answer in a notification, or press a button of it. */
const canAct = (platform: NodeJS.Platform) => platform === 'darwin' || platform === 'win32'

/**
 * Where the system keeps its do-not-disturb to itself, the sound is the system's, too: it alone
 * knows when to be quiet.
 */
export const isHeard = ({ silent }: Request, platform: NodeJS.Platform) =>
  silent !== true && platform !== 'linux'

/** A request in the words of electron's Notification. */
export function optionsFor(
  request: Request,
  platform: NodeJS.Platform,
): NotificationConstructorOptions {
  const body = tidy(request.body, 240)
  return {
    id: keyOf(request.route),
    title: tidy(request.title, 80),
    silent: !isHeard(request, platform),
    ...(request.sticky === true && { timeoutType: 'never', urgency: 'critical' }),
    ...(canAct(platform) && actionsOf(request)),
    // The freedesktop specification reads markup in a body, and Electron passes it on as it is.
    body: platform === 'linux' ? escaped(body) : body,
  }
}

function actionsOf({ actions }: Request): Partial<NotificationConstructorOptions> {
  const { reply, read } = actions ?? {}
  return {
    ...(reply !== undefined && { hasReply: true, replyPlaceholder: reply }),
    ...(read !== undefined && { actions: [{ type: 'button', text: read }] }),
  }
}

/** One route has one notification at a time. */
export const keyOf = (route: Route) => ('id' in route ? `${route.view}:${route.id}` : route.view)

const graphemes = new Intl.Segmenter()

/** One line without control or direction-changing characters, cut between whole characters. */
function tidy(text: string, length: number): string {
  const line = text.replace(BREAKS, ' ').replace(BIDI, '').trim()
  const cut = graphemes.segment(line).containing(length)?.index
  if (cut === undefined || line.length <= length) return line
  return `${line.slice(0, cut)}…`
}
const BREAKS = /[\p{Cc}\u2028\u2029]+/gu
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
