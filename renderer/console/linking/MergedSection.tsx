import { Merge } from 'lucide-react'
import { useState } from 'react'
import type { Continued } from '../../../server/contract/conversations.ts'
import { Button } from '../../ui/Button.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { loadOlder } from '../inbox/load.ts'
import { ThreadItem } from '../inbox/ThreadItem.tsx'
import { threadItems } from '../inbox/thread-items.ts'
import { useThread } from '../inbox/useThread.ts'
import { toConversation } from '../shell/route.ts'
import { RouteLink } from '../shell/RouteLink.tsx'

/** What was said in a conversation that was merged into this one, folded, where it belongs by time. */
export function MergedSection({ source }: { source: Continued }) {
  const { linking } = useWords()
  const { full } = useFormats()
  const [isOpen, setOpen] = useState(false)
  return (
    <li className="my-3 rounded-lg border border-line">
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="flex cursor-pointer items-center gap-2 px-3 py-2 text-xs text-soft">
          <Merge size={14} aria-hidden />
          {linking.section(source.messages, full(source.startedAt))}
        </summary>
        {isOpen && <Said id={source.id} />}
      </details>
    </li>
  )
}

function Said({ id }: { id: string }) {
  const { linking, app } = useWords()
  const { thread } = useThread(id)
  if (!thread) return <p className="px-3 pb-2 text-xs text-faint">{app.loading}</p>
  return (
    <div className="px-3 pb-3">
      {thread.older !== null && (
        <Button look="quiet" size="small" onClick={() => void loadOlder(id)}>
          {app.more}
        </Button>
      )}
      <ol className="flex flex-col">
        {threadItems(thread.messages).map((item) => (
          <ThreadItem key={item.key} item={item} />
        ))}
      </ol>
      <RouteLink to={toConversation(id, 'closed')} className="text-xs text-accent-text underline">
        {linking.openSource}
      </RouteLink>
    </div>
  )
}
