import { Pencil } from 'lucide-react'
import type { Company } from '../../../server/contract/companies.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { useWords } from '../../words/useWords.ts'
import { CompanyForm } from './CompanyForm.tsx'

interface Props {
  company: Company
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** The button that opens what is edited of a company. */
export function EditCompany({ company, open, onOpenChange }: Props) {
  const { edit } = useWords().profile.company
  return (
    <Popover
      label={edit}
      align="end"
      open={open}
      onOpenChange={onOpenChange}
      trigger={<IconButton icon={Pencil} label={edit} />}
    >
      <CompanyForm company={company} onDone={() => onOpenChange(false)} />
    </Popover>
  )
}
