import { Autocomplete } from '@base-ui/react/autocomplete'
import { useDeferredValue, useRef, useState } from 'react'
import type { CompanyListItem } from '../../../server/contract/companies.ts'
import { useWords } from '../../words/useWords.ts'
import { FormProblem } from '../shell/FormProblem.tsx'
import { askPage, withQuery } from '../sync/api.ts'
import { useLoad } from '../sync/useLoad.ts'

const LINES = '20'

interface Props {
  onChoose: (company: CompanyListItem) => void
}

/** Companies to choose from by typing a part of a name or a domain. */
export function CompanyFinder({ onChoose }: Props) {
  const words = useWords().people.segments
  const [text, setText] = useState('')
  const { companies, error } = useFound(useDeferredValue(text.trim()))
  return (
    <Autocomplete.Root
      inline
      open
      mode="none"
      autoHighlight="always"
      items={companies ?? []}
      value={text}
      onValueChange={(next, { reason }) => reason !== 'item-press' && setText(next)}
      itemToStringValue={({ name }: CompanyListItem) => name}
    >
      <Autocomplete.Input
        aria-label={words.findCompany}
        placeholder={words.findCompany}
        maxLength={200}
        className="mb-1 h-8 w-full rounded-md border border-edge/60 bg-surface px-2.5"
      />
      <FormProblem error={error} />
      <Lines companies={companies} onChoose={onChoose} />
    </Autocomplete.Root>
  )
}

function Lines({ companies, onChoose }: Props & { companies: readonly CompanyListItem[] | null }) {
  const words = useWords().people.segments
  return (
    <>
      <Autocomplete.Empty className="text-faint">
        <p className="px-2 py-1.5 empty:hidden">{companies?.length === 0 && words.noCompany}</p>
      </Autocomplete.Empty>
      <Autocomplete.List
        aria-label={words.company}
        className="max-h-64 overflow-y-auto outline-none data-empty:hidden"
      >
        {(company: CompanyListItem) => (
          <Autocomplete.Item
            key={company.id}
            value={company}
            onClick={() => onChoose(company)}
            className="flex min-h-8 items-center gap-2 rounded-md px-2 outline-none select-none data-highlighted:bg-sunken"
          >
            <bdi className="truncate">{company.name}</bdi>
            <span className="ml-auto min-w-0 truncate text-xs text-faint">
              {company.domains[0]}
            </span>
          </Autocomplete.Item>
        )}
      </Autocomplete.List>
    </>
  )
}

function useFound(q: string) {
  const [companies, setCompanies] = useState<CompanyListItem[] | null>(null)
  const newest = useRef(q)
  // What was found before stays until the next answer; one that was overtaken is not shown.
  const { error } = useLoad(`companies with ${q}`, async () => {
    newest.current = q
    const query = { q: q || undefined, limit: LINES }
    const { data } = await askPage<CompanyListItem>(withQuery('/api/companies', query))
    if (newest.current === q) setCompanies(data)
  })
  return { companies, error }
}
