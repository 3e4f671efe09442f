import { storedChoice } from '../../ui/stored.ts'

export const SEND_BY = ['enter', 'modEnter'] as const
export type SendBy = (typeof SEND_BY)[number]

const stored = storedChoice<SendBy>('frontdesk.sendBy', SEND_BY, 'enter')

/** Which key sends on this device: Enter, or Enter with Ctrl or ⌘ where Enter is for a new line. */
export const useSendBy = () => stored.use((state) => state.value)
export const setSendBy = stored.choose

interface Press {
  readonly key: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

/** Whether a key sends. With Ctrl or ⌘ it always does. */
export const isSending = ({ key, shiftKey, ctrlKey, metaKey }: Press, by: SendBy) =>
  key === 'Enter' && !shiftKey && (by === 'enter' || ctrlKey || metaKey)
