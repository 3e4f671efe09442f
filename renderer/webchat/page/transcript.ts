import type { Thread } from '../chat/thread.ts'

interface Speech {
  title: string
  /** How the customer is called. */
  you: string
  full: (at: number) => string
}

/** A chat as a text one can keep. What is written is indented: nobody can write a line that looks like another's. */
export function transcriptOf({ messages }: Thread, { title, you, full }: Speech): string {
  const lines = messages.map(({ sentAt, senderType, senderName, content, attachments = [] }) => {
    const sender = senderType === 'customer' ? you : senderName
    const files = attachments.map(({ name }) => `[${name}]`)
    const text = [content, ...files].filter(Boolean).join('\n').replaceAll('\n', '\n    ')
    return `${full(Date.parse(sentAt))}  ${sender.replaceAll('\n', ' ')}\n    ${text}\n`
  })
  return [title, '', ...lines].join('\n')
}

/** Hands a text to the browser's downloads. */
export function download(text: string, name: string): void {
  // Windows' own editor knows UTF-8 by its mark only.
  const blob = new Blob(['\uFEFF', text.replaceAll('\n', '\r\n')], {
    type: 'text/plain;charset=utf-8',
  })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
