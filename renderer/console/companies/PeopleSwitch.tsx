import { cx } from '../../ui/cx.ts'
import { useWords } from '../../words/useWords.ts'
import { toCompany, toCustomer } from '../shell/route.ts'
import { RouteLink } from '../shell/RouteLink.tsx'

/** The way between the list of people and that of companies. */
export function PeopleSwitch({ here }: { here: 'people' | 'companies' }) {
  const { companies: words } = useWords()
  const sides = [
    { name: 'people', label: words.people, to: toCustomer(null) },
    { name: 'companies', label: words.title, to: toCompany(null) },
  ] as const
  return (
    <nav aria-label={words.switch} className="grid grid-cols-2 gap-1 rounded-md bg-sunken p-0.5">
      {sides.map(({ name, label, to }) => (
        <RouteLink
          key={name}
          to={to}
          aria-current={name === here ? 'page' : undefined}
          className={cx(
            'flex h-7 items-center justify-center rounded-md font-medium',
            name === here ? 'bg-surface text-ink' : 'text-soft hover:text-ink',
          )}
        >
          {label}
        </RouteLink>
      ))}
    </nav>
  )
}
