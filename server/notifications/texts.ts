import type { Language } from '../contract/identity.ts'
import type { AgentNotification } from '../contract/notifications.ts'

type Text = { title: string; message: string }

/** What programs in the namespace `/notifications` are told of a notification; undefined where they never were. */
export function textOf(
  { kind, who, ticketNumber, excerpt }: AgentNotification,
  language: Language,
): Text | undefined {
  const isVietnamese = language === 'vi'
  switch (kind) {
    case 'new_chat':
      return isVietnamese
        ? { title: 'Cuộc trò chuyện mới', message: `${who} đã bắt đầu trò chuyện` }
        : { title: 'New chat', message: `${who} started a chat` }
    case 'assigned':
      return isVietnamese
        ? {
            title: 'Bạn được giao một cuộc trò chuyện',
            message: who ? `${who} đã giao cho bạn` : 'Hãy mở để trả lời',
          }
        : {
            title: 'A chat was assigned to you',
            message: who ? `${who} assigned it` : 'Open it to answer',
          }
    case 'ticket_assigned':
      return {
        title: isVietnamese
          ? `Phiếu ${ticketNumber} được giao cho bạn`
          : `Ticket ${ticketNumber} was assigned to you`,
        message: excerpt,
      }
    case 'system':
      return isVietnamese
        ? { title: 'Một tác vụ nền không thành công', message: excerpt }
        : { title: 'A background job failed', message: excerpt }
    default:
      return undefined
  }
}
