import { useMemo } from 'preact/hooks'
import type { Thread } from '../chat/thread.ts'
import { type Item, itemsOf } from './items.ts'
import { useSpeech } from './language.ts'
import { Message } from './Message.tsx'

interface ThreadItemsProps {
  thread: Thread
  onRetry: (clientMessageId: string) => void
  onRemove: (clientMessageId: string) => void
}

/** What is in the thread. Drawn anew only when the thread changes, not with each key in the composer. */
export function ThreadItems({ thread, ...ways }: ThreadItemsProps) {
  const draw = (item: Item) =>
    item.kind === 'message' ? (
      <Message key={item.key} bubble={item} {...ways} />
    ) : (
      <Line key={item.key} item={item} />
    )
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  return useMemo(() => <ol>{itemsOf(thread).map(draw)}</ol>, [thread])
}

/** A day, or somebody coming in. */
function Line({ item }: { item: Exclude<Item, { kind: 'message' }> }) {
  const { words, day } = useSpeech()
  return <li class="line">{item.kind === 'day' ? day(item.at) : words.thread.joined(item.name)}</li>
}
