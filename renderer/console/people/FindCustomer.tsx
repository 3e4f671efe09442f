import { useDeferredValue, useState } from 'react'
import type { Customer } from '../../../server/contract/customers.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Field } from '../../ui/Field.tsx'
import { ListSkeleton } from '../../ui/Skeleton.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useWords } from '../../words/useWords.ts'
import { Arriving } from '../shell/Arriving.tsx'
import { useLoad } from '../sync/useLoad.ts'
import { findCustomers } from './merging.ts'

interface Props {
  exceptId: string
  onChoose: (id: string) => void
}

/** Another customer, found by typing. */
export function FindCustomer({ exceptId, onChoose }: Props) {
  const { people } = useWords()
  const [text, setText] = useState('')
  return (
    <>
      <Field label={people.merge.search}>
        {(control) => (
          <TextInput
            {...control}
            type="search"
            autoFocus
            placeholder={people.merge.searchHint}
            maxLength={200}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
      </Field>
      <Found query={useDeferredValue(text.trim())} exceptId={exceptId} onChoose={onChoose} />
    </>
  )
}

function Found({ query, exceptId, onChoose }: Props & { query: string }) {
  const { people, app } = useWords()
  const [found, setFound] = useState<{ query: string; customers: Customer[] } | null>(null)
  const load = useLoad(`find ${query}`, async () =>
    setFound({ query, customers: await findCustomers(query) }),
  )
  if (load.error || !found)
    return <Arriving load={load} skeleton={<ListSkeleton label={app.loading} rowHeight={48} />} />
  const others = found.customers.filter(({ id }) => id !== exceptId)
  if (others.length === 0) return <p className="text-faint">{people.merge.nobody}</p>
  return (
    <ul aria-label={people.merge.found} className="flex flex-col">
      {others.map((customer) => (
        <li key={customer.id}>
          <Row customer={customer} onChoose={onChoose} />
        </li>
      ))}
    </ul>
  )
}

function Row({ customer, onChoose }: { customer: Customer; onChoose: (id: string) => void }) {
  const { id, name, email, phone, company } = customer
  const known = [email ?? phone, company].filter(Boolean).join(' · ')
  return (
    <button
      type="button"
      onClick={() => onChoose(id)}
      className="flex w-full items-center gap-2.5 rounded-md px-2 py-1.5 text-left hover:bg-sunken"
    >
      <Avatar name={name} />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">
          <bdi>{name}</bdi>
        </span>
        <span className="block truncate text-soft">{known}</span>
      </span>
    </button>
  )
}
