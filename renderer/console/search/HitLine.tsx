import {
  Building2,
  History,
  Lock,
  type LucideIcon,
  MessageSquare,
  Paperclip,
  StickyNote,
  Ticket,
  User,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type {
  CompanyHit,
  CustomerHit,
  MessageHit,
  NoteHit,
  SearchPart,
  TicketHit,
} from '../../../server/contract/search.ts'
import { FinderLine } from '../../ui/Finder.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { localStamps } from '../tickets/local-stamps.ts'
import type { Again, Hit } from './search.ts'

interface Props {
  item: Hit | Again
  onChoose: (item: Hit | Again) => void
}

/** One thing that was found, or that was searched for before. */
export function HitLine({ item, onChoose }: Props) {
  return (
    <FinderLine item={item} onChoose={onChoose} className="items-start gap-2.5 py-1.5">
      <Content item={item} />
    </FinderLine>
  )
}

function Content({ item }: { item: Hit | Again }) {
  switch (item.kind) {
    case 'again':
      return <Row icon={History} title={item.text} />
    case 'customers':
      return <Customer hit={item.hit} />
    case 'companies':
      return <CompanyLine hit={item.hit} />
    case 'tickets':
      return <TicketLine hit={item.hit} />
    case 'notes':
      return <NoteLine hit={item.hit} />
    case 'messages':
      return <MessageLine hit={item.hit} />
  }
}

interface RowProps {
  icon: LucideIcon
  title: ReactNode
  aside?: ReactNode
  children?: ReactNode
}

function Row({ icon: Icon, title, aside, children }: RowProps) {
  return (
    <>
      <Icon size={15} aria-hidden className="mt-0.5 shrink-0 text-faint" />
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline gap-2">
          <span className="min-w-0 flex-1 truncate">{title}</span>
          {aside && <span className="shrink-0 text-xs text-faint">{aside}</span>}
        </div>
        {children && <div className="line-clamp-2 text-soft wrap-anywhere">{children}</div>}
      </div>
    </>
  )
}

function Customer({ hit }: { hit: CustomerHit }) {
  const more = [hit.email, hit.phone, hit.company, ...hit.identities].filter(
    (parts) => parts !== null,
  )
  return (
    <Row icon={User} title={<Parts parts={hit.name} />}>
      <Several texts={more} />
    </Row>
  )
}

function CompanyLine({ hit }: { hit: CompanyHit }) {
  return (
    <Row icon={Building2} title={<Parts parts={hit.name} />}>
      {hit.domains.length > 0 && <Several texts={hit.domains} />}
    </Row>
  )
}

/** Texts beside each other. */
function Several({ texts }: { texts: readonly (readonly SearchPart[])[] }) {
  return texts.map((parts, at) => (
    <span key={at}>
      {at > 0 && ' · '}
      <Parts parts={parts} />
    </span>
  ))
}

function TicketLine({ hit }: { hit: TicketHit }) {
  const { brief, full } = useFormats()
  const excerpt = hit.excerpt.map((part) => ({ ...part, text: localStamps(part.text, full) }))
  const title = (
    <>
      <span className="mr-1.5 text-faint">
        <Parts parts={hit.ticketNumber} />
      </span>
      <Parts parts={hit.subject} />
    </>
  )
  return (
    <Row icon={Ticket} title={title} aside={`${hit.customerName} · ${brief(hit.createdAt)}`}>
      <Parts parts={excerpt} />
    </Row>
  )
}

function NoteLine({ hit }: { hit: NoteHit }) {
  const { search } = useWords()
  const { brief } = useFormats()
  const title = (
    <>
      <span className="font-medium">{hit.customer.name}</span>
      <span className="ml-1.5 text-note-text">{search.note}</span>
    </>
  )
  return (
    <Row icon={StickyNote} title={title} aside={`${hit.author.name} · ${brief(hit.createdAt)}`}>
      <Parts parts={hit.excerpt} />
    </Row>
  )
}

function MessageLine({ hit }: { hit: MessageHit }) {
  const { search } = useWords()
  const { brief } = useFormats()
  const icon = hit.kind === 'note' ? Lock : hit.fileName ? Paperclip : MessageSquare
  const place = hit.ticket ? search.inTicket(hit.ticket.ticketNumber) : hit.conversation.name
  const title = (
    <>
      <span className="font-medium">{hit.author.name}</span>
      {hit.author.name !== place && <span className="ml-1.5 text-faint">{place}</span>}
      {hit.kind === 'note' && <span className="ml-1.5 text-note-text">{search.note}</span>}
    </>
  )
  return (
    <Row icon={icon} title={title} aside={brief(hit.sentAt)}>
      <Parts parts={hit.excerpt} />
      {hit.fileName && (
        <span className="block">
          {search.file}: <Parts parts={hit.fileName} />
        </span>
      )}
    </Row>
  )
}

/** A text with what was looked for marked. */
function Parts({ parts }: { parts: readonly SearchPart[] }) {
  return parts.map(({ text, isHit }, at) =>
    isHit ? (
      <mark key={at} className="rounded-xs bg-accent-soft text-accent-text">
        {text}
      </mark>
    ) : (
      text
    ),
  )
}
