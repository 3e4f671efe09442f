import { memo } from 'react'
import { useFormats } from '../../words/formats.ts'
import { SystemLine } from './SystemLine.tsx'
import { ThreadMessage } from './ThreadMessage.tsx'
import type { Item, Mark } from './thread-items.ts'

/** One thing in a thread: a day, a system line, or a message. */
export const ThreadItem = memo(function ThreadItem({
  item,
  mark,
}: {
  item: Item
  mark?: Mark | undefined
}) {
  if (item.kind === 'day') return <Day at={item.at} />
  if (item.kind === 'line') return <SystemLine message={item.message} />
  return <ThreadMessage message={item.message} isFirst={item.isFirst} mark={mark} />
})

function Day({ at }: { at: string }) {
  const { day } = useFormats()
  return (
    <li className="my-3 flex items-center gap-3 text-xs text-faint">
      <span aria-hidden className="h-px flex-1 bg-line" />
      <time dateTime={at}>{day(at)}</time>
      <span aria-hidden className="h-px flex-1 bg-line" />
    </li>
  )
}
