import { useDeferredValue, useState } from 'react'
import type { Customer } from '../../../server/contract/customers.ts'
import { TextInput } from '../../ui/TextInput.tsx'
import { useWords } from '../../words/useWords.ts'
import { FormProblem } from '../shell/FormProblem.tsx'
import { askPage, withQuery } from '../sync/api.ts'
import { useLoad } from '../sync/useLoad.ts'

const MOST = '8'

const find = async (q: string) =>
  (await askPage<Customer>(withQuery('/api/customers', { q, cursor: '', limit: MOST }))).data

/** The customers that match, of the newest answer. */
function useMatches(text: string) {
  const query = useDeferredValue(text.trim())
  const [found, setFound] = useState<{ query: string; customers: Customer[] } | null>(null)
  const load = useLoad(`find ${query}`, async () => {
    const customers = await find(query)
    setFound({ query, customers })
  })
  return { found, error: load.error }
}

/** Asks whom something is for. */
export function CustomerSearch({ onChoose }: { onChoose: (customer: Customer) => void }) {
  const { customers: words, tickets } = useWords()
  const [text, setText] = useState('')
  const { found, error } = useMatches(text)
  return (
    <div className="flex flex-col gap-2">
      <TextInput
        type="search"
        aria-label={tickets.forWhom}
        placeholder={words.search}
        maxLength={200}
        autoFocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <FormProblem error={error} />
      {found?.customers.length === 0 && (
        <p className="px-2 text-faint">
          {found.query === '' ? words.empty : words.noMatch(found.query)}
        </p>
      )}
      <ul aria-label={words.list} className="flex flex-col">
        {found?.customers.map((customer) => (
          <li key={customer.id}>
            <button
              type="button"
              onClick={() => onChoose(customer)}
              className="flex w-full min-w-0 flex-col rounded-md px-2 py-1.5 text-left hover:bg-sunken"
            >
              <span className="max-w-full truncate font-medium">{customer.name}</span>
              <span className="max-w-full truncate text-xs text-faint">{customer.email}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
