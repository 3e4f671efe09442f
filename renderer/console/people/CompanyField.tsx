import { useState } from 'react'
import type { Company } from '../../../server/contract/companies.ts'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/Chip.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { useWords } from '../../words/useWords.ts'
import { companyPath } from '../companies/load.ts'
import { ask } from '../sync/api.ts'
import { useLoad } from '../sync/useLoad.ts'
import { CompanyFinder } from './CompanyFinder.tsx'

interface Props {
  companyId: string | undefined
  onChange: (companyId: string | undefined) => void
}

/** The company a segment's customers belong to. */
export function CompanyField({ companyId, onChange }: Props) {
  const { people } = useWords()
  const words = people.segments
  const [isOpen, setOpen] = useState(false)
  const [known, setKnown] = useState<Pick<Company, 'id' | 'name'> | null>(null)
  const isKnown = companyId === undefined || known?.id === companyId
  useLoad(isKnown ? null : `company ${companyId}`, async () =>
    setKnown(await ask<Company>({ path: companyPath(companyId ?? '') })),
  )
  function choose(company: Company) {
    setKnown(company)
    setOpen(false)
    onChange(company.id)
  }
  const name = known?.id === companyId && known ? known.name : words.someCompany
  return (
    <div className="flex items-center justify-between gap-3">
      <span aria-hidden className="shrink-0 text-soft">
        {words.company}
      </span>
      <span className="flex w-44 shrink-0 flex-wrap gap-1">
        {companyId !== undefined && (
          <Chip
            label={name}
            removeLabel={words.remove(name)}
            onRemove={() => onChange(undefined)}
          />
        )}
        <Popover
          label={words.company}
          open={isOpen}
          onOpenChange={setOpen}
          trigger={<Button size="small">{words.chooseCompany}</Button>}
        >
          <CompanyFinder onChoose={choose} />
        </Popover>
      </span>
    </div>
  )
}
