import type { CustomerStats } from '../../../server/contract/timeline.ts'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { useStats } from './useStats.ts'

const shown = [
  ['chats', 'totalChats'],
  ['messages', 'totalMessages'],
  ['tickets', 'totalTickets'],
  ['openTickets', 'openTickets'],
] as const satisfies [string, keyof CustomerStats][]

/** A customer in four numbers. */
export function Stats({ customerId }: { customerId: string }) {
  const { stats: words } = useWords()
  const { number, full } = useFormats()
  const stats = useStats(customerId)
  return (
    <section aria-label={words.label}>
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-md border border-line bg-line">
        {shown.map(([word, key]) => (
          <div
            key={key}
            className="flex items-baseline justify-between gap-2 bg-surface px-2.5 py-1.5"
          >
            <dt className="flex-1 truncate text-soft">{words[word]}</dt>
            <dd className="font-semibold tabular-nums">{stats ? number(stats[key]) : '–'}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-1.5 text-xs text-faint">
        {words.lastActivity}: {stats?.lastActivity ? full(stats.lastActivity) : words.never}
      </p>
    </section>
  )
}
