import type { AgentNotification } from '../../../server/contract/notifications.ts'
import type { Catalogue } from '../../words/en.ts'

type Words = Catalogue['notifications']

/** What a notification says, in one line and one more. `count` is how many messages of one conversation it stands for. */
export function noticeText(notice: AgentNotification, words: Words, count = 1) {
  const { kind, who, excerpt, ticketNumber } = notice
  const { titles } = words
  switch (kind) {
    case 'assigned':
      return { title: titles.assigned(excerpt), body: who ? words.givenBy(who) : '' }
    case 'message':
      return { title: count > 1 ? titles.messages(count, who) : titles.message(who), body: excerpt }
    case 'mention':
      return { title: titles.mention(who), body: excerpt }
    case 'new_chat':
      return { title: titles.newChat(who), body: words.waits }
    case 'escalated':
      return { title: titles.escalated(who), body: words.nobody }
    case 'response_due':
      return notice.isUrgent
        ? { title: titles.overdue(who), body: words.answerOverdue }
        : { title: titles.responseDue(who), body: words.answerDue }
    case 'snooze_ended':
      return { title: titles.snoozeEnded(excerpt), body: '' }
    case 'ticket_assigned':
      return { title: titles.ticketAssigned(ticketNumber ?? ''), body: excerpt }
    case 'ticket_commented':
      return { title: titles.ticketCommented(who, ticketNumber ?? ''), body: excerpt }
    case 'task_assigned':
      return { title: titles.taskAssigned(excerpt), body: words.forCustomer(who) }
    case 'task_due':
      return { title: titles.taskDue(excerpt), body: words.forCustomer(who) }
    case 'system':
      return { title: titles.system(excerpt), body: words.jobHint }
    case 'test':
      return { title: titles.test, body: words.testBody }
  }
}
