import type { MessageType } from './shapes.ts'

/** One content of each type that is more than text, as Crisp's own widgets send it. */
export const SAMPLES: Record<Exclude<MessageType, 'text' | 'note'>, unknown> = {
  file: {
    name: 'label.pdf',
    url: 'https://storage.example.org/label.pdf',
    type: 'application/pdf',
  },
  animation: { url: 'https://media.example.org/thumbs-up.gif', type: 'image/gif' },
  audio: { url: 'https://storage.example.org/note.webm', type: 'audio/webm', duration: 7 },
  picker: {
    id: 'call-back',
    text: 'When may we call you?',
    choices: [
      { value: 'morning', label: 'In the morning', icon: '🌅', selected: false },
      { value: 'evening', label: 'In the evening', icon: '🌇', selected: true },
    ],
  },
  field: {
    id: 'order',
    text: 'What is your order number?',
    explain: 'PK-12345',
    value: 'PK-20881',
  },
  carousel: {
    text: 'These may suit you:',
    targets: [
      {
        title: 'Ấm cổ ngỗng',
        description: '0,9 l, 1000 W',
        image: 'https://media.example.org/kettle.jpg',
        actions: [{ label: 'Xem', url: 'https://shop.example.org/kettle' }],
      },
      {
        title: 'Hand grinder G2',
        description: '38 mm burr',
        actions: [{ label: 'View', url: 'https://shop.example.org/g2' }],
      },
    ],
  },
  event: { namespace: 'state:resolved' },
}
