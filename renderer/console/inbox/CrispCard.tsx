import { Ban } from 'lucide-react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import { useWords } from '../../words/useWords.ts'
import { useCrispVisitor } from './useCrispVisitor.ts'
import { VisitorFact } from './VisitorFact.tsx'

/** What Crisp knows of who is in a conversation of its. */
export function CrispCard({ conversation }: { conversation: Conversation }) {
  const { crisp, visitor: words } = useWords()
  const { visitor: texts } = crisp
  const visitor = useCrispVisitor(conversation)
  if (!visitor) return null
  const { website, isBlocked, subject, segments, participants } = visitor
  return (
    <section aria-label={words.title} className="flex flex-col gap-2">
      <h3 className="text-xs font-semibold text-faint">{words.title}</h3>
      {isBlocked && (
        <p className="flex items-center gap-1.5 text-danger">
          <Ban size={14} aria-hidden /> {texts.blocked}
        </p>
      )}
      <dl className="flex flex-col gap-1.5">
        <VisitorFact label={texts.website}>{website}</VisitorFact>
        {subject !== null && <VisitorFact label={texts.subject}>{subject}</VisitorFact>}
        {segments.length > 0 && (
          <VisitorFact label={texts.segments}>{segments.join(', ')}</VisitorFact>
        )}
        {participants.length > 0 && (
          <VisitorFact label={texts.participants}>{participants.join(', ')}</VisitorFact>
        )}
      </dl>
    </section>
  )
}
