import { ArrowDown } from 'lucide-react'
import { useMemo } from 'react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import { Button } from '../../ui/Button.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { placed } from '../linking/placed.ts'
import { ScheduledReplies } from '../outgoing/ScheduledReplies.tsx'
import type { Thread } from '../sync/world.ts'
import { loadOlder } from './load.ts'
import { NewMessage } from './NewMessage.tsx'
import { Pending } from './Pending.tsx'
import { ThreadChunk } from './ThreadChunk.tsx'
import { type Chunk, chunksOf } from './thread-chunks.ts'
import { type Marks, marksOf, threadItems } from './thread-items.ts'
import { TypingLine } from './TypingLine.tsx'
import { useFoundMessage } from './found-message.ts'
import { useMarkRead } from './useMarkRead.ts'
import { useThreadScroll } from './useThreadScroll.ts'

interface Props {
  conversation: Conversation
  thread: Thread
}

/** The thread itself: it stays where the agent reads, and follows when they are at its end. */
export function ThreadMessages({ conversation, thread }: Props) {
  const { thread: words } = useWords()
  const { id } = conversation
  const { messages, older } = thread
  const chunks = useChunks(conversation, thread)
  const marks = useMarks(conversation, messages)
  const { ref, onScroll, isAtEnd, hasNews, toEnd, leaveEnd } = useThreadScroll(
    messages[0]?.id,
    messages.at(-1)?.id,
    () => loadOlder(id),
  )
  useMarkRead(conversation, isAtEnd)
  useFoundMessage(id, ref, leaveEnd)
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={ref}
        onScroll={onScroll}
        data-scrolls
        role="region"
        aria-label={words.messages}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
        tabIndex={0}
        className="h-full overflow-y-auto px-4 pt-4 [overflow-anchor:none] focus-visible:-outline-offset-2"
      >
        <Beginning startedAt={conversation.startedAt} isThere={older === null} />
        <Chunks chunks={chunks} marks={marks} />
        <Pending conversationId={id} />
        <ScheduledReplies conversation={conversation} />
        <TypingLine conversation={conversation} />
      </div>
      {hasNews && <News onClick={toEnd} />}
      <NewMessage message={messages.at(-1)} />
    </div>
  )
}

// What came last, at either end, is laid out: its height is what the place that is read is kept by.
const EDGE = 3

function Chunks({ chunks, marks }: { chunks: readonly Chunk[]; marks: Marks }) {
  return (
    <div>
      {chunks.map(({ key, parts }, at) => (
        <ThreadChunk
          key={key}
          parts={parts}
          marks={marks}
          isInner={at >= EDGE && at < chunks.length - EDGE}
        />
      ))}
    </div>
  )
}

function useChunks({ continues }: Conversation, { messages, older }: Thread) {
  const items = useMemo(() => threadItems(messages), [messages])
  return useMemo(
    () => chunksOf(placed(items, continues, older === null)),
    [items, continues, older],
  )
}

function useMarks({ customerGotSeq, customerReadSeq }: Conversation, messages: Thread['messages']) {
  return useMemo(
    () => marksOf(messages, { customerGotSeq, customerReadSeq }),
    [messages, customerGotSeq, customerReadSeq],
  )
}

function News({ onClick }: { onClick: () => void }) {
  const { thread } = useWords()
  return (
    <Button
      className="absolute bottom-2 left-1/2 -translate-x-1/2 rounded-full shadow-raised"
      onClick={onClick}
    >
      <ArrowDown size={14} aria-hidden /> {thread.newMessages}
    </Button>
  )
}

function Beginning({ startedAt, isThere }: { startedAt: string; isThere: boolean }) {
  const { thread } = useWords()
  const { date } = useFormats()
  return (
    <p className="pb-3 text-center text-xs text-faint">
      {isThere ? thread.beginning(date(startedAt)) : thread.older}
    </p>
  )
}
