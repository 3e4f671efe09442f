import { MessageSquareQuote, Plus } from 'lucide-react'
import { useState } from 'react'
import { type CannedReply, mayKeepReply } from '../../../server/contract/canned-replies.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Pill } from '../../ui/Pill.tsx'
import { PageSkeleton } from '../../ui/Skeleton.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useWords } from '../../words/useWords.ts'
import { useMe } from '../shell/account.ts'
import { Arriving } from '../shell/Arriving.tsx'
import { useLoad } from '../sync/useLoad.ts'
import { CannedDialog } from './CannedDialog.tsx'
import { findReplies, loadReplies, useReplies } from './replies.ts'

/** The canned replies there are: one's own, and everybody's. */
export function CannedReplies() {
  const { canned: words, app } = useWords()
  const replies = useReplies((state) => state.replies)
  const load = useLoad('canned replies', loadReplies)
  const [query, setQuery] = useState('')
  const [edited, setEdited] = useState<CannedReply | 'new' | null>(null)
  if (replies === null)
    return <Arriving load={load} skeleton={<PageSkeleton label={app.loading} />} />
  return (
    <div className="mx-auto flex min-h-0 w-full max-w-3xl flex-1 flex-col gap-3 p-4">
      <div className="flex gap-2 max-md:flex-wrap max-md:justify-end">
        <TextInput
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <Button look="primary" onClick={() => setEdited('new')}>
          <Plus size={14} aria-hidden /> {words.create}
        </Button>
      </div>
      {replies.length === 0 ? (
        <Empty icon={MessageSquareQuote} title={words.none} hint={words.noneHint} />
      ) : (
        <List replies={findReplies(replies, query, null)} onEdit={setEdited} />
      )}
      {edited && (
        <CannedDialog reply={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </div>
  )
}

interface ListProps {
  replies: readonly CannedReply[]
  onEdit: (reply: CannedReply) => void
}

function List({ replies, onEdit }: ListProps) {
  const { canned: words } = useWords()
  if (replies.length === 0) return <p className="text-faint">{words.notFound}</p>
  return (
    <ul aria-label={words.title} className="min-h-0 overflow-y-auto">
      {replies.map((reply) => (
        <Row key={reply.id} reply={reply} onEdit={() => onEdit(reply)} />
      ))}
    </ul>
  )
}

function Row({ reply, onEdit }: { reply: CannedReply; onEdit: () => void }) {
  const { canned: words, app } = useWords()
  const me = useMe()
  const { shortcut, title, text, language, isShared, uses } = reply
  return (
    <li className="flex items-center gap-3 border-b border-line py-2.5">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          <code className="rounded-sm bg-code px-1 font-mono text-xs">/{shortcut}</code>
          <span className="min-w-0 truncate font-medium">{title}</span>
          {isShared && <Pill>{words.shared}</Pill>}
          {language && <Pill>{app.languageName[language]}</Pill>}
        </p>
        <p className="truncate text-xs text-faint">{text}</p>
      </div>
      <span className="text-xs whitespace-nowrap text-faint max-md:hidden">{words.uses(uses)}</span>
      {mayKeepReply(me.role, isShared) && (
        <Button aria-label={words.editOne(title)} onClick={onEdit}>
          {words.edit}
        </Button>
      )}
    </li>
  )
}
