import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words/useWords.ts'
import { PartFailed } from '../profile/PartFailed.tsx'
import { attempt } from '../shell/attempt.ts'
import { toCustomer } from '../shell/route.ts'
import { RouteLink } from '../shell/RouteLink.tsx'
import { usePeople } from './usePeople.ts'

/** Who belongs to a company, each leading to their page. */
export function CompanyPeople({ companyId }: { companyId: string }) {
  const { companies: words, customer, app } = useWords()
  const { people, next, more, load } = usePeople(companyId)
  return (
    <section aria-label={words.people} className="flex flex-col gap-1">
      <h3 className="font-semibold">{words.people}</h3>
      <PartFailed load={load} />
      {people?.length === 0 && <p className="text-faint">{words.nobody}</p>}
      <ul className="flex flex-col">
        {people?.map(({ id, name, email, phone }) => (
          <li key={id}>
            <RouteLink
              to={toCustomer(id)}
              className="-mx-1.5 flex min-h-10 items-center gap-2.5 rounded-md px-1.5 hover:bg-sunken"
            >
              <Avatar name={name} />
              <span className="min-w-0 flex-1 truncate font-medium">
                <bdi>{name}</bdi>
              </span>
              <span className="min-w-0 flex-1 truncate text-soft">
                {email ?? phone ?? customer.noEmail}
              </span>
            </RouteLink>
          </li>
        ))}
      </ul>
      {next !== null && (
        <Button size="small" className="self-start" onClick={() => attempt(() => more(next))}>
          {app.more}
        </Button>
      )}
    </section>
  )
}
