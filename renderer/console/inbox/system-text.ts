import { type Message, UNTIL_REPLY } from '../../../server/contract/conversations.ts'
import type { Catalogue } from '../../words/en.ts'

/** A system line is a word and, after a space, whom or what it is about; here it becomes a sentence. */
export function systemText(
  { content, author }: Message,
  lines: Catalogue['lines'],
  at: (time: string) => string,
) {
  const [word = '', ...rest] = content.split(' ')
  const about = rest.join(' ')
  const by = author.name || lines.system
  switch (word) {
    case 'assigned':
      if (author.type === 'system') return lines.routed(about)
      return about === by ? lines.took(by) : lines.assigned(by, about)
    case 'joined':
      return lines.took(by)
    case 'unassigned':
      if (author.type === 'system') return lines.handedBack
      return lines.unassigned(by)
    case 'transferred':
      return about === '' ? lines.unassigned(by) : lines.transferred(by, about)
    case 'closed':
      return lines.closed(by)
    case 'reopened':
      return lines.reopened(by)
    case 'snoozed':
      if (about === UNTIL_REPLY) return lines.snoozedUntilReply(by)
      return lines.snoozed(by, at(about))
    case 'returned':
      return author.type === 'system' ? lines.returned : lines.woken(by)
    case 'converted':
      return lines.converted(by, about)
    default:
      return linkText(word, by, lines) ?? content
  }
}

function linkText(word: string, by: string, lines: Catalogue['lines']): string | undefined {
  const known: Record<string, (by: string) => string> = {
    merged_into: lines.mergedInto,
    merged_from: lines.mergedFrom,
    split_into: lines.splitInto,
    split_from: lines.splitFrom,
    unmerged: lines.unmerged,
    unsplit: lines.unsplit,
  }
  return known[word]?.(by)
}

/** The other conversation that a line about merging or splitting speaks of. */
export const otherIn = ({ content }: Message): string | undefined =>
  /^(?:merged|split)_(?:into|from) (\S+)$/u.exec(content)?.[1]
