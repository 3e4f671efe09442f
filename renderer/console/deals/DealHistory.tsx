import type { DealMove } from '../../../server/contract/deals.ts'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { useStageName } from './stages.ts'
import { useMoney } from './useMoney.ts'

/** How a deal came to where it is, the latest move first. */
export function DealHistory({ history }: { history: readonly DealMove[] }) {
  const { deals: words } = useWords()
  const nameOf = useStageName()
  const money = useMoney()
  const { full } = useFormats()
  return (
    <section aria-label={words.history} className="flex flex-col gap-2 border-t border-line pt-3">
      <h3 className="font-semibold">{words.history}</h3>
      <ol className="flex flex-col gap-2">
        {history.map(({ id, from, to, amount, currency, by, at }) => (
          <li key={id}>
            <p className="flex flex-wrap gap-x-3 wrap-anywhere">
              <span className="font-medium">
                {from ? `${nameOf(from)} → ${nameOf(to)}` : words.historyFirst(nameOf(to))}
              </span>
              <span className="tabular-nums">{money.text(amount, currency)}</span>
            </p>
            <p className="text-xs text-faint">
              <time dateTime={at}>{full(at)}</time> · <bdi>{by.name}</bdi>
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}
