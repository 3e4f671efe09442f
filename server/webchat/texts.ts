import { DateTime } from 'luxon'
import type { Language } from '../contract/identity.ts'
import type { Availability } from './availability.ts'

/** What the chat's own events say beside their data; clients with words of their own ignore it. */
export const chatStartedText = (language: Language) =>
  language === 'vi' ? 'Cuộc trò chuyện đã bắt đầu.' : 'Chat started.'

export const chatClosedText = (language: Language) =>
  language === 'vi' ? 'Cuộc trò chuyện này đã kết thúc.' : 'This chat is closed.'

export const agentJoinedText = (language: Language, agentName: string) =>
  language === 'vi' ? `${agentName} đã tham gia cuộc trò chuyện.` : `${agentName} joined the chat.`

/** The answer to a message that was left: which ticket it is, and when somebody will answer. */
export function messageLeftText(
  language: Language,
  ticketNumber: string,
  { isOpen, opensAt }: Availability,
  zone: string,
): string {
  const when = opensAt && readableTime(opensAt, zone, language)
  if (language === 'vi') {
    const thanks = `Cảm ơn bạn. Tin nhắn của bạn là phiếu ${ticketNumber}.`
    if (isOpen) return `${thanks} Chúng tôi đang trực và sẽ trả lời sớm.`
    return when === null
      ? `${thanks} Hiện chưa có ai trực; chúng tôi sẽ trả lời ngay khi có người.`
      : `${thanks} Chúng tôi sẽ trở lại vào ${when} và trả lời bạn.`
  }
  const thanks = `Thank you. Your message is ticket ${ticketNumber}.`
  if (isOpen) return `${thanks} Somebody is here and will answer soon.`
  return when === null
    ? `${thanks} Nobody is here right now; we will answer as soon as somebody is.`
    : `${thanks} We are back on ${when} and will answer then.`
}

const LONG = {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const

/** A moment as people in a zone say it. */
const readableTime = (at: Date, zone: string, language: Language): string =>
  DateTime.fromJSDate(at, { zone })
    .setLocale(language === 'vi' ? 'vi' : 'en-GB')
    .toLocaleString(LONG)
