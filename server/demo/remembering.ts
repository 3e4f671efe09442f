import type { Language } from '../contract/identity.ts'
import type { CustomerRow } from '../customers/index.ts'
import { viewCustomer } from '../customers/view.ts'
import { MINUTE } from './calendar.ts'
import { dealStory } from './deal-story.ts'
import { createRandom, type Random } from './random.ts'
import type { Scene } from './scene.ts'
import type { Story } from './schedule.ts'
import type { Stage, Staff } from './stage.ts'
import { taskStory } from './task-story.ts'
import { note, type Thread } from './thread.ts'

const NOTED = 0.1
const TAGGED = 0.12
const ORDERED = 0.25
const PLANNED = 0.08
const OFFERED = 0.06

const NOTES: Record<Language, readonly string[]> = {
  en: [
    'Prefers to be called after 5 pm.',
    'Runs two coffee bars, a third opens in spring.',
    'Always asks for a VAT invoice with the order number on it.',
    'Was at our brewing workshop and wants to hear of the next one.',
    'Careful with fragile goods: one parcel arrived broken before.',
  ],
  vi: [
    'Nên gọi sau 5 giờ chiều.',
    'Có hai quán, sắp mở quán thứ ba.',
    'Luôn cần hóa đơn VAT có mã đơn hàng.',
    'Đã học lớp pha phin, muốn được báo khi có lớp mới.',
    'Đóng gói kỹ hàng dễ vỡ: từng có một kiện bị vỡ.',
  ],
}

const ORDERS: Record<Language, { names: readonly string[]; currency: string; worth: number }> = {
  en: { names: ['Order placed', 'Order sent', 'Order returned'], currency: 'USD', worth: 1 },
  vi: {
    names: ['Đã đặt hàng', 'Đã gửi hàng', 'Đã trả hàng'],
    currency: 'VND',
    worth: 20_000,
  },
}

interface Remembered {
  stage: Stage
  scene: Scene
  customer: CustomerRow
  thread: Thread
}

/** What stays of a chat that is over: now and then a note, a tag, a task, a deal, and what the shop's own system tells. */
export function* remember(told: Remembered, index: number): Story {
  const { ledger } = told.stage
  const random = createRandom('remember', index)
  const { agent, person } = told.scene
  const { customer, thread } = told
  const about = { customer, conversationId: thread.row.id, language: person.language }
  const later = () => Date.parse(ledger.now()) + random.int(MINUTE, 10 * MINUTE)
  if (random.chance(NOTED)) {
    yield later()
    writeDown(told, random)
  }
  if (random.chance(TAGGED) && told.customer.tagIds === '') {
    yield later()
    mark(told)
  }
  if (random.chance(ORDERED)) {
    yield later()
    order(told, random)
  }
  if (random.chance(PLANNED)) {
    yield later()
    yield* taskStory({ ledger, agent, ...about }, random)
  }
  if (random.chance(OFFERED)) {
    yield later()
    yield* dealStory({ ledger, agent, ...about, stages: told.stage.dealStages }, random)
  }
}

function writeDown({ stage: { ledger }, scene, customer }: Remembered, random: Random): void {
  const content = random.pick(NOTES[scene.person.language])
  const by: Staff = scene.agent
  const [id, createdAt] = [ledger.id(), ledger.now()]
  const about = { customerId: customer.id, authorId: by.user.id, content }
  ledger.row('customerNotes', { id, ...about, createdAt, editedAt: null })
  note(ledger, {
    customerId: customer.id,
    type: 'note',
    description: 'Note',
    metadata: { noteId: id, content, byId: by.user.id, editedAt: null },
    onceKey: `note:${id}`,
  })
}

// Once at most: a customer keeps the first tag.
function mark({ stage: { ledger, tags }, scene, customer }: Remembered): void {
  const tagId = tags.get(scene.topic)
  if (tagId === undefined || customer.tagIds !== '') return
  const { id: customerId } = customer
  customer.tagIds = tagId
  ledger.row('customerTags', { tagId, customerId })
  ledger.tagged(customerId, tagId)
  ledger.event({
    kind: 'customer.updated',
    refs: { customerId },
    body: { customer: viewCustomer(customer) },
  })
  note(ledger, {
    customerId,
    type: 'customer_tagged',
    description: 'Tags changed',
    metadata: { added: [tagId], removed: [], byId: scene.agent.user.id },
  })
}

function order({ stage: { ledger }, scene, customer }: Remembered, random: Random): void {
  const { names, currency, worth } = ORDERS[scene.person.language]
  const number = `PK-${random.int(20_100, 48_900)}`
  const name = random.pick(names)
  const properties = { order: number, total: random.int(3, 90) * 5 * worth, currency }
  const eventId = `${number} ${name} ${ledger.now()}`
  note(ledger, {
    customerId: customer.id,
    type: 'custom_event',
    description: name,
    metadata: { name, properties, eventId },
    onceKey: `event:${eventId}`,
  })
}
