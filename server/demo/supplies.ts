import type { Language } from '../contract/identity.ts'
import type { TagColor } from '../contract/tags.ts'
import { tagKey } from '../tags/index.ts'
import type { Ledger } from './ledger.ts'

/** The tags, and what the dialogues are about that agents mark with them. */
const TAGS: ReadonlyArray<[name: string, color: TagColor, topics: readonly string[]]> = [
  ['refund', 'orange', ['return', 'payment']],
  ['warranty', 'blue', ['broken', 'espresso', 'warranty']],
  ['delivery', 'teal', ['change', 'delivery', 'stock']],
  ['wholesale', 'green', ['invoice', 'wholesale']],
  ['khách quen', 'yellow', ['tea', 'workshop']],
]

const REPLIES: ReadonlyArray<[language: Language, shortcut: string, title: string, text: string]> =
  [
    [
      'en',
      'hello',
      'Greeting',
      'Hello {{customer.firstName|there}}, this is {{agent.firstName}} of Phin & Kettle. How can I help?',
    ],
    [
      'en',
      'refund',
      'A refund has begun',
      'Hello {{customer.firstName|there}}, your refund for {{order number}} has begun. It reaches you **within 5 days**.',
    ],
    [
      'en',
      'warranty',
      'What a warranty case needs',
      'To repair or replace it we need:\n- the order number\n- a photo of the damage\n- your address',
    ],
    [
      'vi',
      'chao',
      'Lời chào',
      'Chào {{customer.firstName|bạn}}, mình là {{agent.firstName}} của Phin & Kettle. Mình giúp gì được cho bạn ạ?',
    ],
    [
      'vi',
      'hoan-tien',
      'Đã bắt đầu hoàn tiền',
      'Chào {{customer.firstName|bạn}}, đơn {{mã đơn}} đã được hoàn tiền, bạn sẽ nhận được **trong 5 ngày**.',
    ],
    [
      'vi',
      'bao-hanh',
      'Cần gì để bảo hành',
      'Để bảo hành, bạn gửi giúp mình:\n- mã đơn hàng\n- ảnh chỗ bị hỏng\n- địa chỉ nhận hàng',
    ],
  ]

/**
 * What the supervisor laid out before the shop opened: the tags, and the canned replies everybody has. Answers the tag
 * for each topic that has one.
 */
export function layOutSupplies(ledger: Ledger): ReadonlyMap<string, string> {
  const now = ledger.now()
  const tags = new Map<string, string>()
  for (const [name, color, topics] of TAGS) {
    const id = ledger.id()
    ledger.row('tags', { id, name, nameKey: tagKey(name), color, createdAt: now })
    for (const topic of topics) tags.set(topic, id)
  }
  for (const [language, shortcut, title, text] of REPLIES) {
    const said = { language, shortcut, title, text, ownerId: null, uses: 0 }
    ledger.row('cannedReplies', { id: ledger.id(), ...said, createdAt: now, updatedAt: now })
  }
  return tags
}
