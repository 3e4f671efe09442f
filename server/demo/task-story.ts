import type { Language } from '../contract/identity.ts'
import type { CustomerRow } from '../customers/index.ts'
import type { TaskRow } from '../tasks/queries.ts'
import { viewTask } from '../tasks/view.ts'
import { DAY, HOUR } from './calendar.ts'
import type { Ledger } from './ledger.ts'
import type { Random } from './random.ts'
import type { Story } from './schedule.ts'
import type { Staff } from './stage.ts'
import { note } from './thread.ts'

const TITLES: Record<Language, readonly string[]> = {
  en: [
    'Call back about the order',
    'Send the VAT invoice',
    'Ask whether the grinder works now',
    'Tell them when the beans are back',
  ],
  vi: [
    'Gọi lại về đơn hàng',
    'Gửi hóa đơn VAT',
    'Hỏi xem máy xay đã chạy ổn chưa',
    'Báo khi có hàng trở lại',
  ],
}

interface Planned {
  ledger: Ledger
  agent: Staff
  customer: CustomerRow
  conversationId: string
  language: Language
}

/** Something that is to be done after a chat: it is, by when it is due or a little late. */
export function* taskStory(planned: Planned, random: Random): Story {
  const { ledger } = planned
  const row = begin(planned, random)
  const due = Date.parse(row.dueAt ?? ledger.now())
  try {
    yield due + random.int(-2 * HOUR, 5 * HOUR)
    Object.assign(row, {
      state: 'done',
      doneAt: ledger.now(),
      doneBy: row.assigneeId,
      doerName: row.assigneeName,
      placedAt: ledger.now(),
      updatedAt: ledger.now(),
      version: 2,
    })
    tell(ledger, row, 'done')
  } finally {
    // Also when the story is cut off, because it is still to be done at the end of the history.
    ledger.row('tasks', columnsOf(row))
  }
}

function begin({ ledger, agent, customer, conversationId, language }: Planned, random: Random) {
  const { id: agentId, name } = agent.user
  const now = ledger.now()
  const dueAt = new Date(Date.parse(now) + random.int(4 * HOUR, 4 * DAY)).toISOString()
  const row: TaskRow = {
    id: ledger.id(),
    customerId: customer.id,
    customerName: customer.name,
    customerEmail: customer.email,
    conversationId,
    ticketId: null,
    ticketNumber: null,
    title: random.pick(TITLES[language]),
    note: '',
    dueAt,
    state: 'open',
    placedAt: dueAt,
    assigneeId: agentId,
    assigneeName: name,
    createdBy: agentId,
    creatorName: name,
    doneAt: null,
    doneBy: null,
    doerName: null,
    version: 1,
    createdAt: now,
    updatedAt: now,
  }
  tell(ledger, row, 'created')
  return row
}

function tell(ledger: Ledger, row: TaskRow, what: 'created' | 'done'): void {
  const { id: taskId, customerId, title, dueAt, assigneeId: byId, assigneeName: byName } = row
  const [task, refs] = [viewTask(row), { customerId, taskId }]
  const told = { taskId, title, byId, byName }
  if (what === 'created') ledger.event({ kind: 'task.created', refs, body: { task, byId } })
  else ledger.event({ kind: 'task.changed', refs, body: { task, changed: ['state'], byId } })
  note(ledger, {
    customerId,
    ...(what === 'created'
      ? {
          type: 'task_created',
          description: `Task added: ${title}`,
          metadata: { ...told, dueAt, assignedTo: byName },
        }
      : { type: 'task_done', description: `Task done: ${title}`, metadata: told }),
  })
}

function columnsOf(row: TaskRow) {
  const { customerName, customerEmail, assigneeName, creatorName, doerName, ticketNumber, ...own } =
    row
  return own
}
