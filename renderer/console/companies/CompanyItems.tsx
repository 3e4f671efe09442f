import type { CompanyItem } from '../../../server/contract/companies.ts'
import { unmarked } from '../../text/markdown.ts'
import { Pill } from '../../ui/Pill.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { type Route, toConversation, toTicket } from '../shell/route.ts'
import { RouteLink } from '../shell/RouteLink.tsx'

const LONGEST = 160

const routeOf = ({ kind, id, isOpen }: CompanyItem): Route =>
  kind === 'ticket' ? toTicket(id) : toConversation(id, isOpen ? 'all' : 'closed')

/** What is open with a company's people, and then the newest of what was. */
export function CompanyItems({ items }: { items: readonly CompanyItem[] }) {
  const { companies: words } = useWords()
  return (
    <section aria-label={words.items} className="flex flex-col gap-1">
      <h3 className="font-semibold">{words.items}</h3>
      {items.length === 0 && <p className="text-faint">{words.noItems}</p>}
      <ul className="flex flex-col">
        {items.map((item) => (
          <Item key={item.id} item={item} />
        ))}
      </ul>
    </section>
  )
}

function Item({ item }: { item: CompanyItem }) {
  const { companies: words } = useWords()
  const { brief } = useFormats()
  const { kind, at, title, customer, isOpen } = item
  return (
    <li>
      <RouteLink
        to={routeOf(item)}
        className="-mx-1.5 flex min-h-7 items-center gap-2 rounded-md px-1.5 hover:bg-sunken"
      >
        <time dateTime={at} className="w-14 shrink-0 text-faint tabular-nums">
          {brief(at)}
        </time>
        <span className="min-w-0 flex-1 truncate">
          {(kind === 'ticket' ? title : unmarked(title).slice(0, LONGEST)) || words.conversation}
        </span>
        <span className="max-w-2/5 shrink-0 truncate text-faint">
          <bdi>{customer.name}</bdi>
        </span>
        <Pill tone={isOpen ? 'info' : 'plain'}>{isOpen ? words.isOpen : words.isClosed}</Pill>
      </RouteLink>
    </li>
  )
}
