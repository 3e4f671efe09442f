import { ArrowLeft, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Company } from '../../../server/contract/companies.ts'
import { atLeast } from '../../../server/contract/identity.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { useWords } from '../../words/useWords.ts'
import { useMe } from '../shell/account.ts'
import { useCommands } from '../shell/commands/registry.ts'
import { navigate } from '../shell/navigation.ts'
import { toCompany } from '../shell/route.ts'
import { DeleteCompany } from './DeleteCompany.tsx'
import { EditCompany } from './EditCompany.tsx'

/** A company's name, and what can be done with it. */
export function CompanyHeader({ company }: { company: Company }) {
  const { companies: words, profile, app } = useWords()
  const mayDelete = atLeast(useMe().role, 'supervisor')
  const [isDeleting, setDeleting] = useState(false)
  const [isEditing, setEditing] = useState(false)
  const edit = () => setEditing(true)
  const remove = () => setDeleting(true)
  const label = profile.company.edit
  useCommands([
    { id: 'company.edit', label, group: 'company', run: edit },
    {
      id: 'company.delete',
      label: words.deleteCommand,
      group: 'company',
      isEnabled: mayDelete,
      run: remove,
    },
  ])
  return (
    <header className="flex h-14 shrink-0 items-center gap-2 border-b border-line px-3">
      <IconButton
        icon={ArrowLeft}
        label={app.back}
        className="md:hidden"
        onClick={() => navigate(toCompany(null))}
      />
      <h2 className="min-w-0 flex-1 truncate text-base font-semibold">
        <bdi>{company.name}</bdi>
      </h2>
      <EditCompany company={company} open={isEditing} onOpenChange={setEditing} />
      {mayDelete && <IconButton icon={Trash2} label={words.delete} onClick={remove} />}
      <DeleteCompany company={company} open={isDeleting} onOpenChange={setDeleting} />
    </header>
  )
}
