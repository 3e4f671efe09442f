import type { Message } from '../../../server/contract/conversations.ts'
import { saidIn } from '../../files/looks.ts'
import { unmarked } from '../../text/markdown.ts'
import { cx } from '../../ui/cx.ts'
import { useWords } from '../../words/useWords.ts'
import { useMe } from '../shell/account.ts'

const LONGEST = 160

/** The last message in one line, with who wrote it unless it was the customer. */
export function Preview({ message, isUnread }: { message: Message | null; isUnread: boolean }) {
  const { inbox, crisp } = useWords()
  const me = useMe()
  if (!message) return <span className="truncate text-faint italic">{inbox.noMessages}</span>
  const { author } = message
  const who = author.id === me.id ? inbox.you : author.name
  const said = saidIn(message).slice(0, LONGEST)
  // As in the thread, where only the team's Markdown is shown as such.
  const shown = author.type === 'agent' ? unmarked(said) : said
  const text = message.removedAt ? crisp.message.removed : shown
  return (
    <span className={cx('truncate', isUnread ? 'text-ink' : 'text-soft')}>
      {author.type !== 'customer' && <bdi>{who}: </bdi>}
      <bdi>{text}</bdi>
    </span>
  )
}
