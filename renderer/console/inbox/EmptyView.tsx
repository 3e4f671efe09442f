import { Copy, ExternalLink, Inbox } from 'lucide-react'
import type { InboxView } from '../../../server/contract/inbox.ts'
import { Button, buttonClass } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { sayDone } from '../../ui/toast.ts'
import { useWords } from '../../words/useWords.ts'
import { serverUrl } from '../host/server-url.ts'
import { attempt } from '../shell/attempt.ts'

/** A view without conversations; where new ones would come in, it says from where. */
export function EmptyView({ view }: { view: InboxView }) {
  const { inbox } = useWords()
  const isEntrance = view === 'unassigned' || view === 'all'
  return (
    <Empty icon={Inbox} title={inbox.empty[view]} hint={inbox.emptyHint[view]}>
      {isEntrance && <Entrances />}
    </Empty>
  )
}

/** Where customers write: the chat's own page, and the line that puts it on a site. */
function Entrances() {
  const { inbox } = useWords()
  const server = serverUrl() || location.origin
  const line = `<script async src="${server}/widget.js"></script>`
  return (
    <div className="flex max-w-72 flex-col gap-3 rounded-lg border border-line bg-surface p-3 text-left">
      <a
        href={`${server}/chat`}
        target="_blank"
        rel="noreferrer noopener"
        className={buttonClass()}
      >
        <ExternalLink size={14} aria-hidden /> {inbox.tryChat}
      </a>
      <p className="text-soft">{inbox.widget}</p>
      <code className="rounded-md bg-sunken p-2 text-xs break-all select-all">{line}</code>
      <Button onClick={() => attempt(() => copy(line, inbox.copied))}>
        <Copy size={14} aria-hidden /> {inbox.copy}
      </Button>
    </div>
  )
}

async function copy(text: string, done: string) {
  await navigator.clipboard.writeText(text)
  sayDone(done)
}
