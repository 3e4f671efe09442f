import { ArrowRight, Undo2 } from 'lucide-react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import { Button, buttonClass } from '../../ui/Button.tsx'
import { useWords } from '../../words/useWords.ts'
import { attempt } from '../shell/attempt.ts'
import { toConversation } from '../shell/route.ts'
import { RouteLink } from '../shell/RouteLink.tsx'
import { unlink } from '../sync/linking.ts'

interface Props {
  id: string
  continuesIn: NonNullable<Conversation['continuesIn']>
}

/** In place of the composer of a conversation that goes on elsewhere: where, and the way back. */
export function StubLine({ id, continuesIn: { id: there, how } }: Props) {
  const { linking, commands } = useWords()
  return (
    <div className="flex min-h-16 flex-wrap items-center gap-2 px-3 py-2 text-soft">
      <span className="flex-1">{linking.stub[how]}</span>
      {how !== 'unsplit' && (
        <Button onClick={() => attempt(() => unlink(id, how))}>
          <Undo2 size={14} aria-hidden /> {commands.undo}
        </Button>
      )}
      <RouteLink to={toConversation(there, 'all')} className={buttonClass()}>
        <ArrowRight size={14} aria-hidden /> {linking.open}
      </RouteLink>
    </div>
  )
}
