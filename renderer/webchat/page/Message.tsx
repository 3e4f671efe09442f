import { Attachments } from '../files/Attachments.tsx'
import { reasonText } from '../words/problem.ts'
import type { Bubble } from './items.ts'
import { useSpeech, useWords } from './language.ts'
import { MessageText } from './MessageText.tsx'

interface MessageProps {
  bubble: Bubble
  onRetry: (clientMessageId: string) => void
  onRemove: (clientMessageId: string) => void
}

/** One message with who wrote it, when, and how far it came. */
export function Message({ bubble, ...ways }: MessageProps) {
  const { words, clock } = useSpeech()
  const { own, sender, content, attachments, at, isFirst, isLast } = bubble
  const isNamed = !own && isFirst
  return (
    <li class={own ? 'message own' : 'message'} data-state={own?.state} data-first={isFirst}>
      <span class={isNamed ? 'sender' : 'unseen'} dir="auto">
        {own ? words.you : isNamed ? sender : words.from(sender)}
      </span>
      {content !== '' && <MessageText text={content} isOwn={own !== undefined} />}
      {attachments && <Attachments files={attachments} />}
      {own?.state === 'failed' && <Failure own={own} {...ways} />}
      {own?.state === 'sending' && attachments?.some(({ id }) => id === null) && (
        <Remove own={own} {...ways} />
      )}
      {isLast && own?.state !== 'failed' && (
        <span class="meta">
          <time dateTime={new Date(at).toISOString()}>{clock(at)}</time>
          {own && ` · ${words.state[own.state]}`}
        </span>
      )}
    </li>
  )
}

interface FailureProps extends Omit<MessageProps, 'bubble'> {
  own: NonNullable<Bubble['own']>
}

function Failure({ own, onRetry, onRemove }: FailureProps) {
  const words = useWords()
  const { clientMessageId = '', code, text, canRetry } = own
  return (
    <span class="failure" role="alert">
      {words.state.failed}: {reasonText(words, code, text)}{' '}
      {canRetry && (
        <button type="button" class="link" onClick={() => onRetry(clientMessageId)}>
          {words.state.retry}
        </button>
      )}{' '}
      <Remove {...{ own, onRemove }} />
    </span>
  )
}

function Remove({ own, onRemove }: Pick<FailureProps, 'own' | 'onRemove'>) {
  const { state } = useWords()
  return (
    <button type="button" class="link" onClick={() => onRemove(own.clientMessageId ?? '')}>
      {state.remove}
    </button>
  )
}
